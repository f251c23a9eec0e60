"""Spelling: what is meant where the words of a question may be misspelt."""
