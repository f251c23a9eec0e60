"""Plain text: front matter, head matter, and the articles of text files."""
