"""Webhook: updates that Telegram sends, and what it has to know for that."""
