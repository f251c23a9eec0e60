"""Fetcher: fetches a page, within its policy."""

import time
from collections.abc import Awaitable, Callable, Sequence

from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.pages import PageRequest, PageResponse


class Fetcher:
    """Fetch pages; a context manager, which closes its connections at its end."""

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        resolve: Callable[[str, int], Awaitable[Sequence[str]]] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        raise NotImplementedError

    async def fetch(self, request: PageRequest) -> PageResponse:
        """Return the page; raise FetchError."""
        raise NotImplementedError
