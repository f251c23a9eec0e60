import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection, RejectionCause
from bot.reading.limits import ReadLimits
from bot.reading.reader import read
from bot.reading.sandbox import pool
from bot.reading.sandbox.pool import ReaderPool, SandboxError
from tests.paths import PROJECT
from tests.processes import children, command
from tests.programs import program, read_to_the_end
from tests.reading.sandbox import misbehaving
from tests.waiting import wait_for

SHORT = ReadLimits(seconds=1, patience=3, memory=200 * 1024**2)
# Of these only what a deed runs into is short, since a busy machine runs into others as well.
LIMITS = {
    "sleep": ReadLimits(patience=3),
    "spin": ReadLimits(seconds=1),
    "swallow": ReadLimits(memory=200 * 1024**2),
}


@pytest.fixture
def readers() -> Iterator[ReaderPool]:
    readers = ReaderPool(misbehaving.__name__)
    yield readers
    readers.close()


def _write(path: Path, *texts: str) -> Path:
    path.write_text(
        "".join(json.dumps({"published": "2026-01-07", "text": text}) + "\n" for text in texts)
    )
    return path


def _texts(findings: list[Finding]) -> list[str]:
    return [finding.text for finding in findings if isinstance(finding, Article)]


def test_findings_are_the_same_as_without_the_sandbox(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = {"published": "2026-01-07T18:30:00+01:00", "text": "Prose “ü” 北京 😀.", "title": "T"}
    more = {"id": "own", "authors": ["Ann", "Bo"], "url": "u", "source": "s", "language": "en"}
    bad = {"published": "\ud800", "text": "\0"}
    lines = [good, good | more, bad, {"published": "2199-01-07", "text": "Later."}]
    path.write_text("no\n" + "\n".join(map(json.dumps, lines)))
    findings = list(read(path))
    assert list(pool.read_in_sandbox(path)) == findings
    assert [repr(one) for one in pool.read_in_sandbox(path)] == [repr(one) for one in findings]
    assert {type(one).__name__ for one in findings} == {"Article", "Rejection", "Notice"}


_BUG = "its reader failed, and the rest was not read (ValueError: a bug�in a parser)"


@pytest.mark.parametrize(
    ("deed", "reason", "cause"),
    [
        ("segfault", "its reader crashed (signal SIGSEGV)", RejectionCause.PROCESS),
        ("abort", "its reader crashed (signal SIGABRT)", RejectionCause.PROCESS),
        ("exit", "its reader crashed (exit status 0)", RejectionCause.PROCESS),
        ("sys.exit", "its reader failed", RejectionCause.CONTENT),
        ("kill", "its reader crashed (signal SIGKILL)", RejectionCause.PROCESS),
        ("sleep", "reading it made no progress for 3 seconds", RejectionCause.TIME),
        ("spin", "it takes more than 1 seconds of computing to read", RejectionCause.TIME),
        ("swallow", "it takes more than 200 MiB of memory to read", RejectionCause.MEMORY),
        ("babble", "its reader sent an invalid message", RejectionCause.PROCESS),
        ("fail", _BUG, RejectionCause.CONTENT),
        ("disk", "its reader failed", RejectionCause.IO),
        ("write", "a reader may not do this: open", RejectionCause.CONTENT),
        ("spawn", "a reader may not do this: subprocess.Popen", RejectionCause.CONTENT),
        ("connect", "a reader may not do this: socket.", RejectionCause.CONTENT),
    ],
)
def test_a_reader_that_breaks_costs_the_rest_of_its_file_alone(
    deed: str, reason: str, cause: RejectionCause, readers: ReaderPool, tmp_path: Path
) -> None:
    good = _write(tmp_path / "b.jsonl", "Another file.")
    assert _texts(list(readers.read(good))) == ["Another file."]  # all is loaded from now on
    path = _write(tmp_path / "a.jsonl", "Before.", deed, "Behind.")
    *before, refusal = readers.read(path, LIMITS.get(deed, ReadLimits()))
    assert _texts(before) == ["Before."]
    assert isinstance(refusal, Rejection)
    assert refusal.truncated
    assert (refusal.cause, refusal.is_unfinished) == (cause, cause is not RejectionCause.CONTENT)
    assert refusal.path == str(path)
    assert reason in refusal.reason
    assert refusal.reason.isprintable()
    assert _texts(list(readers.read(good))) == ["Another file."]
    assert not Path("/tmp/dateline-was-here").exists()  # noqa: S108


def test_a_reader_knows_no_secret(
    readers: ReaderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_TELEGRAM_TOKEN", "123:secret")
    path = _write(tmp_path / "a.jsonl", "secret")
    assert _texts(list(readers.read(path))) == ["secret"]


def test_stopping_the_service_does_not_fail_a_file(readers: ReaderPool, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", *("Prose. " * 9999 for _ in range(100)))
    findings = readers.read(path)
    found = [next(findings)]
    (worker,) = _children()
    for stop in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(worker, stop)
    assert len(_texts(found + list(findings))) == 100


def test_one_process_reads_many_files(readers: ReaderPool, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", "Prose.")
    used = set()
    for _ in range(5):
        assert _texts(list(readers.read(path))) == ["Prose."]
        used.update(_children())
    assert len(used) == 1


def test_a_process_that_ended_while_idle_costs_nothing(readers: ReaderPool, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", "Prose.")
    list(readers.read(path))
    (worker,) = _children()
    os.kill(worker, signal.SIGKILL)
    assert _texts(list(readers.read(path))) == ["Prose."]


def test_abandoned_reading_leaves_no_process(readers: ReaderPool, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", *("Prose. " * 9999 for _ in range(100)))
    findings = iter(readers.read(path))
    next(findings)
    findings.close()  # type: ignore[attr-defined]
    assert not _children()


def test_a_slow_consumer_makes_the_reader_wait(readers: ReaderPool, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", *("Prose. " * 15_000 for _ in range(500)))
    findings = readers.read(path, SHORT)
    taken = [next(findings)]
    (worker,) = _children()
    time.sleep(SHORT.patience + 0.5)
    # Of 52 MB it holds no more than it is about to send, and waiting costs it nothing.
    assert _memory(worker) < 80e6
    taken += findings
    assert len(_texts(taken)) == 500


def test_a_reader_that_computes_for_longer_than_the_patience_is_waited_for(
    readers: ReaderPool, tmp_path: Path
) -> None:
    path = _write(tmp_path / "a.jsonl", "Before.", "compute", "Behind.")
    findings = list(readers.read(path, ReadLimits(patience=1)))
    assert _texts(findings) == ["Before.", "compute", "Behind."]


def test_files_are_read_side_by_side_in_threads(readers: ReaderPool, tmp_path: Path) -> None:
    found: list[list[str]] = []

    def work(number: int) -> None:
        path = _write(tmp_path / f"{number}.jsonl", *[f"{number} {n}" for n in range(200)])
        found.append(_texts(list(readers.read(path))))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [[f"{number} {n}" for n in range(200)] for number in range(4)]


def test_a_process_that_cannot_start_is_not_the_file_s_fault(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", "Prose.")
    with pytest.raises(SandboxError, match="no process can be started"):
        list(ReaderPool("no.such.module").read(path))


@pytest.mark.parametrize("deed", ["sleep", "spin"])
def test_a_reader_ends_with_its_parent_whatever_it_does(deed: str, tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", "Before.", deed)
    reading = program(read_to_the_end, misbehaving.__name__, path)
    with subprocess.Popen(reading, cwd=PROJECT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"begun\n"
        (worker,) = _children(parent.pid)
        parent.kill()
    wait_for(lambda: not _runs(worker), "the end of the reader")


def _children(parent: int | None = None) -> list[int]:
    processes = children(parent or os.getpid())
    return [process for process in processes if misbehaving.__name__ in command(process)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _memory(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_large_process_reuses_a_worker_too(readers: ReaderPool, tmp_path: Path) -> None:
    large = b"x" * (ReadLimits().memory * 5 // 8)
    assert large
    path = _write(tmp_path / "a.jsonl", "Prose.")
    used = set()
    for _ in range(3):
        assert _texts(list(readers.read(path))) == ["Prose."]
        used.update(_children())
    assert len(used) == 1
