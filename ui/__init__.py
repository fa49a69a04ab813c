"""The faces of the app: the terminal, and later the windows."""
