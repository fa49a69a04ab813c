"""Results and comments as plain CSV and JSON, for people with their own tools."""
