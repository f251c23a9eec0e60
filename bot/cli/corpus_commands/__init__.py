"""The commands that manage article files."""
