"""Messages: sent in each chat's turn, at least once."""
