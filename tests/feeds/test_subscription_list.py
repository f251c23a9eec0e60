import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.corpus.folder import CorpusFolder
from bot.corpus.store import CorpusStore
from bot.feeds.feed_errors import FeedError
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList
from tests.corpus.stores import check_nothing_is_lost

FERRY = Subscription("", "https://ferry.example/rss", "Ferry Times")
HARBOUR = Subscription("", "https://harbour.example/atom", "Harbour")


@pytest.fixture
def store(tmp_path: Path) -> CorpusStore:
    (tmp_path / "corpus").mkdir()
    return CorpusStore(tmp_path / "corpus", tmp_path / "data")


def test_a_feed_is_added_changed_and_removed_and_the_log_tells(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    assert feeds.load() == ()
    ferry = feeds.add(FERRY, "Ada")
    feeds.add(HARBOUR, "Ada")
    feeds.replace(replace(ferry, is_paused=True), "Bea")
    assert [feed.is_paused for feed in feeds.load()] == [True, False]
    feeds.remove("ferry-times", "Bea")
    assert [feed.title for feed in feeds.load()] == ["Harbour"]
    assert [(entry.action, entry.file, entry.actor) for entry in store.audit] == [
        ("subscribed", "feeds/ferry-times", "Ada"),
        ("subscribed", "feeds/harbour", "Ada"),
        ("changed", "feeds/ferry-times", "Bea"),
        ("unsubscribed", "feeds/ferry-times", "Bea"),
    ]
    check_nothing_is_lost(store)


def test_a_feed_that_is_followed_already_is_given_as_it_is(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    first = feeds.add(replace(FERRY, keep_days=9), "Ada")
    same = replace(FERRY, address="http://www.ferry.example/rss/", title="Another")
    assert feeds.add(same, "Bea") == first
    assert len(list(store.audit)) == 1


def test_feeds_of_one_title_get_ids_of_their_own(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    other = replace(FERRY, address="https://other.example/rss")
    assert [feeds.add(feed, "Ada").id for feed in (FERRY, other)] == [
        "ferry-times", "ferry-times-2",
    ]  # fmt: skip


def test_many_feeds_are_added_at_once(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    feeds.add(FERRY, "Ada")
    more = [Subscription("", f"https://{n}.example/", f"Feed {n}") for n in range(300)]
    assert len(feeds.merge([FERRY, *more, *more], "Ada")) == 300
    assert len(feeds.load()) == 301
    assert len(list(store.audit)) == 301
    check_nothing_is_lost(store)


def test_what_somebody_wrote_by_hand_stays(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    feeds.path.write_text(
        '<opml version="2.0"><body><outline text="Sea"><outline text="Harbour" mine="yes"'
        ' xmlUrl="https://harbour.example/atom"/></outline></body></opml>'
    )
    feeds.add(FERRY, "Ada")
    harbour, _ = feeds.load()
    assert (harbour.id, harbour.folder) == ("harbour", "Sea")
    assert harbour.other_attributes == (("mine", "yes"),)


@pytest.mark.parametrize(
    "content", [b"<opml><body>", b"<html/>", b"\x89PNG\r\n\0\0\0\0\0\0\0\0\0", b"<opml \xff\xfe>"]
)
def test_a_broken_list_is_said_and_never_overwritten(store: CorpusStore, content: bytes) -> None:
    feeds = SubscriptionList(store)
    feeds.path.write_bytes(content)
    with pytest.raises(FeedError, match=r"feeds\.opml cannot be read"):
        feeds.load()
    with pytest.raises(FeedError, match=r"feeds\.opml cannot be read"):
        feeds.add(FERRY, "Ada")
    assert feeds.path.read_bytes() == content
    assert list(store.audit) == []


def test_a_feed_that_is_not_followed_cannot_be_changed(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    with pytest.raises(FeedError, match="no feed is called ferry"):
        feeds.remove("ferry", "Ada")
    with pytest.raises(FeedError, match="no feed is called ferry"):
        feeds.replace(replace(FERRY, id="ferry"), "Ada")


def test_the_list_is_no_article(store: CorpusStore) -> None:
    SubscriptionList(store).add(FERRY, "Ada")
    assert CorpusFolder(store.corpus).files() == []


def test_a_list_that_has_not_changed_is_not_read_again(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    feeds.add(FERRY, "Ada")
    os.utime(feeds.path, (1000, 1000))
    first = feeds.load()
    assert feeds.load() is first
    feeds.path.write_text(feeds.path.read_text().replace("Ferry Times", "Ferry Tides"))
    assert [feed.title for feed in feeds.load()] == ["Ferry Tides"]
    feeds.path.unlink()
    assert feeds.load() == ()


def test_a_list_that_changes_twice_in_a_moment_is_read_twice(store: CorpusStore) -> None:
    feeds = SubscriptionList(store)
    feeds.add(FERRY, "Ada")
    status = feeds.path.stat()
    assert feeds.load()[0].title == "Ferry Times"
    feeds.path.write_text(feeds.path.read_text().replace("Ferry Times", "Ferry Tides"))
    os.utime(feeds.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert feeds.load()[0].title == "Ferry Tides"
