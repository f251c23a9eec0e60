"""What a machine's fault leaves unread is tried again, and nobody is told that all is well."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.articles.findings import Finding, Rejection, RejectionCause
from bot.corpus.manifest.file_reader import open_file_reader
from bot.corpus.manifest.file_record import FileStatus
from bot.index.fingerprint import compute_fingerprint
from bot.index.library import IndexConfig, Library, open_library
from bot.index.sync.result import SyncResult
from bot.index.watcher import watch_folders
from bot.language.analyzer import Analyzer
from bot.reading.limits import ReadLimits
from bot.reading.sandbox import pool
from tests.cli.command import dateline
from tests.index.sync.test_sync import ids, row
from tests.paths import PROJECT
from tests.processes import children
from tests.processes import command as command_line
from tests.waiting import wait_for

ARTICLES = 3000
WORKER = "bot.reading.sandbox.worker"


class Faults:
    """What goes wrong with readings, in order; afterwards, all goes well."""

    def __init__(self) -> None:
        self.causes: list[RejectionCause] = []
        self.reads: list[str] = []
        self.progress: float | None = None
        self._read = pool.read_in_sandbox

    def read(self, path: Path, limits: ReadLimits) -> Iterator[Finding]:
        """Yield half of the articles, and why there is no more."""
        self.reads.append(path.name)
        findings = list(self._read(path, limits))
        if not self.causes:
            yield from findings
            return
        cause = self.causes.pop(0)
        yield from findings[: len(findings) // 2]
        yield Rejection(str(path), None, f"{cause} failed", True, cause, progress=self.progress)


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    faults = Faults()
    monkeypatch.setattr(pool, "read_in_sandbox", faults.read)
    return faults


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(row(str(n), f"Article {n}.") for n in range(10)))
    return folder


@pytest.fixture(params=["memory", "disk"])
def library(request: pytest.FixtureRequest, corpus: Path, tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "empty").mkdir()
    opened = Library(
        request.param, [corpus], IndexConfig(tmp_path / "data", request.param), Analyzer()
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("cause", list(RejectionCause)[1:])
def test_what_fails_once_is_read_whole_in_the_same_build(
    cause: RejectionCause, library: Library, faults: Faults
) -> None:
    faults.causes = [cause]
    changes = library.update()
    assert (changes.rejections, changes.unfinished_files) == ((), ())
    assert len(ids(library)) == 10
    assert faults.reads == ["a.jsonl"] * 2


@pytest.mark.parametrize("cause", list(RejectionCause)[1:])
def test_what_fails_twice_is_unfinished_until_it_is_due(
    cause: RejectionCause, library: Library, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.causes = [cause] * 3
    start = time.time()
    changes = library.update()
    (file,) = changes.unfinished_files
    assert (file.reason, file.articles, file.attempts) == (f"{cause} failed", 5, 1)
    assert [rejection.cause for rejection in changes.rejections] == [cause]
    assert 55 < file.retry_at - start < 65 + time.time() - start
    assert len(ids(library)) == 5
    changes = library.update()
    assert (changes.read, list(changes.unfinished_files), len(faults.reads)) == (0, [file], 2)
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 61)
    changes = library.update()  # once in vain: it may take its minute
    assert (len(faults.reads), changes.unfinished_files[0].attempts) == (3, 2)
    assert changes.rejections == ()  # for the same reason as before
    assert 115 < changes.unfinished_files[0].retry_at - time.time() < 125
    assert not library.update(retry=True).unfinished_files
    assert len(ids(library)) == 10
    assert library.retry_at == float("inf")


def test_how_many_articles_a_file_has_is_estimated_from_what_it_had_and_what_was_read(
    library: Library, corpus: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.update()
    (corpus / "a.jsonl").write_text("".join(row(str(n), f"Article {n}.") for n in range(20)))
    faults.causes = [RejectionCause.PROCESS] * 2
    (file,) = library.update().unfinished_files
    assert (file.articles, 19 <= file.expected <= 21) == (10, True)
    (corpus / "b.jsonl").write_text("".join(row(f"b{n}", f"Item {n}.") for n in range(20)))
    faults.progress, faults.causes = 0.25, [RejectionCause.PROCESS] * 2
    files = {Path(file.path).name: file for file in library.update().unfinished_files}
    assert (files["b.jsonl"].articles, files["b.jsonl"].expected) == (10, 40)


def test_what_another_process_read_whole_stays_searchable(
    corpus: Path, tmp_path: Path, faults: Faults
) -> None:
    for engine in ("memory", "disk"):
        config = IndexConfig(tmp_path / engine, engine)
        open_library([corpus], config, Analyzer())[0].close()
        faults.causes = [RejectionCause.MEMORY] * 2
        library, changes = open_library([corpus], config, Analyzer())
        assert (len(ids(library)), changes.unfinished_files) == (10, ())
        (corpus / "a.jsonl").write_text("".join(row(str(n), f"News {n}.") for n in range(12)))
        library.close()
        faults.causes = [RejectionCause.MEMORY] * 2
        library, changes = open_library([corpus], config, Analyzer())
        assert len(changes.unfinished_files) == 1
        texts = [text.split()[0] for text in ids(library).values()]
        assert (texts.count("News"), texts.count("Article")) == (6, 4)
        library.close()
        faults.causes = []
        (corpus / "a.jsonl").write_text("".join(row(str(n), f"Article {n}.") for n in range(10)))


def test_content_that_is_refused_is_not_tried_again(library: Library, faults: Faults) -> None:
    faults.causes = [RejectionCause.CONTENT]
    changes = library.update()
    assert ([one.reason for one in changes.rejections], changes.unfinished_files) == (
        ["content failed"],
        (),
    )
    library.update(retry=True)
    assert faults.reads == ["a.jsonl"]


def test_what_limits_refused_is_read_again_under_others(corpus: Path, tmp_path: Path) -> None:
    for number, read in ((5, 1), (5, 0), (20, 1), (30, 0)):
        config = IndexConfig(tmp_path / "data", "disk", limits=ReadLimits(articles=number))
        library, changes = open_library([corpus], config, Analyzer())
        assert (changes.read, len(ids(library))) == (read, min(number, 10))
        library.close()


def test_delays_double_up_to_an_hour(tmp_path: Path, corpus: Path) -> None:
    reader = open_file_reader(tmp_path, compute_fingerprint())
    version = reader.identify(corpus / "a.jsonl")
    assert version
    delays = []
    for _ in range(9):
        reader.postpone(corpus / "a.jsonl", version, "no luck")
        record = reader.manifest.file(corpus / "a.jsonl")
        assert record
        delays.append(round((record.retry_at - time.time()) / 60))
    assert delays == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    reader.manifest.close()


def test_a_file_that_changes_begins_anew(library: Library, corpus: Path, faults: Faults) -> None:
    faults.causes = [RejectionCause.MEMORY] * 2
    library.update()
    (corpus / "a.jsonl").write_text(row("0", "Article 0."))
    assert not library.update().unfinished_files
    assert ids(library) == {"0": "Article 0."}


def test_the_watcher_tries_again_when_it_is_due(
    library: Library, corpus: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.corpus.manifest.file_reader._FIRST_DELAY", 2.0)
    faults.causes = [RejectionCause.PROCESS] * 2
    library.update()
    assert len(ids(library)) == 5
    reported: list[SyncResult] = []
    with watch_folders(library, [corpus], reported.append):
        wait_for(lambda: len(ids(library)) == 10, "the second attempt")


def test_a_copy_that_cannot_be_brought_up_is_tried_again(
    library: Library, corpus: Path, faults: Faults
) -> None:
    (corpus / "b.jsonl").write_text(row("9", "Article 9, from b."))
    library.update()
    faults.causes = [RejectionCause.IO] * 2
    (corpus / "b.jsonl").unlink()
    (file,) = library.update().unfinished_files
    assert Path(file.path).name == "a.jsonl"
    library.update(retry=True)
    assert ids(library)["9"] == "Article 9."


def test_a_broken_off_reading_is_known_to_the_listing(
    corpus: Path, tmp_path: Path, faults: Faults
) -> None:
    faults.causes = [RejectionCause.PROCESS] * 2
    config = IndexConfig(tmp_path / "data", "disk")
    library, _ = open_library([corpus], config, Analyzer())
    library.close()
    reader = open_file_reader(tmp_path / "data", compute_fingerprint())
    record = reader.manifest.file(corpus / "a.jsonl")
    assert record
    assert (record.status, record.articles) == (FileStatus.UNFINISHED, 5)
    reader.manifest.close()


def _environment(tmp_path: Path) -> dict[str, str]:
    return {
        "DATELINE_SEEDS": "", "DATELINE_CORPUS": str(tmp_path / "corpus"),
        "DATELINE_DATA": str(tmp_path / "data"), "DATELINE_ENGINE": "disk",
    }  # fmt: skip


def _build_under_fire(tmp_path: Path, chance: random.Random) -> tuple[int, Any]:
    """Build the index while readers are killed, both attempts of this build."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    command = [sys.executable, "-m", "bot", "index", "build", "--json"]
    with subprocess.Popen(
        command, cwd=PROJECT, env={**clean, **_environment(tmp_path)}, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        shot: set[int] = set()
        while process.poll() is None:
            for pid in children(process.pid):
                if pid in shot or not _is_reading(pid, tmp_path / "corpus" / "big.jsonl"):
                    continue
                time.sleep(0.4 * chance.random())
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                shot.add(pid)
            time.sleep(0.01)
        assert process.stdout
        return process.returncode, json.loads(process.stdout.read())


def _is_reading(pid: int, path: Path) -> bool:
    if WORKER not in command_line(pid):
        return False
    try:
        return any(file.resolve() == path for file in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("DATELINE_KILLS", "2"))))
def test_readers_killed_in_the_middle_of_a_big_file_cost_no_article(
    seed: int, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    big = tmp_path / "corpus" / "big.jsonl"
    big.write_text("".join(row(str(n), f"Article {n}. " * 200) for n in range(ARTICLES)))
    code, status = _build_under_fire(tmp_path, random.Random(seed))
    if code == 0:  # the readers were faster than those who shot at them
        assert status["articles"] == ARTICLES
        return
    assert code == 1
    (file,) = status["unfinished"]
    assert file["path"] == str(big)
    assert "signal SIGKILL" in file["reason"]
    assert status["articles"] == file["articles"] < ARTICLES
    code, out, _ = dateline("index", "status", **_environment(tmp_path))
    assert code == 0
    assert "1 file unfinished" in out
    assert f"{big}: its reader crashed (signal SIGKILL)" in out
    if file["expected"]:
        assert f"{file['articles']:,} of about {file['expected']:,} articles read, trying" in out
    code, out, _ = dateline("corpus", "list", **_environment(tmp_path))
    assert "unfinished: its reader crashed (signal SIGKILL)" in out
    code, out, _ = dateline("index", "build", "--json", **_environment(tmp_path))
    status = json.loads(out)
    assert (code, status["articles"], status["unfinished"]) == (0, ARTICLES, [])
    code, out, _ = dateline("index", "verify", **_environment(tmp_path))
    assert code == 0
