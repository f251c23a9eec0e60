"""Feeds in the shapes that publishers give them are read as they were meant."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.feed_document import FeedDocument
from bot.feeds.feed_reader import read_feed
from tests.web.feed_shapes import Dialect, FeedShape, Quirk, ShapedEntry, write_feed
from tests.web.world_texts import LANGUAGES, invent_paragraphs, invent_title

SITE = "http://ferry.example:8080"
# What fetches feeds unpacks them.
PACKED = {Quirk.GZIP_ENCODING, Quirk.GZIP_FILE}
NEWEST = datetime(2026, 3, 2, 9, 7, tzinfo=UTC)


def list_shapes() -> Iterator[FeedShape]:
    for dialect in Dialect:
        for language in LANGUAGES:
            yield FeedShape(dialect, title="Ferry Times", site=f"{SITE}/", language=language)
        for quirk in sorted(set(Quirk) - PACKED):
            for language in ("de", "fr"):
                quirks = frozenset((quirk,))
                yield FeedShape(dialect, quirks, "Ferry Times", f"{SITE}/", language)


def make_entry(number: int, language: str) -> ShapedEntry:
    token = f"Zq1x{number}"
    return ShapedEntry(
        f"tag:ferry.example,2026:{number}",
        f"{SITE}/a/{number}",
        invent_title(token, language, f"title {number}"),
        invent_paragraphs(token, language, f"text {number}"),
        NEWEST - timedelta(hours=number, minutes=number),
    )


def read_shape(shape: FeedShape, entries: list[ShapedEntry]) -> FeedDocument:
    body = write_feed(shape, entries, 1)
    media_type, _, charset = body.media_type.partition("; charset=")
    return read_feed(body.content, f"{SITE}/feed", media_type, charset=charset)


@pytest.mark.parametrize(
    "shape", [*list_shapes()], ids=lambda s: "-".join((s.dialect, *s.quirks, s.language))
)
def test_a_feed_says_what_was_written(shape: FeedShape) -> None:
    entries = [make_entry(number, shape.language) for number in range(4)]
    document = read_shape(shape, entries)
    assert (document.title, document.rejections) == ("Ferry Times", ())
    read_entries = document.entries[::-1] if shape.has(Quirk.OLDEST_FIRST) else document.entries
    assert len(read_entries) == len(entries)
    assert len({entry.key for entry in read_entries}) == len(entries)
    for read_entry, entry in zip(read_entries, entries, strict=True):
        article = read_entry.article
        assert article.title == entry.title
        if not shape.has(Quirk.TEASERS) or not shape.dialect.startswith("RSS"):
            assert article.text.split() == " ".join(entry.paragraphs).split()
        if not shape.has(Quirk.NO_LINKS) or not shape.dialect.startswith("RSS"):
            assert article.url == entry.link
        if not shape.has(Quirk.NO_DATES) or shape.dialect is Dialect.JSON:
            assert article.published == entry.published.date()
