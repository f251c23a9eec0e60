"""Feed errors: why something is no feed, or cannot be followed."""

from bot.errors import DatelineError


class FeedError(DatelineError):
    """Say what is wrong with a feed or a list of feeds, and what to do, in an admin's words."""
