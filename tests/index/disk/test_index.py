"""What only the disk engine does; the rest is in the suite that all engines share."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
import tantivy
from tantivy import SchemaBuilder

from bot.errors import UnavailableError
from bot.index.disk.article_store import ArticleStore
from bot.index.disk.index import DiskIndex
from bot.index.disk.terms import TermWriter
from bot.index.errors import BrokenIndexError, LockedIndexError
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import AnalyzedArticle, IndexStats
from tests.index.model import Model, assert_holds, keys
from tests.index.samples import ANALYZER, WORDS, analyzed, article, random_article, seeded
from tests.paths import PROJECT

OLD = analyzed(article("A harbour."), article("A bridge.", "b"))
NEW = analyzed(article("A ferry."), article("A lamp.", "c"))
IDS = ["a", "b", "c"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[DiskIndex]:
    """Yield an index that holds OLD, and changes to NEW with the next commit."""
    index = DiskIndex(folder, "made")
    index.replace(OLD)
    index.commit()
    index.replace(NEW)
    index.remove(["b"])
    yield index
    index.close()


def test_other_processes_read_what_one_commits(index: DiskIndex, folder: Path) -> None:
    reader = DiskIndex(folder, "made")
    assert_holds(reader, Model(OLD), IDS)
    index.commit()
    assert_holds(reader, Model(NEW), IDS)
    assert keys(reader.snapshot().search(["ferri", "harbour"], 9)) == [("a", 0)]
    index.drop()
    assert_holds(reader, Model(), IDS)
    assert reader.fingerprint == ""
    reader.close()


def test_a_second_writer_has_to_wait(index: DiskIndex, folder: Path) -> None:
    second = DiskIndex(folder, "made")
    with pytest.raises(LockedIndexError, match="wait until it is done"):
        second.replace(NEW)
    index.close()
    second.replace(NEW)
    second.remove(["b"])
    second.commit()
    assert_holds(second, Model(NEW), IDS)
    second.close()


def test_an_index_with_other_fields_is_of_another_version(folder: Path) -> None:
    (folder / "terms").mkdir(parents=True)
    tantivy.Index(SchemaBuilder().add_text_field("terms").build(), str(folder / "terms"))
    with pytest.raises(BrokenIndexError, match="another version built it"):
        DiskIndex(folder, "made")


def test_an_index_with_another_fingerprint_is_read_but_not_changed(
    index: DiskIndex, folder: Path
) -> None:
    index.close()
    other = DiskIndex(folder, "made anew")
    assert other.fingerprint == "made"
    assert_holds(other, Model(OLD), IDS)
    with pytest.raises(BrokenIndexError, match="another version"):
        other.replace(NEW)
    other.drop()
    other.replace(NEW)
    other.commit()
    assert other.fingerprint == "made anew"
    assert_holds(other, Model(NEW), IDS)
    other.close()


def _fails_before(commit: Callable[[TermWriter], None]) -> Callable[[TermWriter], None]:
    def failing(writer: TermWriter) -> None:
        raise KeyboardInterrupt

    return failing


def _fails_after(commit: Callable[[TermWriter], None]) -> Callable[[TermWriter], None]:
    def failing(writer: TermWriter) -> None:
        commit(writer)
        raise KeyboardInterrupt

    return failing


@pytest.mark.parametrize(("fails", "expected"), [(_fails_before, OLD), (_fails_after, NEW)])
@pytest.mark.parametrize("reopened", [False, True])
def test_a_commit_interrupted_between_the_stores_is_atomic(
    index: DiskIndex, folder: Path, monkeypatch: pytest.MonkeyPatch,
    fails: Callable[..., Callable[[TermWriter], None]],
    expected: list[AnalyzedArticle], reopened: bool,
) -> None:  # fmt: skip
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(TermWriter, "commit", fails(TermWriter.commit))
        index.commit()
    if reopened:
        index.close()
        index = DiskIndex(folder, "made")
    assert_holds(index, Model(expected), IDS)
    index.replace(analyzed(article("A stone.", "d")))
    index.commit()
    assert_holds(index, Model([*expected, *analyzed(article("A stone.", "d"))]), [*IDS, "d"])
    index.close()
    DiskIndex(folder, "made").close()


def test_a_full_disk_is_no_reason_to_rebuild(
    index: DiskIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: ArticleStore, *_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(ArticleStore, "prepare", full)
        with pytest.raises(UnavailableError, match="disk is full") as refusal:
            index.commit()
        assert not isinstance(refusal.value, BrokenIndexError)
    assert_holds(index, Model(OLD), IDS)


def files_of(folder: Path) -> list[Path]:
    """Return the files on which searches depend."""
    kinds = [".fast", ".fieldnorm", ".idx", ".term", ".db"]
    files = sorted(folder.rglob("*"))
    return [file for file in files if file.suffix in kinds or file.name == "meta.json"]


@pytest.mark.parametrize("damage", ["half", "empty", "zeros", "gone"])
def test_damaged_files_are_detected_when_the_index_is_opened(folder: Path, damage: str) -> None:
    index = DiskIndex(folder, "made")
    index.replace(OLD)
    index.commit()
    index.close()
    whole = {file: file.read_bytes() for file in files_of(folder)}
    assert len(whole) == 6
    for file, content in whole.items():
        left = {"half": content[: len(content) // 2], "empty": b"", "zeros": bytes(len(content))}
        if damage == "gone":
            file.unlink()
        else:
            file.write_bytes(left[damage])
        with pytest.raises(BrokenIndexError, match="rebuild it from the articles"):
            DiskIndex(folder, "made")
        file.write_bytes(content)
    DiskIndex(folder, "made").close()


def test_a_layout_of_another_version_is_rebuilt(index: DiskIndex, folder: Path) -> None:
    index.close()
    with sqlite3.connect(folder / "articles.db") as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(BrokenIndexError, match="another version"):
        DiskIndex(folder, "made")


def test_searches_go_on_while_articles_change(folder: Path) -> None:
    index = DiskIndex(folder, "made")
    versions = [
        analyzed(article(f"A harbour {n}. " * n, day=f"2026-01-{n:02}")) for n in range(1, 25)
    ]
    index.replace(versions[0])
    index.commit()
    known = {one.article for version in versions for one in version}
    done, failures = Event(), list[BaseException]()

    def search() -> None:
        try:
            while not done.is_set():
                snapshot = index.snapshot()
                (hit,) = snapshot.search(["harbour"], 5)
                article = hit.passage.article
                assert article in known
                assert snapshot.document_frequencies(["harbour"]) == [1]
                assert snapshot.stats() == IndexStats(1, 1, article.published, article.published)
                assert snapshot.article("a") == article
        except BaseException as failure:
            failures.append(failure)

    threads = [Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for version in versions:
        index.replace(version)
        index.commit()
    done.set()
    for thread in threads:
        thread.join()
    index.close()
    assert failures == []


def test_a_commit_is_due_after_a_minute_however_many_articles_there_are(index: DiskIndex) -> None:
    assert not index.should_commit(1_000_000, 59.0)
    assert index.should_commit(1, 61.0)


def test_a_build_in_one_commit_is_one_segment(folder: Path) -> None:
    index = DiskIndex(folder, "made")
    random = seeded(5)
    for _ in range(10):
        index.replace(analyzed(*(random_article(random, str(random.random())) for _ in range(50))))
    index.commit()
    assert len(list(folder.rglob("*.term"))) == 1
    index.close()


def test_dropping_frees_disk_space(folder: Path) -> None:
    index = DiskIndex(folder, "made")
    random = seeded(2)
    index.replace(analyzed(*(random_article(random, str(n)) for n in range(500))))
    index.commit()
    index.close()
    full = sum(file.stat().st_size for file in files_of(folder))
    index = DiskIndex(folder, "made")
    index.drop()
    index.close()
    assert sum(file.stat().st_size for file in files_of(folder)) < full / 3


def test_scores_equal_the_memory_engines_but_for_rounded_lengths(folder: Path) -> None:
    random = seeded(3)
    articles = [random_article(random, str(number)) for number in range(300)]
    disk, memory = DiskIndex(folder, "made"), MemoryIndex(articles, ANALYZER)
    disk.replace(analyzed(*articles))
    disk.commit()
    terms = ANALYZER.terms(" ".join(WORDS))
    for _ in range(20):
        query = random.choices(terms, k=4)
        expected = {
            key: hit.score for hit in memory.snapshot().search(query, 5000) for key in keys([hit])
        }
        found = {
            key: hit.score for hit in disk.snapshot().search(query, 5000) for key in keys([hit])
        }
        assert found == pytest.approx(expected, rel=0.05)
    disk.close()


def test_frequencies_up_to_a_day_are_exact_for_common_and_rare_terms(folder: Path) -> None:
    first = date(2026, 1, 1)
    given = analyzed(
        *(
            article(
                f"A harbour{' and a ferry' if number == 77 else ''}.",
                f"id{number}",
                str(first + timedelta(days=number % 40)),
            )
            for number in range(200)
        )
    )
    with closing(DiskIndex(folder, "made")) as index:
        index.replace(given)
        index.commit()
        model = Model(given)
        for number in range(-1, 41):
            until = first + timedelta(days=number)
            expected = model.document_frequencies(["harbour", "ferri", "lamp"], until)
            assert (
                index.snapshot().document_frequencies(["harbour", "ferri", "lamp"], until=until)
                == expected
            )


def test_what_was_deleted_counts_for_common_terms_at_most(folder: Path) -> None:
    index = DiskIndex(folder, "made")
    rare = article("A rare harbour.", "rare")
    index.replace(analyzed(rare, *(article("A harbour.", f"a{n}") for n in range(250))))
    index.commit()
    index.remove(["rare", "a0"])
    index.commit()
    common, gone = index.snapshot().document_frequencies(["harbour", "rare"])
    assert 249 <= common <= 249 * 1.01
    assert gone == 0
    index.close()


def test_a_thread_that_reads_at_the_exit_reads_on(index: DiskIndex, folder: Path) -> None:
    # What ends first is registered last.
    code = """
import atexit, sys
from pathlib import Path
atexit.register(lambda: print(snapshot.article("a").text))
from bot.index.disk.index import DiskIndex
snapshot = DiskIndex(Path(sys.argv[1]), "made").snapshot()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("A harbour.\n", "")


@pytest.mark.parametrize("length", [1, 60, 99, 100, 101, 200, 400, 800])
def test_short_and_long_ranges_of_days_are_searched(folder: Path, length: int) -> None:
    first = date(2024, 1, 1)
    days = [first + timedelta(days=day) for day in range(0, 800, 20)]
    articles = analyzed(
        *(article(f"A harbour {n}.", f"a{n}", day.isoformat()) for n, day in enumerate(days))
    )
    index, model = DiskIndex(folder, "made"), Model(articles)
    index.replace(articles)
    index.commit()
    snapshot = index.snapshot()
    for start in range(-100, 900, 50):
        since = first + timedelta(days=start)
        until = since + timedelta(days=length - 1)
        for ends in ((since, until), (since, None), (None, until)):
            hits = snapshot.search(["harbour"], 100, since=ends[0], until=ends[1])
            assert set(keys(hits)) == model.found(["harbour"], *ends)
            best = snapshot.search(["harbour"], 1, since=ends[0], until=ends[1])
            assert keys(best) == keys(hits)[:1]
    index.close()
