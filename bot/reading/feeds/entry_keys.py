"""Entry keys: by what a feed knows an entry again, whatever becomes of its text."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.articles.article import Article

_LONGEST_KEY = 500


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry before it is an article: its id, address and title, as the feed has them.

    ``build`` returns the article, of the given day if there is one, and else of the entry's own;
    it raises ArticleError where it cannot be.
    """

    id: str
    address: str
    title: str
    build: Callable[[date | None], Article]
    is_teaser: bool = False


class EntryKeys:
    """The keys of the entries of one feed, which may use an id for several of them."""

    def __init__(self, entries: Iterable[RawEntry]) -> None:
        addresses: dict[str, set[tuple[str, str]]] = defaultdict(set)
        titles: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            addresses[entry.id].add((entry.address, entry.title))
            titles[entry.address].add(entry.title)
        self._shared_ids = {
            entry_id
            for entry_id, places in addresses.items()
            if len({title for _, title in places}) > 1 and len(places) > 1
        }
        self._shared_addresses = {address for address, names in titles.items() if len(names) > 1}

    def find_key(self, entry: RawEntry, article: Article, *, is_undated: bool) -> str:
        """Return the id, or else the address, or else the title and the day."""
        if entry.id and entry.id not in self._shared_ids:
            return shorten_key(entry.id)
        if article.url and entry.address not in self._shared_addresses:
            return shorten_key(article.url)
        day = "" if is_undated else article.published.isoformat()
        words = article.title or hashlib.sha256(article.text.encode()).hexdigest()[:16]
        return shorten_key(" ".join(f"{words} {day}".split()))


def shorten_key(key: str) -> str:
    """Return a key that is printable and not too long, and another one for another key."""
    plain = "".join(char if char.isprintable() else " " for char in key).strip()
    if plain == key and len(key) <= _LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{plain[:_LONGEST_KEY]} {digest}".encode("utf-8", "replace").decode()
