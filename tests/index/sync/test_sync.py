import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.corpus.manifest.file_reader import open_file_reader
from bot.index.disk.index import DiskIndex
from bot.index.fingerprint import compute_fingerprint
from bot.index.library import IndexConfig, Library, index_folder, open_library
from bot.index.sync.contents import IndexContents
from bot.index.sync.result import SyncResult
from bot.index.sync.sync import Sync
from bot.index.sync.verify import find_differences
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from tests.paths import PROJECT
from tests.programs import hold_lock, program
from tests.waiting import LAST_RESORT, wait_for

KILLS = int(os.environ.get("DATELINE_KILLS", "5"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture(params=["memory", "disk"])
def library(request: pytest.FixtureRequest, corpus: Path, tmp_path: Path) -> Iterator[Library]:
    place = IndexConfig(tmp_path / "data", request.param)
    opened, _ = open_library([corpus], place, Analyzer())
    yield opened
    opened.close()


def row(name: str, text: str, day: str = "2026-01-07") -> str:
    return json.dumps({"id": name, "published": day, "text": text}) + "\n"


def ids(library: Library) -> dict[str, str]:
    return {article.id: article.text for article in library.index.snapshot().newest()}


def is_equal(library: Library, corpus: Path) -> bool:
    return not list(find_differences(library.index, [corpus]))


def test_added_changed_and_deleted_files_are_indexed(library: Library, corpus: Path) -> None:
    a, b = corpus / "a.jsonl", corpus / "b.jsonl"
    a.write_text(row("1", "One.") + row("2", "Two."))
    assert library.update().read == 1
    assert ids(library) == {"1": "One.", "2": "Two."}
    assert not library.update()
    b.write_text(row("3", "Three."))
    a.write_text(row("2", "Two, corrected."))
    assert library.update().read == 2
    assert ids(library) == {"2": "Two, corrected.", "3": "Three."}
    a.unlink()
    assert library.update() == SyncResult(deletions=1)
    assert ids(library) == {"3": "Three."}
    assert is_equal(library, corpus)


def test_the_last_copy_counts_until_it_is_deleted(library: Library, corpus: Path) -> None:
    a, b = corpus / "a.jsonl", corpus / "b.jsonl"
    b.write_text(row("1", "From b."))
    library.update()
    a.write_text(row("1", "From a."))
    library.update()
    assert ids(library) == {"1": "From b."}
    b.unlink()
    library.update()
    assert ids(library) == {"1": "From a."}
    b.write_text(row("1", "From b.") + row("1", "From b, later."))
    library.update()
    assert ids(library) == {"1": "From b, later."}
    assert is_equal(library, corpus)


def test_a_broken_file_keeps_its_last_good_version_and_is_rejected_once(
    library: Library, corpus: Path
) -> None:
    a = corpus / "2026-01-07-a.txt"
    a.write_text("The harbour opened.")
    library.update()
    a.write_bytes(b"\0\1\2\3" * 100)
    changes = library.update()
    assert [refusal.path for refusal in changes.rejections] == [str(a)]
    assert list(ids(library).values()) == ["The harbour opened."]
    assert not library.update().rejections


def test_a_file_that_is_not_ready_waits(library: Library, corpus: Path) -> None:
    (corpus / "a.jsonl").write_text(row("1", "One."))
    assert not library.update(is_ready=lambda path: False)
    assert ids(library) == {}
    assert library.update(is_ready=lambda path: True).read == 1


def test_many_files_are_indexed_in_one_update(library: Library, corpus: Path) -> None:
    for number in range(300):
        (corpus / f"{number}.jsonl").write_text(row(str(number), f"Sentence number {number}."))
    assert library.update().read == 300
    assert is_equal(library, corpus)
    assert len(ids(library)) == 300


def test_an_index_with_another_fingerprint_is_rebuilt(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a.jsonl").write_text(row("1", "One."))
    place = IndexConfig(tmp_path / "data", "disk")
    open_library([corpus], place, Analyzer())[0].close()
    folder = index_folder([corpus], place.data)
    contents = IndexContents(folder / "contents.db")
    contents.note("fingerprint", "of yesterday")
    contents.close()
    library, changes = open_library([corpus], place, Analyzer())
    assert changes.read == 1
    assert is_equal(library, corpus)
    library.close()


def test_a_broken_index_is_rebuilt(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a.jsonl").write_text(row("1", "One."))
    place = IndexConfig(tmp_path / "data", "disk")
    open_library([corpus], place, Analyzer())[0].close()
    (index_folder([corpus], place.data) / "articles.db").write_bytes(b"no database" * 1000)
    library, _ = open_library([corpus], place, Analyzer())
    assert is_equal(library, corpus)
    library.close()


def test_a_small_corpus_is_in_memory_and_a_large_one_on_disk(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "a.jsonl").write_text(row("1", "One.") + row("2", "Two."))
    place = IndexConfig(tmp_path / "data")
    library, _ = open_library([corpus], place, Analyzer())
    assert library.engine == "memory"
    library.close()
    monkeypatch.setattr("bot.index.engine.MOST_IN_MEMORY", 1)
    library, _ = open_library([corpus], place, Analyzer())
    assert library.engine == "disk"
    assert is_equal(library, corpus)
    library.close()


def test_files_changed_while_the_bot_runs_are_indexed(library: Library, corpus: Path) -> None:
    reported: list[SyncResult] = []
    with watch_folders(library, [corpus], reported.append):
        (corpus / "a.jsonl").write_text(row("1", "One."))
        wait_for(lambda: ids(library) == {"1": "One."}, "the article")
        (corpus / ".dateline-empty").touch()
        (corpus / "a.jsonl").unlink()
        wait_for(lambda: ids(library) == {}, "the article to go")
        (corpus / "b.txt").write_text("No date at all.")
        wait_for(lambda: any(changes.rejections for changes in reported), "the refusal")
    assert [refusal.path for changes in reported for refusal in changes.rejections] == [
        str(corpus / "b.txt")
    ]


def test_a_writer_waits_for_another_and_logs_which(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a.jsonl").write_text(row("1", "One."))
    data = tmp_path / "data"
    folder = index_folder([corpus], data)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        program(hold_lock, folder), cwd=PROJECT, stdin=pipe, stdout=pipe
    ) as holder:
        assert holder.stdin
        assert holder.stdout
        assert holder.stdout.readline() == b"begun\n"
        with _build(corpus, data) as waiter:
            assert waiter.stderr
            assert any(f"process {holder.pid}".encode() in line for line in waiter.stderr)
            assert waiter.poll() is None
            holder.stdin.close()
            assert waiter.wait(LAST_RESORT) == 0
    assert holder.returncode == 0


def _build(corpus: Path, data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", f"--corpus={corpus}", "index", "build"],
        cwd=PROJECT,
        env=os.environ | {"DATELINE_DATA": str(data), "DATELINE_ENGINE": "disk"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_build_killed_at_any_time_loses_and_doubles_no_article(
    seed: int, corpus: Path, tmp_path: Path
) -> None:
    """Changes happen between the kills, so that a half done change is built upon."""
    chance = random.Random(seed)
    data = tmp_path / "data"
    for round_ in range(3):
        for name in "abc":
            lines = [
                row(str(chance.randrange(900)), f"Round {round_}, {name}{n}. " * 30)
                for n in range(chance.randrange(500))
            ]
            (corpus / f"{name}.jsonl").write_text("".join(lines))
        if round_ == 1:
            (corpus / f"{chance.choice('abc')}.jsonl").unlink()
        process = _build(corpus, data)
        try:
            process.wait(0.5 + 2 * chance.random())
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert process.stderr
        process.stderr.close()
    library, _ = open_library([corpus], IndexConfig(data, "disk"), Analyzer())
    assert list(find_differences(library.index, [corpus])) == []
    library.close()


def test_a_build_commits_when_its_engine_says_so(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed: list[int] = []
    commit = DiskIndex.commit

    def recording(index: DiskIndex) -> None:
        commit(index)
        committed.append(index.snapshot().stats().articles)

    monkeypatch.setattr(DiskIndex, "commit", recording)
    monkeypatch.setattr(
        DiskIndex, "should_commit", lambda index, articles, seconds: articles >= 512
    )
    (corpus / "a.jsonl").write_text("".join(row(str(n), f"Article {n}.") for n in range(1200)))
    open_library([corpus], IndexConfig(tmp_path / "data", "disk"), Analyzer())[0].close()
    assert committed[-3:] == [512, 1024, 1200]


def test_nothing_is_read_again_after_a_restart(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a.jsonl").write_text(row("1", "One."))
    folder = tmp_path / "index"
    for expected in (1, 0):
        index = DiskIndex(folder, compute_fingerprint())
        contents = IndexContents(folder / "contents.db")
        reader = open_file_reader(tmp_path, compute_fingerprint())
        sync = Sync(index, contents, [corpus], Analyzer(), reader)
        assert sync.run().read == expected
        assert isinstance(index.snapshot().article("1"), Article)
        index.close()
        contents.close()
        reader.manifest.close()
