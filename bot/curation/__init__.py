"""Adding and removing article files, with the index brought along."""
