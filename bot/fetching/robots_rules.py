"""Robots rules: which pages of a site the bot may fetch, and how often (RFC 9309)."""

import asyncio
import math
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from protego import Protego

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.web_address import WebAddress

MOST_ROBOTS_BYTES = 500 * 1024
"""As much as the standard wants to be read; the rest is left out."""

_LONGEST_DELAY = 30.0  # seconds that a site may ask for between two pages
_DAY = 24 * 3600.0
_SHORT_WAIT = 10 * 60.0
"""Seconds until a file that could not be read is asked for again."""
_MOST_TEXT = 1024**2
"""Characters of all files that are remembered; parsed, they take some thirty times as much."""
_LEAST_TEXT = 1000  # that a short file counts for
_BRIEF_TEXT = 16 * 1024
_PRODUCT = re.compile(r"[A-Za-z_-]+")
_UNAVAILABLE = frozenset(
    (
        FetchFailure.NOT_FOUND,
        FetchFailure.GONE,
        FetchFailure.REFUSED,
        FetchFailure.REDIRECTS,
        FetchFailure.OTHER,
    )
)


@dataclass(frozen=True, slots=True)
class _SiteRules:
    rules: Protego | None  # None: nothing may be fetched at present
    size: int
    end: float

    def is_expired(self, moment: float) -> bool:
        return moment >= self.end


class RobotsRules:
    """Remember the robots.txt files of sites, each for a day at most.

    ``read`` fetches one, for a site such as ``https://example.org``; a site without one allows
    everything, a site whose file cannot be read at the moment nothing, for some minutes.
    """

    def __init__(
        self,
        user_agent: str,
        read: Callable[[str], Awaitable[bytes]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        match = _PRODUCT.match(user_agent)
        self._product = match[0] if match else "*"
        self._read = read
        self._clock = clock
        self._sites: dict[str, _SiteRules] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        """Return of how many sites the rules are remembered."""
        return len(self._sites)

    async def check(self, address: WebAddress) -> float:
        """Return the seconds that the site wants between two pages; raise FetchError (ROBOTS)."""
        site = await self._find(address.origin)
        if site.rules is None:
            raise FetchError(
                FetchFailure.ROBOTS,
                f"the rules of {address.host} for bots (robots.txt) cannot be read at the moment: "
                "try again later",
                retry_after=max(site.end - self._clock(), 0.0),
            )
        if not site.rules.can_fetch(address.public, self._product):
            raise FetchError(
                FetchFailure.ROBOTS,
                f"{address.host} does not allow bots on this page (robots.txt): send its text or "
                "the saved page",
            )
        return _bound_delay(site.rules.crawl_delay(self._product))

    async def _find(self, origin: str) -> _SiteRules:
        lock = self._locks.setdefault(origin, asyncio.Lock())
        async with lock:
            site = self._sites.get(origin)
            if site is None or site.is_expired(self._clock()):
                site = await self._load(origin)
                self._remember(origin, site)
            return site

    async def _load(self, origin: str) -> _SiteRules:
        try:
            content = await self._read(origin)
        except FetchError as error:
            if error.kind in _UNAVAILABLE:
                content = b""
            else:
                wait = min(max(error.retry_after or 0.0, _SHORT_WAIT), _DAY)
                return _SiteRules(None, 0, self._clock() + wait)
        text = content[:MOST_ROBOTS_BYTES].decode("utf-8-sig", errors="replace")
        if len(text) <= _BRIEF_TEXT:
            rules = Protego.parse(text)
        else:  # the largest takes half a second, in which others want to be answered
            rules = await asyncio.to_thread(Protego.parse, text)
        return _SiteRules(rules, len(text), self._clock() + _DAY)

    def _remember(self, origin: str, site: _SiteRules) -> None:
        moment = self._clock()
        self._sites = {
            name: rules for name, rules in self._sites.items() if not rules.is_expired(moment)
        }
        self._sites.pop(origin, None)
        self._sites[origin] = site
        size = sum(_LEAST_TEXT + rules.size for rules in self._sites.values())
        for name in list(self._sites)[:-1]:  # the oldest first
            if size <= _MOST_TEXT:
                break
            size -= _LEAST_TEXT + self._sites.pop(name).size


def _bound_delay(delay: float | None) -> float:
    if delay is None or not math.isfinite(delay):
        return 0.0
    return min(max(delay, 0.0), _LONGEST_DELAY)
