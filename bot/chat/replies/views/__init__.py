"""Views: messages that show something else than an answer, or an answer in another way."""
