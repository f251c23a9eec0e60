"""Articles, findings and passages."""
