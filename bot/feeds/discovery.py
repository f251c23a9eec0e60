"""Discovery: the feeds of a site, from one of its pages."""

from urllib.parse import urlsplit

from bot.reading.address_hosts import read_host, resolve_address
from bot.reading.encodings.server_charset import settle_charset
from bot.reading.feeds.feed_findings import FeedLink as FeedLink
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_content_in_sandbox
from bot.reading.sandbox.read_task import ReadKind, ReadTask

_COMMON_PATHS = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")


def find_feed_links(
    content: bytes, address: str, charset: str = "", limits: ReadLimits = DEFAULT_LIMITS
) -> tuple[FeedLink, ...]:
    """Return the feeds that a page declares or links to, those of comments last.

    Where it names none, return guesses of where one may be all the same.
    """
    task = ReadTask(ReadKind.LINKS, address)
    data = settle_charset(content, charset)
    findings = read_content_in_sandbox(data, read_host(address) or "page", task, limits)
    links = tuple(finding for finding in findings if isinstance(finding, FeedLink))
    return links or _guess_links(address)


def _guess_links(address: str) -> tuple[FeedLink, ...]:
    """Return where the feed of a site often is, beside the page and at its root."""
    parts = urlsplit(address)
    root = f"{parts.scheme}://{parts.netloc}"
    near_guesses = [f"{root}{parts.path.rstrip('/')}/feed"] if parts.path.strip("/") else []
    guesses = [*near_guesses, *(resolve_address(root, path) for path in _COMMON_PATHS)]
    return tuple(FeedLink(guess, is_guess=True) for guess in dict.fromkeys(guesses))
