"""Corrections: what admins put right of single articles, kept beside the article files."""
