"""Entry addresses: which address tells an entry from all others."""

from collections import defaultdict
from collections.abc import Iterable

from bot.articles.addresses import normalize_address
from bot.feeds.archive.entry_likeness import fold_title
from bot.feeds.feed_document import FeedEntry


def identify_address(url: str) -> str:
    """Return an address in the form that all ways of writing it share.

    Return nothing for the front page of a site, to which many entries may link.
    """
    address = normalize_address(url)
    _, _, path = address.partition("/")
    return address if path or "?" in address else ""


def find_shared_addresses(entries: Iterable[FeedEntry]) -> frozenset[str]:
    """Return the addresses to which entries of several titles link."""
    titles: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        titles[identify_address(entry.article.url)].add(fold_title(entry.article.title))
    return frozenset(address for address, names in titles.items() if len(names) > 1)
