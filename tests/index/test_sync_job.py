"""A library that serves: what is large is taken over by another process, and nothing is lost."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.articles.findings import Rejection
from bot.errors import UnavailableError
from bot.index import library as library_module
from bot.index.library import IndexConfig, Library, index_folder, open_library
from bot.index.sync.result import SyncResult
from bot.index.sync.verify import find_differences
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from bot.system.job import JobError, SubprocessJob
from tests.index.sync.test_sync import ids, row
from tests.paths import PROJECT
from tests.processes import children
from tests.programs import hold_lock, program
from tests.waiting import LAST_RESORT, wait_for


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text(row("1", "One."))
    return folder


@pytest.fixture(params=["auto", "disk"])
def library(
    request: pytest.FixtureRequest, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Library]:
    monkeypatch.setattr(library_module, "_MOST_WHILE_SERVING", 1000)
    place = IndexConfig(tmp_path / "data", request.param)
    opened, _ = open_library([corpus], place, Analyzer())
    opened.serve()
    yield opened
    opened.close()


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[SubprocessJob]:
    """Note who was sent."""
    sent: list[SubprocessJob] = []
    begin = SubprocessJob.__init__

    def noted(errand: SubprocessJob, module: str) -> None:
        begin(errand, module)
        sent.append(errand)

    monkeypatch.setattr(SubprocessJob, "__init__", noted)
    return sent


def large(word: str, number: int = 40) -> str:
    return "".join(
        row(f"{word}{n}", f"The {word} number {n} was opened. " * 9) for n in range(number)
    )


def test_what_is_large_is_taken_over_by_another_process_and_found_here(
    library: Library, corpus: Path, processes: list[SubprocessJob]
) -> None:
    index = library.index  # as whoever answers questions holds it
    moves = library.engine == "memory"
    (corpus / "b.jsonl").write_text(large("harbour") + "broken\n")
    changes = library.update()
    assert len(processes) == 1
    assert (changes.read, changes.deletions) == (1 + moves, 0)
    assert [(one.path, one.line, one.truncated) for one in changes.rejections] == [
        (str(corpus / "b.jsonl"), 41, False)
    ]
    assert library.engine == "disk"
    assert len(list(index.snapshot().newest())) == 41
    assert list(find_differences(index, [corpus])) == []
    assert library.update() == SyncResult()


def test_what_is_small_is_taken_over_here_before_and_after(
    library: Library, corpus: Path, processes: list[SubprocessJob]
) -> None:
    (corpus / "b.jsonl").write_text(row("2", "Two."))
    assert library.update().read == 1
    assert processes == []
    (corpus / "c.jsonl").write_text(large("harbour"))
    library.update()
    (corpus / "d.jsonl").write_text(row("3", "Three."))
    library.update()
    assert len(processes) == 1
    (corpus / "c.jsonl").unlink()  # its weight is that of what it had
    library.update()
    assert len(processes) == 2
    assert set(ids(library)) == {"1", "2", "3"}
    assert list(find_differences(library.index, [corpus])) == []


def test_the_memory_engine_stays_where_it_is(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: list[SubprocessJob]
) -> None:
    monkeypatch.setattr(library_module, "_MOST_WHILE_SERVING", 1000)
    library, _ = open_library([corpus], IndexConfig(tmp_path / "data", "memory"), Analyzer())
    library.serve()
    (corpus / "b.jsonl").write_text(large("harbour"))
    assert library.update().read == 1
    assert (processes, library.engine) == ([], "memory")
    library.close()


def test_who_does_not_serve_waits_for_no_process(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: list[SubprocessJob]
) -> None:
    monkeypatch.setattr(library_module, "_MOST_WHILE_SERVING", 0)
    library, _ = open_library([corpus], IndexConfig(tmp_path / "data", "disk"), Analyzer())
    (corpus / "b.jsonl").write_text(large("harbour"))
    library.update()
    assert processes == []
    library.close()


def test_a_file_that_is_not_ready_waits(library: Library, corpus: Path) -> None:
    (corpus / "b.jsonl").write_text(large("harbour"))
    (corpus / "half.jsonl").write_text(large("pier"))
    library.update(is_ready=(corpus / "b.jsonl").__eq__)
    assert set(ids(library)) == {"1", *(f"harbour{n}" for n in range(40))}
    library.update()
    assert len(ids(library)) == 81


def test_what_is_read_is_tracked(library: Library, corpus: Path) -> None:
    moves = library.engine == "memory"
    (corpus / "b.jsonl").write_text(large("harbour"))
    tracked: list[str] = []

    def track(items: object, doing: str, total: int | None = None) -> Iterator[object]:
        for item in items:  # type: ignore[attr-defined]
            tracked.append(doing)
            yield item

    library.update(track)  # type: ignore[arg-type]
    assert tracked == ["Reading articles"] * (40 + moves)


def test_what_cannot_be_seen_is_told_once(library: Library, corpus: Path) -> None:
    (corpus / "pipe.txt").symlink_to("nowhere")
    (corpus / "b.jsonl").write_text(large("harbour"))
    assert [one.path for one in library.update().rejections] == [str(corpus / "pipe.txt")]
    (corpus / "c.jsonl").write_text(large("pier"))
    assert library.update().rejections == ()
    (corpus / "other.txt").symlink_to("nowhere")
    found = library.update().rejections
    assert found == (Rejection(str(corpus / "other.txt"), None, found[0].reason),)


def test_a_process_that_dies_costs_nothing_and_the_next_goes_on(
    library: Library,
    corpus: Path,
    processes: list[SubprocessJob],
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine = library.engine
    (corpus / "b.jsonl").write_text(large("harbour", 2000))
    killer = threading.Thread(target=_kill_when_it_works, args=(processes,))
    killer.start()
    with pytest.raises(JobError, match="the log says why"):
        library.update()
    killer.join()
    assert "crashed (signal SIGKILL)" in caplog.text
    assert (library.engine, set(ids(library))) == (engine, {"1"})
    library.update()
    assert len(ids(library)) == 2001
    assert list(find_differences(library.index, [corpus])) == []


def _kill_when_it_works(processes: list[SubprocessJob]) -> None:
    wait_for(lambda: processes, "a process")
    (process,) = processes
    # A reader and its workers.
    wait_for(lambda: len(children(process._process.pid)) >= 3, "the process's own processes")
    os.kill(process._process.pid, signal.SIGKILL)


def test_the_watcher_tries_again_what_broke_off(
    library: Library,
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    executable = sys.executable
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with watch_folders(library, [corpus], lambda changes: None):
        (corpus / "b.jsonl").write_text(large("harbour"))
        wait_for(lambda: "Trying again" in caplog.text, "the failure")
        assert set(ids(library)) == {"1"}
        monkeypatch.setattr(sys, "executable", executable)
        wait_for(lambda: len(ids(library)) == 41, "all articles")


def test_who_writes_is_waited_for_and_named(
    library: Library, corpus: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (corpus / "b.jsonl").write_text(large("harbour"))
    command = program(hold_lock, index_folder([corpus], tmp_path / "data"))
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe) as holder:
        assert holder.stdin
        assert holder.stdout
        assert holder.stdout.readline() == b"begun\n"
        update = threading.Thread(target=library.update)
        update.start()
        wait_for(lambda: f"process {holder.pid}" in caplog.text, "the warning")
        assert update.is_alive()
        assert set(ids(library)) == {"1"}
        holder.stdin.close()
        update.join(LAST_RESORT)
    assert len(ids(library)) == 41
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


@pytest.mark.parametrize("library", ["disk"], indirect=True)
def test_another_command_may_write_between_two_changes(library: Library, corpus: Path) -> None:
    for number in range(3):
        (corpus / f"{number}.jsonl").write_text(row(f"n{number}", "Here."))
        library.update()
        (corpus / f"{number}-other.jsonl").write_text(row(f"o{number}", "Elsewhere."))
        subprocess.run(
            [sys.executable, "-m", "bot", f"--corpus={corpus}", "index", "build"],
            cwd=PROJECT,
            env=os.environ | {"DATELINE_DATA": str(corpus.parent / "data")},
            check=True,
            capture_output=True,
        )
    assert len(ids(library)) == 7


def test_a_full_disk_is_one_line(
    library: Library, corpus: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (corpus / "b.jsonl").write_text(large("harbour"))
    folder = index_folder([corpus], tmp_path / "data")
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "writer.lock"
    lock.unlink(missing_ok=True)
    lock.symlink_to("/no/such/place")  # what cannot be written, whoever runs the tests
    with pytest.raises(UnavailableError, match=r"writer\.lock"):
        library.update()
    assert caplog.text == ""
    assert set(ids(library)) == {"1"}
    lock.unlink()
    library.update()
    assert len(ids(library)) == 41
