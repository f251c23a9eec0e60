"""From a file to articles and passages."""
