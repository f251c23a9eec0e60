"""Questions: which messages ask the bot something, and their answers."""
