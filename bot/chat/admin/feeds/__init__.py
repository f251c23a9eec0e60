"""What brings articles by itself or by a link: feeds, pages, and posts of channels."""
