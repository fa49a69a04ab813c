"""Paper sheets typed in twice: the list, the form for an entry, and both entries side by side."""
