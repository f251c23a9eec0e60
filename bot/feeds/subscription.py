"""Subscription: a feed that is followed, with how it is."""

from dataclasses import dataclass

from bot.articles.addresses import normalize_address
from bot.reading.address_hosts import read_host

FIRST_ENTRIES = 20
"""How many of a feed's newest entries are taken when it is followed for the first time."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is followed.

    ``id`` is the name of its folder below ``feeds/``, as ``the-guardian``; ``language`` is a tag
    such as ``en``, empty where each entry or the feed tells its own. With ``reads_pages`` the
    texts that a feed breaks off are completed from their pages. ``keep_days`` is for how many
    days entries are kept after they were published, None for ever. ``minutes`` is a fixed
    interval between two looks, None for what suits the feed. ``folder`` is where readers of
    feeds sort it in, with ``/`` between a folder and one inside of it.
    """

    id: str
    address: str
    title: str = ""
    site: str = ""
    language: str = ""
    is_paused: bool = False
    reads_pages: bool = False
    keep_days: int | None = None
    first_entries: int = FIRST_ENTRIES
    minutes: int | None = None
    folder: str = ""
    other_attributes: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        """Return its title, or its host where it has none: an address may hold a password."""
        return self.title or read_host(self.address) or self.id

    @property
    def address_key(self) -> str:
        """Return what all ways of writing its address share."""
        return normalize_address(self.address) or self.address
