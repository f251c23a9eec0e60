"""Page completion: entries whose text the feed breaks off get it from their pages."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.articles.article import Article
from bot.feeds.archive.month_files import digest_entry
from bot.feeds.feed_document import FeedEntry
from bot.feeds.polling.feed_state import MOST_ATTEMPTS, PageAttempt
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.pages import PageRequest, PageResponse

_LOGGER = logging.getLogger(__name__)

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
        self, entries: Sequence[FeedEntry], attempts: Mapping[str, PageAttempt]
    ) -> CompletedEntries:
        """Return the entries with the texts of their pages, as far as these can be read now.

        What was completed in an earlier round is returned as the feed has it: the archive knows
        that the feed says nothing new.
        """
        results: list[FeedEntry] = []
        notes: dict[str, PageAttempt] = {}
        has_open_pages, budget = False, _MOST_PAGES
        for entry in entries:
            result = entry
            if entry.is_teaser and entry.article.url:
                attempt = _find_attempt(entry, attempts)
                if attempt.is_open and budget:
                    budget -= 1
                    result, attempt = await self._try(entry, attempt)
                    notes[entry.key] = attempt
                has_open_pages |= attempt.is_open
            results.append(result)
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
        result = replace(entry, article=article, is_teaser=False, feed_digest=attempt.digest)
        return result, replace(attempt, is_complete=True)


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
    digest = digest_entry(entry)
    attempt = attempts.get(entry.key)
    return attempt if attempt and attempt.digest == digest else PageAttempt(digest)


def _split(text: str) -> set[str]:
    words = (word.strip(".,;:!?\"'()[]…“”‘’«»").casefold() for word in text.split())
    return {word for word in words if len(word) > 1}
