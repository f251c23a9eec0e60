"""Address inspection: what is behind the addresses that an admin sent."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.feeds.feed_wording import write_address
from bot.errors import DatelineError
from bot.feeds.polling.feed_reports import FeedPreview, PagePreview
from bot.localization.current import gettext

if TYPE_CHECKING:
    from bot.chat.services import AdminServices
    from bot.feeds.polling.feed_service import FeedService


@dataclass(slots=True)
class InspectedAddresses:
    """What is behind addresses; ``faults`` are lines on those with nothing to take."""

    feeds: list[FeedPreview] = field(default_factory=list)
    pages: list[PagePreview] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class AddressInspector:
    """Look at addresses, all at the same time."""

    def __init__(self, service: "FeedService", services: "AdminServices") -> None:
        self._service = service
        self._services = services

    async def inspect(self, addresses: Sequence[str]) -> InspectedAddresses:
        """Return what is behind addresses; only what is no fault of theirs is raised."""
        results = await asyncio.gather(
            *map(self._service.inspect, addresses), return_exceptions=True
        )
        result = InspectedAddresses()
        for address, outcome in zip(addresses, results, strict=True):
            match outcome:
                case FeedPreview():
                    result.feeds.append(outcome)
                case PagePreview():
                    result.pages.append(outcome)
                case DatelineError():
                    reason = write_failure(outcome, self._services)
                    line = f"{write_address(address)}: {reason}"
                    # Alone, it needs no name: most reasons have the host in them.
                    result.faults.append(line if len(addresses) > 1 else reason)
                case _:
                    raise outcome
        return result

    async def inspect_feeds(self, addresses: Sequence[str]) -> InspectedAddresses:
        """Return the feeds behind addresses, where a page is a fault."""
        result = await self.inspect(addresses)
        for page in result.pages:
            await asyncio.to_thread(page.path.unlink, missing_ok=True)
            # Translators: behind an address.
            message = gettext("there is no feed there any more.")
            result.faults.append(f"{write_address(page.address)}: {message}")
        result.pages.clear()
        return result
