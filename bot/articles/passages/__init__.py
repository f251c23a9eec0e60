"""From an article to passages."""
