"""Profile: what Telegram shows of the bot by itself, and what leads to its commands."""
