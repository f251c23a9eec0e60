"""Folders: kept to their owner, and used by one process at a time."""
