import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.feeds.known_entries import KnownEntries
from bot.feeds.polling.feed_record import FeedRecord, to_moment
from bot.feeds.polling.feed_state import FeedState, PageAttempt

RECORD = FeedRecord(
    "courier", "https://news.example/feed", '"a"', "Mon", due=900.0, delay=450.0, round=3,
    last_success=1.5, failures=2, failing_since=1.0, error="it is away", gap=60.0, newest=5.0,
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feeds.db"


@pytest.fixture
def known(path: Path) -> Iterator[KnownEntries]:
    known = KnownEntries(path)
    yield known
    known.close()


@pytest.fixture
def state(known: KnownEntries) -> FeedState:
    return FeedState(known)


def test_what_is_saved_is_there_for_the_next_process(state: FeedState, path: Path) -> None:
    assert state.load("courier") == FeedRecord("courier")
    state.save(RECORD)
    state.save(replace(RECORD, feed="herald"))
    state.save(replace(RECORD, failures=0))
    with closing(KnownEntries(path)) as again:
        records = FeedState(again).load_all()
    assert records == {
        "courier": replace(RECORD, failures=0),
        "herald": replace(RECORD, feed="herald"),
    }


def test_only_the_pages_of_entries_that_a_feed_still_has_are_kept(state: FeedState) -> None:
    pages = {"a": PageAttempt("1", 2), "b": PageAttempt("2", 1, True)}
    state.save_pages("courier", pages)
    state.save_pages("herald", pages)
    assert state.load_pages("courier") == pages
    state.save_pages("courier", {"b": pages["b"]})
    assert state.load_pages("courier") == {"b": pages["b"]}
    assert state.load_pages("herald") == pages


def test_a_feed_is_forgotten_alone(state: FeedState) -> None:
    for feed in ("courier", "herald"):
        state.save(replace(RECORD, feed=feed))
        state.save_pages(feed, {"a": PageAttempt("1")})
    state.forget("courier")
    assert state.load_all().keys() == {"herald"}
    assert state.load_pages("courier") == {}
    assert state.load_pages("herald") == {"a": PageAttempt("1")}


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000, b"SQLite format 3\0" * 300])
def test_a_damaged_file_is_made_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with closing(KnownEntries(path)) as known:
        state = FeedState(known)
        assert state.load("courier") == FeedRecord("courier")
        state.save(RECORD)
        assert state.load("courier") == RECORD


def test_a_file_deleted_while_it_is_used_is_made_anew(state: FeedState, path: Path) -> None:
    state.save(RECORD)
    for name in ("feeds.db", "feeds.db-wal", "feeds.db-shm"):
        path.with_name(name).unlink(missing_ok=True)
    state.save(replace(RECORD, feed="herald"))
    assert state.load_all().keys() == {"herald"}


def test_the_tables_of_another_version_are_made_anew(state: FeedState, known: KnownEntries) -> None:
    state.save(RECORD)
    with known.open() as database:
        database.execute("ALTER TABLE polling_feeds ADD COLUMN mood TEXT")
        database.execute("UPDATE polling_version SET version = 99")
    assert state.load("courier") == FeedRecord("courier")
    state.save(RECORD)
    assert state.load("courier") == RECORD


def test_a_change_that_fails_leaves_everything_as_it_was(state: FeedState) -> None:
    def fail(database: sqlite3.Connection) -> None:
        database.execute("DELETE FROM polling_feeds")
        raise KeyError

    state.save(RECORD)
    with pytest.raises(KeyError):
        state._use(fail)
    assert state.load("courier") == RECORD


def test_moments_out_of_all_bounds_are_none() -> None:
    assert to_moment(None) is None
    assert to_moment(1e300) is None
    assert to_moment(float("inf")) is None
    assert to_moment(0.0)


def test_what_another_process_saves_or_forgets_is_seen_at_once(
    state: FeedState, path: Path
) -> None:
    state.save(RECORD)
    first = state.load_all()
    assert state.load_all() is first
    with closing(KnownEntries(path)) as again:
        other = FeedState(again)
        other.save(replace(RECORD, failures=7))
        assert state.load("courier").failures == 7
        state.save(replace(RECORD, failures=8))
        assert state.load("courier").failures == 8
        assert other.load("courier").failures == 8
        other.forget("courier")
        state.save(replace(RECORD, feed="herald"))
        assert set(state.load_all()) == {"herald"}


def test_two_that_share_a_connection_see_what_each_other_saves(
    state: FeedState, known: KnownEntries
) -> None:
    other = FeedState(known)
    assert (state.load_all(), other.load_all()) == ({}, {})
    other.save(RECORD)
    assert state.load("courier") == RECORD
    state.forget("courier")
    assert other.load_all() == {}


def test_a_due_time_is_corrected_unless_somebody_has_looked_since(state: FeedState) -> None:
    state.save(RECORD)
    state.correct_due(RECORD, 100.0)
    assert state.load("courier").due == 100.0
    state.save(replace(RECORD, round=4))
    state.correct_due(RECORD, 100.0)
    assert state.load("courier") == replace(RECORD, round=4)
