"""Languages: one file of data each, what they mean, and which of them a text is in."""
