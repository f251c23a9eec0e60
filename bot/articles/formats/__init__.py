"""One file a format: from decoded characters to articles."""
