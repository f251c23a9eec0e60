"""Telegram: questions from chats, answers back, and what admins do with the corpus."""
