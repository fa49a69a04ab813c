"""The files of an evaluation: the only room that knows SQLite."""
