"""The intake page's parts: taking files in, confirming Excel forms, and what was taken in so far."""
