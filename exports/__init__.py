"""Documents: how a Report, a form or a set-up becomes PDF and Excel, and how a returned one is read back."""
