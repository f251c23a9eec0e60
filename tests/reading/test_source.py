import bz2
import errno
import gzip
import io
import lzma
import os
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection, RejectionCause
from bot.reading.limits import ReadLimits
from bot.reading.reader import read, read_source
from bot.reading.source import build_source, display_path

LINE = '{"id": "%d", "published": "2026-01-07", "text": "Prose %d."}\n'


def _lines(number: int) -> bytes:
    return "".join(LINE % (n, n) for n in range(number)).encode()


def _only(findings: list[Finding]) -> Rejection:
    (finding,) = findings
    assert isinstance(finding, Rejection)
    return finding


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert _only(list(read(tmp_path / "a.txt"))).reason == "it is not a regular file"


def test_a_device_is_refused() -> None:
    assert _only(list(read(Path("/dev/zero")))).reason == "it is not a regular file"


def test_a_folder_is_refused_as_a_file(tmp_path: Path) -> None:
    assert _only(list(read(tmp_path))).reason == "it is not a regular file"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "No such file" in _only(list(read(tmp_path / "a.txt"))).reason


def test_names_that_no_file_can_have_are_refused() -> None:
    assert "cannot be opened" in _only(list(read(Path("x" * 5000)))).reason
    assert "not valid" in _only(list(read(Path("a\0b")))).reason


def test_a_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path, mode: str) -> BinaryIO:
        # Root, as which tests may run, is forbidden nothing.
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    path = tmp_path / "a.txt"
    path.write_text("date 2026-01-07 Prose.")
    monkeypatch.setattr(Path, "open", forbidden)
    rejection = _only(list(read(path)))
    assert "Permission denied" in rejection.reason
    assert rejection.cause is RejectionCause.IO


class _FailingDisk(io.FileIO):
    """A file of which the first block alone can be read."""

    def readinto(self, buffer: Any) -> int | None:
        if self.tell():
            raise OSError(errno.EIO, "Input/output error")
        return super().readinto(buffer)


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "jsonl.bz2", "tar", "zip"])
def test_what_a_failing_disk_leaves_unread_is_unfinished(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    content = _lines(20_000)
    match suffix:
        case "tar":
            with tarfile.open(path, "w") as archive:
                entry = tarfile.TarInfo("a.jsonl")
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        case "zip":
            with zipfile.ZipFile(path, "w") as package:
                package.writestr("a.jsonl", content)
        case _:
            packed = {".gz": gzip.compress(content), ".bz2": bz2.compress(content)}
            path.write_bytes(packed.get(path.suffix, content))
    with io.BufferedReader(_FailingDisk(path), 65_536) as file:
        *_, rejection = read_source(build_source(file, "a", ReadLimits()))
    assert isinstance(rejection, Rejection)
    assert (rejection.cause, rejection.truncated) == (RejectionCause.IO, True)


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_what_damaged_data_leaves_unread_is_refused(
    compress: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = bytearray(compress(_lines(20_000)))
    data[len(data) // 2 : len(data) // 2 + 9] = b"\xff" * 9
    path.write_bytes(data)
    *_, rejection = read(path)
    assert isinstance(rejection, Rejection)
    assert (rejection.cause, rejection.truncated) == (RejectionCause.CONTENT, True)


def test_what_unpacks_beyond_the_bound_is_read_up_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(_lines(1000)))
    *articles, last = read(path, ReadLimits(unpacked_size=30_000))
    assert len(articles) > 300
    assert all(isinstance(article, Article) for article in articles)
    assert isinstance(last, Rejection)
    assert last.reason == "it unpacks to more than 30,000 bytes: split it"
    assert last.line == len(articles) + 1


def test_a_document_beyond_its_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2026-01-07-a.txt"
    path.write_bytes(b"Prose. " * 300)
    assert "larger than 2,000 bytes" in _only(list(read(path, ReadLimits(document=2000)))).reason


def test_a_line_beyond_its_bound_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(_lines(1) + b'{"text": "' + b"x" * 5000 + b'"}\n' + _lines(1))
    first, refusal, last = read(path, ReadLimits(line=100))
    assert isinstance(first, Article)
    assert refusal == Rejection(str(path), 2, "the line is longer than 100 bytes")
    assert isinstance(last, Article)


def test_refusals_beyond_their_bound_end_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"no\n" * 1000)
    findings = list(read(path, ReadLimits(rejections=10)))
    assert len(findings) == 11
    assert isinstance(findings[-1], Rejection)
    assert findings[-1].reason == "after 10 rejections the rest of it was not read"


def test_a_bomb_of_lines_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(_lines(1) + b" " * 10_000 + b"\n", 9) * 2_000)
    tracemalloc.start()
    assert sum(1 for _ in read(path)) == 2_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024**2


def test_a_path_is_shown_without_what_commands_a_terminal() -> None:
    assert display_path("a\x1b[2J\n\u202eb") == "a�[2J��b"
    assert display_path(os.fsdecode(b"caf\xe9.txt")) == "caf�.txt"
    assert display_path(Path("corpus/Zürich 北京.txt")) == "corpus/Zürich 北京.txt"
