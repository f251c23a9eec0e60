"""Feeds are fetched when they are due, and what is new in them becomes articles."""
