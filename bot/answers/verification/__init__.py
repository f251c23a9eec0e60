"""Verification: whether a text is word for word in the articles, and where it differs."""
