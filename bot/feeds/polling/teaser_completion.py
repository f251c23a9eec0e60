"""Teaser completion: entries whose text the feed breaks off get it from their pages."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.feeds.archive.month_files import digest_entry
from bot.feeds.feed_document import FeedEntry
from bot.feeds.polling.feed_state import MOST_ATTEMPTS, PageAttempt
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.pages import PageRequest, PageResponse

_LOGGER = logging.getLogger(__name__)

_MOST_PAGES = 5  # of a feed and a round
_FINAL = (
    FetchFailure.ROBOTS, FetchFailure.GONE, FetchFailure.ADDRESS, FetchFailure.FORBIDDEN,
    FetchFailure.TOO_LARGE,
)  # fmt: skip

EntryCompleter = Callable[[FeedEntry, PageResponse], Awaitable[FeedEntry]]
"""Returns an entry with the text of its page, or as it is where the page has no more of it."""


@dataclass(frozen=True, slots=True)
class CompletedEntries:
    """The entries to be written, what is to be remembered of pages, and whether some are open."""

    entries: tuple[FeedEntry, ...]
    attempts: Mapping[str, PageAttempt] = field(default_factory=dict)
    has_open_pages: bool = False


class TeaserCompletion:
    """Fetches a few pages a round, obeying robots.txt."""

    def __init__(
        self,
        fetch: Callable[[PageRequest], Awaitable[PageResponse]],
        complete_entry: EntryCompleter,
    ) -> None:
        self._fetch = fetch
        self._complete_entry = complete_entry

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
        except FetchError as error:
            _LOGGER.info("The page of an entry was not fetched: %s", error)
            is_final = error.kind in _FINAL
            return entry, replace(attempt, attempts=MOST_ATTEMPTS) if is_final else attempt
        result = await self._complete_entry(entry, response)
        return result, replace(attempt, is_complete=not result.is_teaser)


def _find_attempt(entry: FeedEntry, attempts: Mapping[str, PageAttempt]) -> PageAttempt:
    """Return what was tried for what the feed says now."""
    digest = digest_entry(entry)
    attempt = attempts.get(entry.key)
    return attempt if attempt and attempt.digest == digest else PageAttempt(digest)
