"""Settings: the only reader of the environment."""

from bot.settings.environment import Settings, check_value, load

__all__ = ("Settings", "check_value", "load")
