"""Context: what a question takes over from what was said before it."""
