"""Parts of the editor of materials."""
