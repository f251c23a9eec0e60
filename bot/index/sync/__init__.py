"""Keeps an index equal to folders of article files."""
