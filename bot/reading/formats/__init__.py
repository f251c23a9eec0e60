"""One module a format, and the list of them."""
