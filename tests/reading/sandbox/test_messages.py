import io
from datetime import date

import pytest

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.reading.feeds.feed_findings import FeedEntry, FeedFacts, FeedLink
from bot.reading.sandbox.messages import MessageError, decode, encode


def test_a_rejection_keeps_the_day_that_it_suggests() -> None:
    for day in (None, date(2026, 1, 7)):
        rejection = Rejection("a.txt", 3, "it has no date", suggestion=day)
        received = decode(io.BytesIO(encode(rejection)), 1000)
        assert isinstance(received, Rejection)
        assert (received, received.suggestion) == (rejection, day)


def test_what_a_feed_says_is_received_as_it_was_sent() -> None:
    article = Article("a", "The ferry left.", date(2026, 1, 7), "feed", title="Ferry")
    details: list[FeedEntry | FeedFacts | FeedLink] = [
        FeedEntry("tag:1", article, is_teaser=True, is_undated=True),
        FeedFacts("Ferry", "https://ferry.example/", "en", "https://ferry.example/rss", 30.0),
        FeedFacts(),
        FeedLink("https://ferry.example/rss", "Ferry"),
    ]
    for detail in details:
        assert decode(io.BytesIO(encode(detail)), 1000) == detail


def test_details_of_a_feed_that_are_wrong_are_no_message() -> None:
    for kind in (b"E", b"F", b"L"):
        body = b"\x91\xa1a"
        with pytest.raises(MessageError):
            decode(io.BytesIO(kind + len(body).to_bytes(4, "big") + body), 1000)
