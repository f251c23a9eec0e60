"""English words that tell what is asked: the lists of one language, together."""
