"""What cannot be read stays as it was last read."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.index.library import IndexConfig, Library, open_library
from bot.language.analyzer import Analyzer
from bot.reading.sandbox import pool
from tests.paths import PROJECT
from tests.reading.sandbox import misbehaving


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


@pytest.fixture
def obeying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have files read by workers that do what texts tell them."""
    readers = pool.ReaderPool(misbehaving.__name__)
    monkeypatch.setattr(pool, "_READERS", readers)
    yield
    readers.close()


def _write(path: Path, *texts: str) -> Path:
    rows = ({"id": text[:30], "published": "2026-01-07", "text": text} for text in texts)
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def _texts(library: Library) -> set[str]:
    return {article.text for article in library.index.snapshot().newest()}


@pytest.mark.usefixtures("obeying")
@pytest.mark.parametrize("deed", ["segfault", "exit", "fail"])
def test_a_file_that_crashes_its_reader_gains_articles_and_loses_none(
    deed: str, library: Library, corpus: Path
) -> None:
    _write(corpus / "a.jsonl", "One.", "Two.")
    _write(corpus / "b.jsonl", "Other.")
    library.update()
    _write(corpus / "a.jsonl", "Three.", deed, "Two.")
    changes = library.update()
    assert [refusal.truncated for refusal in changes.rejections] == [True]
    assert _texts(library) == {"One.", "Two.", "Three.", "Other."}
    assert not library.update().rejections  # it is tried again when it changes
    _write(corpus / "a.jsonl", "Three.")
    library.update()
    assert _texts(library) == {"Three.", "Other."}


def test_a_truncated_file_loses_no_article(library: Library, corpus: Path) -> None:
    path = corpus / "a.json"
    rows = [{"id": str(n), "published": "2026-01-07", "text": f"Story {n}."} for n in range(9)]
    path.write_text(json.dumps(rows))
    library.update()
    path.write_text(json.dumps(rows)[:200])
    assert library.update().rejections
    assert len(_texts(library)) == 9


def test_a_rejected_article_in_a_file_read_to_its_end_is_removed(
    library: Library, corpus: Path
) -> None:
    path = _write(corpus / "a.jsonl", "One.", "Two.")
    library.update()
    path.write_text(path.read_text().replace("2026-01-07", "2026-02-30", 1))
    assert len(library.update().rejections) == 1
    assert _texts(library) == {"Two."}


def test_a_missing_folder_keeps_its_articles_and_is_reported_once(
    library: Library, corpus: Path
) -> None:
    _write(corpus / "a.jsonl", "One.")
    library.update()
    shutil.move(corpus, corpus.with_name("elsewhere"))
    changes = library.update()
    assert [refusal.reason for refusal in changes.rejections] == ["there is no such file or folder"]
    assert changes.deletions == 0
    assert not library.update().rejections
    assert _texts(library) == {"One."}
    shutil.move(corpus.with_name("elsewhere"), corpus)
    (corpus / "a.jsonl").unlink()
    (corpus / ".dateline-empty").touch()
    assert library.update().deletions == 1
    assert _texts(library) == set()


def test_the_articles_of_a_deleted_subfolder_are_removed(library: Library, corpus: Path) -> None:
    (corpus / "2026").mkdir()
    _write(corpus / "2026" / "a.jsonl", "One.")
    _write(corpus / "b.jsonl", "Two.")
    library.update()
    shutil.rmtree(corpus / "2026")
    assert library.update().deletions == 1
    assert _texts(library) == {"Two."}


def test_a_forbidden_folder_keeps_its_articles(
    library: Library, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "closed").mkdir()
    _write(corpus / "closed" / "a.jsonl", "One.")
    _write(corpus / "b.jsonl", "Two.")
    library.update()
    free = Path.iterdir

    def guarded(path: Path) -> Iterator[Path]:
        # Root, as which tests may run, is forbidden nothing.
        if path.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return free(path)

    monkeypatch.setattr(Path, "iterdir", guarded)
    (corpus / "b.jsonl").unlink()
    changes = library.update()
    assert [refusal.reason for refusal in changes.rejections] == [
        "it cannot be opened (Permission denied)"
    ]
    assert _texts(library) == {"One."}


def test_a_folder_that_vanishes_during_an_update_keeps_its_articles(
    library: Library, corpus: Path
) -> None:
    for number in range(30):
        _write(corpus / f"{number:02}.jsonl", f"Story {number}.")
    library.update()
    for number in range(30):
        _write(corpus / f"{number:02}.jsonl", f"Story {number}, corrected.")

    def ready(path: Path) -> bool:
        if path.name == "10.jsonl" and corpus.exists():
            shutil.move(corpus, corpus.with_name("elsewhere"))
        return True

    library.update(is_ready=ready)
    library.update()
    numbers = {text.split()[1].strip(",.") for text in _texts(library)}
    assert numbers == {str(number) for number in range(30)}


def test_a_file_is_read_later_if_no_process_can_be_started(
    library: Library, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(corpus / "a.jsonl", "One.")
    broken = pool.ReaderPool("no.such.module")
    with monkeypatch.context() as patched:
        patched.setattr(pool, "_READERS", broken)
        (file,) = library.update().unfinished_files
    assert "no process can be started" in file.reason
    assert not library.update(retry=True).unfinished_files
    assert _texts(library) == {"One."}


_ON_A_FULL_DISK = """
import resource, runpy, sys
room = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
runpy.run_module("bot", run_name="__main__")
"""


@pytest.mark.parametrize("room", [20_000, 100_000, 300_000])
def test_a_full_disk_is_reported_in_one_line_and_costs_no_article(
    room: int, corpus: Path, tmp_path: Path
) -> None:
    place = IndexConfig(tmp_path / "data", "disk")
    _write(corpus / "a.jsonl", "One.")
    open_library([corpus], place, Analyzer())[0].close()
    _write(corpus / "b.jsonl", *(f"Story {n}. {' '.join(map(str, range(n)))}" for n in range(600)))
    command = [sys.executable, "-c", _ON_A_FULL_DISK, str(room), f"--corpus={corpus}"]
    done = subprocess.run(
        [*command, "index", "build"],
        cwd=PROJECT,
        env=os.environ | {"DATELINE_DATA": str(place.data), "DATELINE_ENGINE": "disk"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "cannot be used at the moment" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "built again" not in done.stderr
    library, _ = open_library([corpus], place, Analyzer())
    assert len(_texts(library)) == 601
    library.close()
