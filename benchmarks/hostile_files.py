"""Check a folder of 60 files that mean the worst, at their real size: time and memory.

Run by hand: python -m benchmarks.hostile_files
"""

import bz2
import gzip
import io
import lzma
import os
import resource
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.reading import hostile_documents as documents
from tests.reading.formats.test_warc import page, record
from tests.reading.hostile import written
from tests.reading.hostile_archives import FILES as ARCHIVES
from tests.reading.hostile_archives import STORY, tarred, zipped

GIB = 1024**3


def _packed(size: int, pattern: bytes = b"\0", before: bytes = b"") -> bytes:
    """Return gzip of ``size`` bytes, made in little memory."""
    packer = zlib.compressobj(9, wbits=31)
    block = pattern * (2**20 // len(pattern))
    parts = [packer.compress(before)]
    parts += [packer.compress(block) for _ in range(size // len(block))]
    return b"".join((*parts, packer.flush()))


def _nested_bombs(depth: int, width: int, size: int) -> bytes:
    data = zipped({"2026-01-07-a.txt": b"\0" * size})
    for _ in range(depth):
        data = zipped({f"{n}.zip": data for n in range(width)})
    return data


def _many_entries(count: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
    return packed.getvalue()


def _kernel(count: int) -> bytes:
    """Return many entries that share one kernel of 100 MB."""
    data = zipped({"2026-01-07-a.txt": b"a" * 100_000_000})
    start, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    directory = data[start:end] * count
    numbers = (0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + struct.pack("<4s4H2LH", b"PK\5\6", *numbers)


WORST: dict[str, Callable[[], bytes]] = {
    "ten-gigabytes.jsonl.gz": lambda: _packed(10 * GIB),
    "ten-gigabytes.txt.gz": lambda: _packed(10 * GIB, b"Prose. \n", b"date 2026-01-07 "),
    "lines.jsonl.gz": lambda: _packed(GIB, b"{}\n", b"{}\n"),
    "newlines.jsonl.gz": lambda: _packed(2 * GIB, b"\n", STORY + b"\n"),
    "brackets.json.gz": lambda: _packed(GIB, b"[", b"["),
    "objects.json.gz": lambda: _packed(GIB // 4, b"{},", b"["),
    "table.csv.gz": lambda: _packed(GIB // 4, b'2026-01-07,"\n', b"date,text\n"),
    "feed.xml.gz": lambda: _packed(GIB // 8, b"<item><a>", b"<rss><channel>"),
    "mail.eml.gz": lambda: _packed(GIB // 8, b"X: a\n", b"From: a\nSubject: b\nDate: c\n"),
    "box.mbox.gz": lambda: _packed(
        GIB // 8, b"From a\n\n", b"From a\nSubject: b\nDate: c\nFrom: d\n\n"
    ),
    "page.html.gz": lambda: _packed(GIB // 4, b"<p>a", b"<!doctype html>"),
    "angles.html": lambda: b"<html>" + b"<" * 30_000_000,
    "deep.html": lambda: b"<html>" + b"<div>" * 5_000_000,
    "wide.html": lambda: b"<html>" + b"<p>a</p>" * 45_000,
    "one-word.html": lambda: b"<html><p>" + b"a" * 30_000_000,
    "dates.html": lambda: b"<html><p>" + b"7 January 2026, " * 1_500_000,
    "bzip.txt.bz2": lambda: (
        bz2.compress(b"date 2026-01-07 ") + bz2.compress(b"\n" * 500_000_000) * 9
    ),
    "xz.txt.xz": lambda: (
        lzma.compress(b"date 2026-01-07 ") + lzma.compress(b"\n" * 500_000_000) * 9
    ),
    "forty-two.zip": lambda: _nested_bombs(3, 16, 50_000_000),
    "flat.zip": lambda: zipped({f"2026-01-07-{n}.txt": b"a" * 90_000_000 for n in range(9)}),
    "kernel.zip": lambda: _kernel(60_000),
    "entries.zip": lambda: _many_entries(150_000),
    "sparse.tar": lambda: tarred({"a.txt": STORY}, size=2**62),
    "names.tar.gz": lambda: gzip.compress(tarred({f"{'a' * 9_000}{n}": STORY for n in range(500)})),
    "page-bomb.warc": lambda: record(_packed(GIB, b"<p>a"), more="Content-Encoding: gzip\r\n"),
    "header.warc": lambda: b"WARC/1.0\r\nX: " + b"y" * 200_000_000,
    "pages.warc": lambda: b"".join(record(page(), f"https://a.example/{n}") for n in range(500)),
    "stream.pdf": lambda: documents._one_page(
        documents._stream(zlib.compress(b" " * GIB), b"/Filter/FlateDecode")
    ),
    "operators.pdf": lambda: documents._one_page(documents._stream(b"q " * 20_000_000)),
    "word.docx": lambda: documents._docx(documents._word(documents._paragraph("a" * 500_000_000))),
    "paragraphs.docx": lambda: documents._docx(
        documents._word(documents._paragraph("a") * 3_000_000)
    ),
}


def _files() -> dict[str, Callable[[], bytes]]:
    others = documents.FILES | {name: ARCHIVES[name] for name in sorted(ARCHIVES)}
    chosen = [name for name in others if name not in WORST][:: len(others) // (60 - len(WORST))]
    return WORST | {
        name: lambda name=name: written(others[name][0]) for name in chosen[: 60 - len(WORST)]
    }


def _memory(root: int) -> int:
    """Return the resident bytes of a process and all below it."""
    total = 0
    waiting = [root]
    while waiting:
        number = waiting.pop()
        try:
            total += int(Path(f"/proc/{number}/statm").read_text().split()[1])
            for task in Path(f"/proc/{number}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return total * resource.getpagesize()


def main() -> None:
    """Make the files, check their folder as an admin would, and say what it cost."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "corpus"
        folder.mkdir()
        files = _files()
        for name, make in files.items():
            (folder / name).write_bytes(make())
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{len(files)} files of {size / 1e6:,.0f} MB", flush=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "bot", "corpus", "check", str(folder)]
        environment = os.environ | {"DATELINE_DATA": place, "DATELINE_CORPUS": f"{place}/none"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as check:
            peaks = [0]

            def watch() -> None:
                while check.poll() is None:
                    peaks.append(_memory(check.pid))
                    time.sleep(0.05)

            watcher = threading.Thread(target=watch)
            watcher.start()
            said = (check.stdout.read() if check.stdout else b"").decode()
            watcher.join()
        seconds = time.monotonic() - began
    print(said[-12_000:])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = used.ru_utime + used.ru_stime
    print(f"{seconds:.0f} s, computing {computed:.0f} s; at most {max(peaks) / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
