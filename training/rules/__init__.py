"""Questions that rules make of articles and of other questions."""
