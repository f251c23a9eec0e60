"""Feeds are followed, and what they publish becomes files of articles."""
