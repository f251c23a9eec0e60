"""Looks at a feed in any sequence, and kills at any step, give each entry exactly one article."""

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore
from bot.feeds.feed_archive import FeedArchive
from bot.feeds.feed_document import FeedEntry
from bot.feeds.feed_reader import read_feed
from bot.feeds.known_entries import KnownEntries
from bot.feeds.subscription import Subscription
from tests.corpus.stores import at_step, check_nothing_is_lost
from tests.feeds.feed_texts import make_item, make_rss

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 1)
FERRY = Subscription("ferry-times", "https://ferry.example/rss", "Ferry Times", first_entries=99)
KILLED = 9
MOST_STEPS = 90


@dataclass(frozen=True)
class Look:
    """What a feed says at one time: numbers of entries, each with its version."""

    entries: tuple[tuple[int, int], ...]
    forgets: bool = False


_NUMBERS = st.integers(0, 5)
_LOOKS = st.lists(
    st.builds(Look, st.lists(st.tuples(_NUMBERS, st.integers(0, 3)), max_size=7).map(tuple),
              st.booleans()),
    max_size=5,
)  # fmt: skip


def _item(number: int, version: int) -> str:
    """Return an entry; some have no guid, some no link, some change their day and month."""
    day = date(2026, 1, 20) + timedelta(5 * number + 4 * version * (number % 2))
    words = " ".join(f"w{number}x{index}" for index in range(70))
    return make_item(
        number,
        title=f"Ferry {number} leaves",
        text=f"<p>Ferry {number}, version {version}. {words}</p>",
        date=f"{day:%d} {('Jan', 'Feb')[day.month - 1]} 2026 10:00:00 GMT",
        guid="" if number in (1, 2, 4) or (number, version) == (0, 2) else None,
        link="" if number in (3, 4) else None,
    )


def _list_versions(store: CorpusStore) -> Counter[tuple[int, int]]:
    """Count what the month files hold by number and version."""
    lines = [
        json.loads(line)
        for path in sorted(store.corpus.glob("feeds/*/*.jsonl"))
        for line in path.read_bytes().splitlines()
    ]
    assert all(line["published"][:7] in _names(store) for line in lines)
    words = [line["text"].replace(",", "").replace(".", "").split() for line in lines]
    return Counter((int(text[1]), int(text[3])) for text in words)


def _names(store: CorpusStore) -> set[str]:
    return {path.stem for path in store.corpus.glob("feeds/*/*.jsonl")}


def _open(folder: Path) -> tuple[CorpusStore, KnownEntries]:
    (folder / "corpus").mkdir(exist_ok=True)
    return CorpusStore(folder / "corpus", folder / "data"), KnownEntries(folder / "data/feeds.db")


@settings(max_examples=40, deadline=None)
@given(_LOOKS)
def test_any_sequence_of_looks_gives_every_entry_one_article(looks: list[Look]) -> None:
    with TemporaryDirectory() as name:
        store, known_entries = _open(Path(name))
        archive = FeedArchive(store)
        latest: dict[int, set[int]] = {}
        for look in looks:
            if look.forgets:
                known_entries.close()
                for path in store.audit.path.parent.glob("feeds.db*"):
                    path.unlink()
            items = [_item(number, version) for number, version in look.entries]
            document = read_feed(make_rss(*items), FERRY.address, today=TODAY)
            assert document.rejections == ()
            archive.write(FERRY, document.entries, known_entries, today=TODAY)
            for number in {number for number, _ in look.entries}:
                latest[number] = {v for n, v in look.entries if n == number}
            versions = _list_versions(store)
            assert sorted(number for number, _ in versions.elements()) == sorted(
                number for number in latest if _is_taken(number, look, looks, versions)
            )
            assert all(version in latest[number] for number, version in versions)
            check_nothing_is_lost(store)
        known_entries.close()


def _is_taken(
    number: int, look: Look, looks: list[Look], versions: Counter[tuple[int, int]]
) -> bool:
    """Tell whether an entry is to be there: of a forgotten feed, not what is older than all."""
    if any(stored == number for stored, _ in versions):
        return True
    return not any(other.forgets for other in looks[: looks.index(look) + 1])


def _entries(*pairs: tuple[int, int]) -> tuple[FeedEntry, ...]:
    items = [_item(number, version) for number, version in pairs]
    return read_feed(make_rss(*items), FERRY.address, today=TODAY).entries


BEFORE = ((0, 0), (1, 0), (2, 0), (5, 0))
AFTER = ((0, 1), (1, 3), (5, 3), (2, 0), (4, 0), (3, 0))
WRITE, WRITE_FIRST, EXPIRE = "write", "write first", "expire"


def _in_child(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _prepare(folder: Path, change: str) -> CorpusStore:
    store, known_entries = _open(folder)
    if change != WRITE_FIRST:
        FeedArchive(store).write(FERRY, _entries(*BEFORE), known_entries, today=TODAY)
    known_entries.close()
    return store


@pytest.mark.parametrize("change", [WRITE, WRITE_FIRST, EXPIRE])
def test_a_kill_at_any_step_loses_and_doubles_no_entry(tmp_path: Path, change: str) -> None:
    after = _entries(*AFTER)  # read before, so that only what is written is interrupted
    assert after
    expected = None
    outcomes = set()
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        folder.mkdir()
        store = _prepare(folder, change)
        before = _list_versions(store)

        def work(folder: Path = folder, step: int = step) -> None:
            store, known_entries = _open(folder)
            archive = FeedArchive(store)
            entries = _entries(*AFTER)
            at_step(step, lambda: os._exit(KILLED))
            _run(change, archive, entries, known_entries)

        status = _in_child(work)
        numbers = {number for number, _ in before} & {number for number, _ in AFTER}
        if change != EXPIRE:
            assert numbers <= {number for number, _ in _list_versions(store)}
        store, known_entries = _open(folder)
        _run(change, FeedArchive(store), after, known_entries)
        known_entries.close()
        check_nothing_is_lost(store)
        result = _list_versions(store)
        assert expected in (None, result)
        expected = result
        assert max(result.values()) == 1
        outcomes.add(status)
        if status == 0:
            break
        assert status == KILLED
    assert outcomes == {0, KILLED}


def _run(
    change: str,
    archive: FeedArchive,
    entries: tuple[FeedEntry, ...],
    known_entries: KnownEntries,
) -> None:
    if change == EXPIRE:
        archive.expire(replace(FERRY, keep_days=35), TODAY)
    else:
        feed = FERRY if change == WRITE else replace(FERRY, first_entries=3)
        archive.write(feed, entries, known_entries, today=TODAY)


def test_a_full_disk_at_any_step_changes_nothing_and_is_said(tmp_path: Path) -> None:
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        folder.mkdir()
        store = _prepare(folder, WRITE)
        before = _list_versions(store)

        def work(
            folder: Path = folder,
            step: int = step,
            before: Counter[tuple[int, int]] = before,
        ) -> None:
            def fail() -> None:
                raise OSError(28, "No space left on device")

            store, known_entries = _open(folder)
            entries = _entries(*AFTER)
            at_step(step, fail)
            try:
                FeedArchive(store).write(FERRY, entries, known_entries, today=TODAY)
            except CorpusError as error:
                assert "the disk is full" in str(error)
                assert _list_versions(store) == before
                os._exit(KILLED)

        status = _in_child(work)
        assert status in (0, KILLED)
        check_nothing_is_lost(store)
    assert status == 0
