"""Settings: the only reader of the environment."""

from bot.settings.environment import Settings, check_value, find_secrets, load, read_leniently

__all__ = ("Settings", "check_value", "find_secrets", "load", "read_leniently")
