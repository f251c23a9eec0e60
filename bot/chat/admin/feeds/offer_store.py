"""Offer store: the cards of feeds that wait for an admin's decision, even after a restart."""

import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bot.chat.storage.state import KEPT_HOURS
from bot.system.atomic_files import write_json

if TYPE_CHECKING:
    from bot.feeds.polling.feed_reports import FeedPreview

_MOST_PREVIEWS = 16


@dataclass(slots=True)
class FeedOffer:
    """What one card offers to a chat.

    ``addresses``: those of the feeds. ``opml``: a list of feeds, in their place. ``links``: the
    addresses of other feeds, which can be looked at.
    """

    id: str
    chat: int
    addresses: list[str] = field(default_factory=list)
    opml: str = ""
    links: list[str] = field(default_factory=list)


class OfferStore:
    """A folder with a file for each offer, and in memory what the latest feeds had in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._previews: OrderedDict[str, tuple[FeedPreview, ...]] = OrderedDict()

    def create(
        self,
        chat: int,
        previews: Sequence["FeedPreview"] = (),
        *,
        links: Sequence[str] = (),
        opml: str = "",
    ) -> FeedOffer:
        """Keep an offer of feeds that were looked at, of others, or of a list of feeds."""
        self.purge()
        addresses = [preview.subscription.address for preview in previews]
        offer = FeedOffer(secrets.token_hex(6), chat, addresses, opml, list(links))
        self._folder.mkdir(parents=True, exist_ok=True)
        write_json(self._folder / f"{offer.id}.json", asdict(offer))
        if previews:
            self._previews[offer.id] = tuple(previews)
            while len(self._previews) > _MOST_PREVIEWS:
                self._previews.popitem(last=False)
        return offer

    def get(self, offer_id: str, chat: int) -> FeedOffer | None:
        """Return an offer to a chat, None where it is gone."""
        if not offer_id.isalnum():
            return None
        try:
            values = json.loads((self._folder / f"{offer_id}.json").read_bytes())
            offer = msgspec.convert(values, FeedOffer)
        except (OSError, ValueError, msgspec.ValidationError):
            return None
        return offer if offer.chat == chat else None

    def get_previews(self, offer: FeedOffer) -> tuple["FeedPreview", ...]:
        """Return what the feeds of an offer had in them, nothing where that is not known."""
        return self._previews.get(offer.id, ())

    def discard(self, offer: FeedOffer) -> None:
        """Forget an offer."""
        self._previews.pop(offer.id, None)
        (self._folder / f"{offer.id}.json").unlink(missing_ok=True)

    def purge(self, hours: float = KEPT_HOURS) -> None:
        """Forget offers that were neither taken nor declined in time."""
        oldest = time.time() - hours * 3600
        for file in self._folder.glob("*.json"):
            if file.stat().st_mtime < oldest:
                self._previews.pop(file.stem, None)
                file.unlink(missing_ok=True)
