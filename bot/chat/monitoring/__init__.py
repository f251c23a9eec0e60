"""Monitoring: what the bot reports of itself, and whether it is ready."""
