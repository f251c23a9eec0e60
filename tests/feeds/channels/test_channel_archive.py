"""Posts of channels among the articles of feeds."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.corpus.store import CorpusStore
from bot.feeds.channels.channel_address import make_channel_address
from bot.feeds.channels.channel_archive import ChannelArchive
from bot.feeds.feed_archive import FeedArchive
from bot.feeds.feed_document import FeedEntry
from bot.feeds.known_entries import KnownEntries
from bot.feeds.polling.feed_state import FeedState
from bot.feeds.subscription import Subscription

TODAY = date(2026, 3, 7)
CHANNEL = Subscription("harbour-news", make_channel_address(-1_003_000_000_001), "Harbour News")


def make_entry(number: int, text: str = "", day: date = TODAY) -> FeedEntry:
    key = f"telegram/3000000001/{number}"
    text = text or f"The ferry number {number} left the harbour."
    url = f"https://t.me/c/3000000001/{number}"
    article = Article(key, text, day, "", source="Harbour News", url=url, language="en")
    return FeedEntry(key, article, has_own_id=True)


class Harbour:
    """An archive in an empty corpus."""

    def __init__(self, folder: Path) -> None:
        self.store = CorpusStore(folder / "corpus", folder / "data")
        self.store.corpus.mkdir(exist_ok=True)
        self.known = KnownEntries(folder / "data" / "feeds.db")
        self.today = TODAY
        self.archive = ChannelArchive(FeedArchive(self.store), self.known, lambda: self.today)

    @property
    def records(self) -> dict[str, str]:
        """Return the text of each article by its id."""
        files = (self.store.corpus / "feeds" / "harbour-news").glob("*.jsonl")
        lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
        records = [json.loads(line) for line in lines]
        result = {record["id"]: record["text"] for record in records}
        assert len(result) == len(records)
        return result


@pytest.fixture
def harbour(tmp_path: Path) -> Harbour:
    return Harbour(tmp_path)


def test_all_posts_are_taken_at_once_under_their_own_ids(harbour: Harbour) -> None:
    change = harbour.archive.write(CHANNEL, [make_entry(number) for number in range(50)])
    assert len(change.new) == 50
    assert "telegram/3000000001/7" in harbour.records
    assert len(harbour.records) == 50


def test_a_post_that_is_older_than_all_others_is_taken_too(harbour: Harbour) -> None:
    harbour.archive.write(CHANNEL, [make_entry(5)])
    harbour.archive.write(CHANNEL, [make_entry(1, day=TODAY - timedelta(900))])
    assert len(harbour.records) == 2


def test_it_is_so_too_where_what_is_known_was_lost(harbour: Harbour, tmp_path: Path) -> None:
    harbour.archive.write(CHANNEL, [make_entry(5)])
    harbour.known.close()
    harbour.known.path.unlink()
    later = Harbour(tmp_path)
    keys = [f"telegram/3000000001/{number}" for number in (1, 5)]
    assert later.archive.find_written(CHANNEL, keys) == {keys[1]}
    later.archive.write(CHANNEL, [make_entry(1, day=TODAY - timedelta(900)), make_entry(5)])
    assert len(later.records) == 2


def test_short_posts_of_a_day_are_not_one_because_they_are_alike(harbour: Harbour) -> None:
    texts = [f"Air alert in the district of {name}, go to the shelters now." for name in
             ("Ardross", "Bixby", "Carrick")]  # fmt: skip
    texts += [f"It is {score} in the {minute}th minute of the match in Ardross." for score, minute
              in (("1:0", 12), ("1:1", 40), ("2:1", 77))]  # fmt: skip
    entries = [make_entry(number, text) for number, text in enumerate(texts)]
    harbour.archive.write(CHANNEL, entries)
    assert sorted(harbour.records.values()) == sorted(texts)


def test_a_post_that_is_posted_twice_on_a_day_is_one_article(harbour: Harbour) -> None:
    harbour.archive.write(CHANNEL, [make_entry(1, "The ferry sank at dawn.")])
    harbour.archive.write(CHANNEL, [make_entry(2, "The ferry sank at dawn.")])
    tomorrow = TODAY + timedelta(1)
    harbour.archive.write(CHANNEL, [make_entry(3, "The ferry sank at dawn.", tomorrow)])
    assert len(harbour.records) == 2


def test_what_an_admin_removed_stays_away(harbour: Harbour) -> None:
    harbour.archive.write(CHANNEL, [make_entry(1), make_entry(2)])
    harbour.store.remove("feeds/harbour-news/2026-03.jsonl", "Ada (5)")
    harbour.archive.write(CHANNEL, [make_entry(1, "The ferry left late."), make_entry(3)])
    assert list(harbour.records) == ["telegram/3000000001/3"]


def test_old_articles_go_once_a_day(harbour: Harbour) -> None:
    channel = replace(CHANNEL, keep_days=10)
    old = TODAY - timedelta(9)
    harbour.archive.write(channel, [make_entry(1, day=old), make_entry(2)])
    harbour.archive.expire(channel)
    assert len(harbour.records) == 2
    harbour.today = TODAY + timedelta(3)
    harbour.archive.expire(channel)
    harbour.archive.expire(channel)
    assert list(harbour.records) == ["telegram/3000000001/2"]
    harbour.archive.write(channel, [make_entry(1, "The ferry left late.", old)])
    assert len(harbour.records) == 1


def test_the_list_of_feeds_knows_how_many_there_are_and_since_when(harbour: Harbour) -> None:
    harbour.archive.write(CHANNEL, [make_entry(number) for number in range(28)])
    record = FeedState(harbour.known).load(CHANNEL.id)
    assert (record.articles, record.articles_a_day) == (28, 1.0)
    assert record.last_success is not None
    assert record.error == ""


def test_a_channel_that_is_followed_anew_begins_anew(harbour: Harbour) -> None:
    harbour.archive.write(CHANNEL, [make_entry(1)])
    harbour.store.remove("feeds/harbour-news/2026-03.jsonl", "Ada (5)")
    harbour.archive.forget(CHANNEL.id)
    harbour.archive.write(CHANNEL, [make_entry(1)])
    assert len(harbour.records) == 1
