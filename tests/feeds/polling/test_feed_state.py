import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.feeds.polling.feed_record import FeedRecord, to_moment
from bot.feeds.polling.feed_state import FeedState, FeedStateError, PageAttempt

RECORD = FeedRecord(
    "courier", "https://news.example/feed", '"a"', "Mon", due=900.0, delay=450.0, round=3,
    last_success=1.5, failures=2, failing_since=1.0, error="it is away", gap=60.0, newest=5.0,
)  # fmt: skip


@pytest.fixture
def state(tmp_path: Path) -> FeedState:
    return FeedState(tmp_path / "data" / "feeds.db")


def test_what_is_saved_is_there_for_the_next_process(state: FeedState) -> None:
    assert state.load("courier") == FeedRecord("courier")
    state.save(RECORD)
    state.save(replace(RECORD, feed="herald"))
    state.save(replace(RECORD, failures=0))
    again = FeedState(state.path)
    assert again.load_all() == {
        "courier": replace(RECORD, failures=0),
        "herald": replace(RECORD, feed="herald"),
    }


def test_keys_are_kept_as_long_as_the_feed_has_them(state: FeedState) -> None:
    state.note_keys("courier", ["a", "b"], 0.0)
    state.note_keys("herald", ["x"], 0.0)
    state.note_keys("courier", ["b", "c"], 100 * 86_400.0)
    assert state.load_keys("courier") == {"a", "b", "c"}
    state.note_keys("courier", ["c"], 200 * 86_400.0)
    assert state.load_keys("courier") == {"b", "c"}
    assert state.load_keys("herald") == {"x"}


def test_pages_are_forgotten_with_their_entries(state: FeedState) -> None:
    state.note_keys("courier", ["a", "b"], 0.0)
    pages = {"a": PageAttempt("1", 2), "b": PageAttempt("2", 1, True)}
    state.save_pages("courier", pages)
    assert state.load_pages("courier") == pages
    state.note_keys("courier", ["b"], 300 * 86_400.0)
    assert state.load_pages("courier") == {"b": pages["b"]}


def test_a_feed_is_forgotten_alone(state: FeedState) -> None:
    for feed in ("courier", "herald"):
        state.save(replace(RECORD, feed=feed))
        state.note_keys(feed, ["a"], 0.0)
        state.save_pages(feed, {"a": PageAttempt("1")})
    state.forget("courier")
    assert state.load_all().keys() == {"herald"}
    assert (state.load_keys("courier"), state.load_pages("courier")) == (frozenset(), {})
    assert state.load_keys("herald") == {"a"}


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000, b"SQLite format 3\0" * 300])
def test_a_damaged_file_is_made_anew(state: FeedState, content: bytes) -> None:
    state.save(RECORD)
    for name in ("feeds.db-wal", "feeds.db-shm"):
        state.path.with_name(name).unlink(missing_ok=True)
    state.path.write_bytes(content)
    assert state.load("courier") == FeedRecord("courier")
    state.save(RECORD)
    assert state.load("courier") == RECORD


def test_a_deleted_file_is_made_anew_under_an_open_state(state: FeedState) -> None:
    state.save(RECORD)
    state.path.unlink()
    state.save(replace(RECORD, feed="herald"))
    assert state.load_all().keys() == {"herald"}


def test_a_folder_in_its_place_is_replaced(state: FeedState) -> None:
    state.path.mkdir(parents=True)
    state.save(RECORD)
    assert state.load("courier") == RECORD


def test_the_tables_of_another_version_are_made_anew(state: FeedState) -> None:
    state.save(RECORD)
    with closing(sqlite3.connect(state.path)) as database, database:
        database.execute("ALTER TABLE feeds ADD COLUMN mood TEXT")
        database.execute("PRAGMA user_version = 99")
    assert state.load("courier") == FeedRecord("courier")
    state.save(RECORD)
    assert state.load("courier") == RECORD


def test_a_disk_that_refuses_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedStateError, match="cannot be used at the moment"):
        FeedState(tmp_path / "file" / "feeds.db").load_all()


def test_moments_out_of_all_bounds_are_none() -> None:
    assert to_moment(None) is None
    assert to_moment(1e300) is None
    assert to_moment(float("inf")) is None
    assert to_moment(0.0)
