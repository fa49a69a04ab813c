"""The board of members and subjects, and what belongs to it."""
