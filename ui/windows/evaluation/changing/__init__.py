"""Parts of the panel that shows what a changed set-up changes."""
