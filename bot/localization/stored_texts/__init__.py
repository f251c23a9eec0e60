"""Templates of what lower rooms say, by subject; each text stands in the code that makes it."""
