from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.feeds.feed_document import FeedEntry
from bot.feeds.polling.feed_state import MOST_ATTEMPTS, PageAttempt
from bot.feeds.polling.teaser_completion import (
    CompletedEntries,
    TeaserCompletion,
)
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.pages import PageRequest, PageResponse
from tests.feeds.polling.samples import TEXT, make_entry, respond

BEGINNING = "The ferry left the harbour at noon, and nobody was […]"
WHOLE = f"{TEXT} It came back in the evening. The dog was asleep by then."


class Site:
    """Pages by their addresses: a text, or why it cannot be had."""

    def __init__(self, pages: Mapping[str, str | FetchFailure | None]) -> None:
        self.pages = pages
        self.requests: list[PageRequest] = []

    async def fetch(self, request: PageRequest) -> PageResponse:
        self.requests.append(request)
        page = self.pages[request.address]
        if isinstance(page, FetchFailure):
            raise FetchError(page, "it is away")
        return respond(address=request.address)

    async def complete_entry(self, entry: FeedEntry, response: PageResponse) -> FeedEntry:
        text = self.pages[response.address]
        if not isinstance(text, str):
            return entry
        article = replace(entry.article, text=text)
        return replace(entry, article=article, is_teaser=False, feed_digest="digest")

    async def complete(
        self, *entries: FeedEntry, attempts: Mapping[str, PageAttempt] | None = None
    ) -> CompletedEntries:
        completion = TeaserCompletion(self.fetch, self.complete_entry)
        return await completion.complete(entries, attempts or {})


def teaser(key: str, text: str = BEGINNING) -> FeedEntry:
    return make_entry(key, text=text, is_teaser=True)


async def test_a_teaser_gets_the_text_of_its_page_and_keeps_all_else() -> None:
    site = Site({"https://news.example/1": WHOLE})
    completed_entries = await site.complete(teaser("1"), make_entry("2"))
    first, second = completed_entries.entries
    assert (first.key, first.article.text, first.is_teaser) == ("1", WHOLE, False)
    assert first.article.title == teaser("1").article.title
    assert first.article.published == teaser("1").article.published
    assert first.feed_digest
    assert second == make_entry("2")
    assert not completed_entries.has_open_pages
    assert [request.obeys_robots for request in site.requests] == [True]


async def test_a_page_is_not_asked_for_again_until_the_teaser_changes() -> None:
    site = Site({"https://news.example/1": WHOLE})
    notes = (await site.complete(teaser("1"))).attempts
    again = await site.complete(teaser("1"), attempts=notes)
    assert len(site.requests) == 1
    assert (again.attempts, again.has_open_pages) == ({}, False)
    await site.complete(teaser("1", f"Corrected: {BEGINNING}"), attempts=notes)
    assert len(site.requests) == 2


async def test_a_page_that_is_away_is_tried_some_rounds_and_then_left() -> None:
    site = Site({"https://news.example/1": FetchFailure.SERVER})
    notes: Mapping[str, PageAttempt] = {}
    rounds = []
    for _ in range(MOST_ATTEMPTS + 2):
        completed_entries = await site.complete(teaser("1"), attempts=notes)
        assert completed_entries.entries == (teaser("1"),)
        rounds.append(completed_entries.has_open_pages)
        notes = {**notes, **completed_entries.attempts}
    assert len(site.requests) == MOST_ATTEMPTS
    assert rounds == [True] * (MOST_ATTEMPTS - 1) + [False] * 3


@pytest.mark.parametrize("kind", [FetchFailure.ROBOTS, FetchFailure.GONE, FetchFailure.FORBIDDEN])
async def test_what_robots_may_not_see_is_asked_for_once(kind: FetchFailure) -> None:
    site = Site({"https://news.example/1": kind})
    completed_entries = await site.complete(teaser("1"))
    assert completed_entries.attempts["1"].attempts == MOST_ATTEMPTS
    assert not completed_entries.has_open_pages


async def test_a_round_asks_for_few_pages_and_the_next_one_goes_on() -> None:
    site = Site({f"https://news.example/{n}": WHOLE for n in range(12)})
    entries = [teaser(str(n)) for n in range(12)]
    first = await site.complete(*entries)
    assert len(site.requests) == 5
    assert len(first.entries) == 12
    assert first.has_open_pages
    second = await site.complete(*entries, attempts=first.attempts)
    assert [request.address for request in site.requests] == [
        f"https://news.example/{n}" for n in range(10)
    ]
    third = await site.complete(*entries, attempts={**first.attempts, **second.attempts})
    assert not third.has_open_pages


async def test_a_page_that_is_no_article_leaves_the_teaser() -> None:
    site = Site({"https://news.example/1": None})
    assert (await site.complete(teaser("1"))).entries == (teaser("1"),)
