"""Inline: finished cards for other chats, where the bot is no member."""
