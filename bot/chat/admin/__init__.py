"""What admins do in a chat: uploads, the corpus, statistics."""
