"""Lifecycle: the bot as a process, from its start to its end."""
