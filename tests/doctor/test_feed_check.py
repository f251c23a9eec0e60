from functools import partial
from pathlib import Path

import pytest

from bot.corpus.store import CorpusStore
from bot.doctor.diagnosis import Diagnosis, Level
from bot.doctor.feed_check import check_feeds
from bot.feeds.known_entries import KnownEntries
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_state import FeedState
from bot.feeds.subscription import Subscription
from bot.feeds.subscription_list import SubscriptionList


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    corpus.mkdir()
    data.mkdir()
    return corpus, data


def check(folders: tuple[Path, Path], *, polls: bool = True, proxy: str = "") -> list[Diagnosis]:
    return list(check_feeds(*folders, polls=polls, proxy=proxy))


def follow(folders: tuple[Path, Path], count: int, **records: str) -> None:
    """Follow so many feeds; some of them have failed, each for a reason."""
    subscriptions = SubscriptionList(CorpusStore(*folders))
    subscriptions.merge(
        [Subscription(f"feed-{n}", f"https://news.example/{n}") for n in range(count)], "Ada"
    )
    known = KnownEntries(folders[1] / "feeds.db")
    for feed, error in records.items():
        FeedState(known).save(FeedRecord(feed.replace("_", "-"), error=error))
    known.close()


def test_without_feeds_all_is_well(folders: tuple[Path, Path]) -> None:
    (diagnosis,) = check(folders)
    assert diagnosis.level is Level.OK


def test_feeds_that_do_well_are_counted(folders: tuple[Path, Path]) -> None:
    follow(folders, 3)
    (diagnosis,) = check(folders)
    assert (diagnosis.level, "3 feeds" in diagnosis.text) == (Level.OK, True)


def test_feeds_that_fail_are_named_with_the_reason(folders: tuple[Path, Path]) -> None:
    follow(folders, 6, **{f"feed_{n}": f"page {n} is missing" for n in range(5)})
    results = check(folders)
    assert [diagnosis.level for diagnosis in results] == [Level.WARNING] * 4
    assert "feed-0" in results[0].text
    assert "page 0 is missing" in results[0].text
    assert "2 more feeds" in results[3].text


def test_a_broken_list_is_a_fault_with_a_remedy(folders: tuple[Path, Path]) -> None:
    (folders[0] / "feeds.opml").write_text("<opml")
    (diagnosis,) = check(folders)
    assert diagnosis.level is Level.FAULT
    assert "feeds.opml" in diagnosis.text
    assert diagnosis.remedy


@pytest.mark.parametrize("content", [b"no database " * 999, b"SQLite format 3\0" * 300])
def test_a_damaged_database_is_said_and_left_as_it_is(
    folders: tuple[Path, Path], content: bytes
) -> None:
    follow(folders, 2)
    path = folders[1] / "feeds.db"
    for name in ("feeds.db-wal", "feeds.db-shm"):
        path.with_name(name).unlink(missing_ok=True)
    path.write_bytes(content)
    results = check(folders)
    assert [diagnosis.level for diagnosis in results] == [Level.WARNING, Level.OK]
    assert path.read_bytes() == content


def test_polling_that_is_off_and_a_proxy_are_said_without_its_password(
    folders: tuple[Path, Path],
) -> None:
    follow(folders, 1)
    results = check(folders, polls=False, proxy="http://ann:secret@proxy.example:3128")
    assert [diagnosis.level for diagnosis in results] == [Level.OK, Level.WARNING, Level.OK]
    assert "DATELINE_FEEDS" in results[1].text
    assert "proxy.example:3128" in results[2].text
    assert "secret" not in " ".join(diagnosis.text for diagnosis in results)


def test_feeds_that_nobody_looks_at_any_more_are_said(folders: tuple[Path, Path]) -> None:
    follow(folders, 2)
    known = KnownEntries(folders[1] / "feeds.db")
    FeedState(known).save(FeedRecord("feed-0", last_attempt=1_000_000.0))
    known.close()
    for days, count in ((1, 1), (9, 2)):
        clock = partial(float, 1_000_000 + days * 86_400)
        results = list(check_feeds(*folders, polls=True, proxy="", clock=clock))
        assert len(results) == count
    assert "9 days" in results[1].text
