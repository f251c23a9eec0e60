"""Background: what is found and sent while nobody asks."""
