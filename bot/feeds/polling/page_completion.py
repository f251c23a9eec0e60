"""Page completion: entries whose text the feed breaks off get it from their pages."""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.articles.article import Article
from bot.feeds.feed_document import FeedEntry
from bot.feeds.polling.feed_state import PageAttempt
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.pages import PageRequest, PageResponse

_LOGGER = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
"""How many rounds a page is asked for in vain before its entry stays as the feed has it."""

_MOST_PAGES = 5  # of a feed and a round
_LEAST_SHARE = 0.5
_FINAL = (
    FetchFailure.ROBOTS, FetchFailure.GONE, FetchFailure.ADDRESS, FetchFailure.FORBIDDEN,
    FetchFailure.TOO_LARGE,
)  # fmt: skip

PageReader = Callable[[PageResponse], Awaitable[Article | None]]
"""Returns the article of a page, None where it is none."""


@dataclass(frozen=True, slots=True)
class CompletedEntries:
    """The entries to be written, what is to be remembered of pages, and whether some are open."""

    entries: tuple[FeedEntry, ...]
    attempts: Mapping[str, PageAttempt] = field(default_factory=dict)
    has_open_pages: bool = False


class PageCompletion:
    """Fetches a few pages a round, obeying robots.txt."""

    def __init__(
        self, fetch: Callable[[PageRequest], Awaitable[PageResponse]], read: PageReader
    ) -> None:
        self._fetch = fetch
        self._read = read

    async def complete(
        self,
        entries: Sequence[FeedEntry],
        attempts: Mapping[str, PageAttempt],
        written_keys: Collection[str],
    ) -> CompletedEntries:
        """Return the entries with the texts of their pages, as far as these could be read.

        ``written_keys`` are the entries that are files already: what a page completed earlier is
        not replaced by a teaser again.
        """
        results: list[FeedEntry] = []
        notes: dict[str, PageAttempt] = {}
        has_open_pages, budget = False, _MOST_PAGES
        for entry in entries:
            if not entry.is_teaser or not entry.article.url:
                results.append(entry)
                continue
            attempt = _find_attempt(entry, attempts)
            if attempt.is_complete:
                continue
            if attempt.attempts < MOST_ATTEMPTS and budget:
                budget -= 1
                entry, attempt = await self._try(entry, attempt)
                notes[entry.key] = attempt
            has_open_pages |= not attempt.is_complete and attempt.attempts < MOST_ATTEMPTS
            is_final = attempt.is_complete or attempt.attempts >= MOST_ATTEMPTS
            if is_final or entry.key not in written_keys:
                results.append(entry)
        return CompletedEntries(tuple(results), notes, has_open_pages)

    async def _try(self, entry: FeedEntry, attempt: PageAttempt) -> tuple[FeedEntry, PageAttempt]:
        attempt = replace(attempt, attempts=attempt.attempts + 1)
        try:
            response = await self._fetch(PageRequest(entry.article.url, obeys_robots=True))
            page = await self._read(response)
        except FetchError as error:
            _LOGGER.info("The page of an entry was not fetched: %s", error)
            is_final = error.kind in _FINAL
            return entry, replace(attempt, attempts=MOST_ATTEMPTS) if is_final else attempt
        if page is None or not completes(page, entry.article):
            return entry, attempt
        article = replace(entry.article, text=page.text[page.body :], body=0)
        return replace(entry, article=article, is_teaser=False), replace(attempt, is_complete=True)


def completes(page: Article, teaser: Article) -> bool:
    """Tell whether a page has more of an entry, and is not about something else.

    Such is the front page to which a site redirects what is gone.
    """
    if len(page.text) - page.body <= len(teaser.text) - teaser.body:
        return False
    words = _split(f"{teaser.title} {teaser.text[teaser.body :]}")
    shared_words = words & _split(f"{page.title} {page.text}")
    return len(shared_words) >= _LEAST_SHARE * len(words)


def _find_attempt(entry: FeedEntry, attempts: Mapping[str, PageAttempt]) -> PageAttempt:
    """Return what was tried for what the feed says now."""
    digest = _digest(entry.article)
    attempt = attempts.get(entry.key)
    return attempt if attempt and attempt.digest == digest else PageAttempt(digest)


def _digest(article: Article) -> str:
    parts = "\0".join((article.url, article.title, article.text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _split(text: str) -> set[str]:
    words = (word.strip(".,;:!?\"'()[]…“”‘’«»").casefold() for word in text.split())
    return {word for word in words if len(word) > 1}
