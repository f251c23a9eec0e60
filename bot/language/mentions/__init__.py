"""Mentions: the names, numbers and quotations of a sentence, of which answers consist."""
