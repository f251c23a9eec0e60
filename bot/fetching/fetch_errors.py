"""Errors: why something could not be fetched, in words for who asked for it."""

from enum import StrEnum, auto

from bot.errors import DatelineError


class FetchFailure(StrEnum):
    """What kept a page from being fetched."""

    ADDRESS = auto()
    """It is no web address."""
    FORBIDDEN = auto()
    """The address is inside a network, not on the web, or its port is for something else."""
    ROBOTS = auto()
    """The site's robots.txt forbids it, or cannot be read at the moment."""
    UNREACHABLE = auto()
    """No such host, no connection, or it broke off."""
    TLS = auto()
    """The site cannot prove who it is."""
    TIMEOUT = auto()
    """It took too long."""
    TOO_LARGE = auto()
    """It is larger than the policy allows, as sent or unpacked."""
    REDIRECTS = auto()
    """Redirects without an end, or to what is no web address."""
    GONE = auto()
    """It was taken away for ever (410)."""
    NOT_FOUND = auto()
    """There is no such page (404)."""
    REFUSED = auto()
    """The site does not give it to the bot (401, 402, 403, 451, ...)."""
    BUSY = auto()
    """The site asks for patience (429, or 503 with a time)."""
    SERVER = auto()
    """The site has a fault (5xx)."""
    CONTENT = auto()
    """What came back cannot be unpacked, or is nothing."""
    OTHER = auto()
    """Anything else."""


class FetchError(DatelineError):
    """Say in plain words why something could not be fetched; it holds no credentials.

    ``retry_after``: seconds after which the site allows to ask again, None if it says nothing.
    """

    def __init__(
        self, kind: FetchFailure, message: str, *, retry_after: float | None = None
    ) -> None:
        self.kind = kind
        self.retry_after = retry_after
        super().__init__(message)
