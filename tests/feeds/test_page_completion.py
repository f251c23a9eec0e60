from datetime import date

import pytest

from bot.articles.article import Article
from bot.feeds.archive.month_files import digest_entry
from bot.feeds.feed_document import FeedEntry
from bot.feeds.page_completion import complete_entry

ADDRESS = "https://ferry.example/1"
OPENING = "The ferry to Norrhamn left at noon on Monday with two hundred passengers on board."
PARAGRAPHS = [
    f"{OPENING} It was the first crossing since the storm closed the harbour last week.",
    (
        "The mayor said that the second ferry would follow as soon as the pier was repaired, and"
        " that the town would pay for the buses which had carried commuters around the bay."
    ),
    (
        "Captain Ada Berg, who has sailed the route for nineteen years, told reporters that the"
        " water was calm again. The shipping company expects to carry nine thousand people."
    ),
]
TEASER = FeedEntry(
    "tag:1",
    Article(
        "id", OPENING, date(2026, 1, 7), "feed", title="Ferry sails again", source="Ferry Times",
        url=ADDRESS, language="en",
    ),
    is_teaser=True,
)  # fmt: skip


def _page(*paragraphs: str, title: str = "Ferry sails again", head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        '<meta property="article:published_time" content="2026-01-09T08:00:00Z">'
        f'<meta property="og:site_name" content="Another">{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def test_a_teaser_gets_the_text_of_its_page_and_keeps_the_facts_of_its_feed() -> None:
    entry = complete_entry(TEASER, _page(*PARAGRAPHS), ADDRESS, "utf-8")
    assert entry.article.text == "\n\n".join(PARAGRAPHS)
    assert not entry.is_teaser
    assert (entry.article.title, entry.article.source) == ("Ferry sails again", "Ferry Times")
    assert entry.article.published == date(2026, 1, 7)
    assert entry.feed_digest == digest_entry(TEASER)
    assert digest_entry(entry) == digest_entry(TEASER)


@pytest.mark.parametrize(
    "page",
    [
        _page("Harvest was good in the valley. " * 9, "Farmers sold more pears. " * 9,
              title="Pears are cheap"),
        _page(OPENING),
        _page(*PARAGRAPHS, "Subscribe to continue reading this article."),
        _page(*PARAGRAPHS, head='<script type="application/ld+json">'
              '{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'),
        b"<html><body>Are you a robot?</body></html>",
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
    ],
    ids=["another story", "no more", "a wall", "not free", "a check", "nothing", "a picture"],
)  # fmt: skip
def test_a_page_that_has_no_more_of_the_story_changes_nothing(page: bytes) -> None:
    assert complete_entry(TEASER, page, ADDRESS, "") == TEASER


def test_a_page_without_a_day_completes_a_teaser() -> None:
    page = _page(*PARAGRAPHS).replace(b"published_time", b"other")
    assert not complete_entry(TEASER, page, ADDRESS, "").is_teaser
