"""PDF documents: the only room that knows reportlab."""
