"""Learns the files in bot/answers/data; not part of the package."""
