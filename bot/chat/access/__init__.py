"""Access: who may use the bot, what others are told, and what admins hear of them."""
