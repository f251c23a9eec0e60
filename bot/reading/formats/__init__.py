"""The formats of article files, a module each, and the list of them."""
