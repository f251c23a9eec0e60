"""Broken and hostile files, each with how many articles and refusals it must give."""

import gzip
import json
import random
from collections.abc import Callable

Made = bytes | Callable[[], bytes]
"""What a file holds, or what makes it where that takes its time."""

GOOD = '{"published": "2026-01-07", "text": "The harbour opened again."}'


def _line(**fields: object) -> bytes:
    return json.dumps({"published": "2026-01-07", "text": "T.", **fields}).encode()


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _laughs() -> bytes:
    levels = [f"l{n + 1}: &l{n + 1} [{', '.join([f'*l{n}'] * 9)}]" for n in range(20)]
    return "\n".join(
        ["---", "l0: &l0 [ha, ha]", *levels, "authors: *l20", "date: 2026-01-07", "---", "P"]
    ).encode()


_LINES = gzip.compress(b"\n".join(_line(id=str(n), text=_noise(n + 9).hex()) for n in range(200)))
_G = GOOD.encode()

_NO_DATES: tuple[object, ...] = (
    *("2026-02-30", "", None, True, [], 16730496001, "yesterday", "0001-01-01", "2026-01"),
    *("9999-12-31T23:59:59-05:00", "２０２６-13-07", "2026-01-07T25:00:00"),
)

_NO_TEXTS: tuple[object, ...] = ("", " ", None, 5, [[]], {}, True)
_ODD_IDS: tuple[object, ...] = (True, ["x"], {}, "x" * 201, "a\nb", "\u202eb")

FILES: dict[str, tuple[Made, int, int]] = {
    # Nothing, or no text.
    "empty.txt": (b"", 0, 1),
    "blank.jsonl": (b" \n\r\n\t", 0, 1),
    "mark-only.jsonl": (b"\n\xef\xbb\xbf\n", 0, 1),
    "separators-only.jsonl": (b"\x1f\r\x1f", 0, 1),
    "newlines.jsonl": (b"\n" * 1_000_000, 0, 1),
    "mark-only.txt": (b"\xef\xbb\xbf", 0, 1),
    "2026-01-07-mark-only.txt": (b"\xef\xbb\xbf\n", 0, 1),
    "2026-01-07-noise.txt": (_noise(5000), 0, 1),
    "noise.jsonl": (_noise(5000).replace(b"\n", b""), 0, 1),
    "noise.json": (_noise(5000), 0, 1),
    "2026-01-07-nul.txt": (b"Prose\0.", 0, 1),
    "2026-01-07-escapes.txt": (b"\x1b[2J\x1b[31mProse.", 0, 1),
    # In DOS's encoding they are the letters of Russian.
    "2026-01-07-c1.txt": (bytes(range(128, 160)), 1, 0),
    "2026-01-07-odd-utf16.txt": ("Prose.".encode("utf-16") + b"x", 0, 1),
    # Other formats under the names of texts.
    "2026-01-07-pdf.txt": (b"%PDF-1.7\n", 0, 1),
    "2026-01-07-zip.txt": (b"PK\x03\x04\0\0", 0, 1),
    "2026-01-07-png.txt": (b"\x89PNG\r\n", 0, 1),
    "2026-01-07-page.txt": (b"\n<!DOCTYPE html><p>Prose.", 1, 0),
    "2026-01-07-feed.txt": (b"<?xml version='1.0'?><rss/>", 0, 1),
    "2026-01-07-table.csv": (b"published,text\n2026-01-07,Prose.", 1, 0),
    "program": (b"\x7fELF\0\0", 0, 1),
    # Dates.
    "undated.txt": (b"Prose without a date.", 0, 1),
    "2026-13-45-month.txt": (b"Prose.", 0, 1),
    "2026-02-30-day.txt": (b"Prose.", 0, 1),
    "2026-01-07-2026-01-08-two.txt": (b"Prose.", 0, 1),
    "seed-impossible.txt": (b"date 2026-02-30 Prose.", 0, 1),
    "seed-without-prose.txt": (b"date 2026-01-07\n", 0, 1),
    "seed-glued.txt": (b"date 2026-01-07Prose.", 0, 1),
    "seed-digits.txt": (b"date " + b"9" * 100_000 + b"-1-1 Prose.", 0, 1),
    # Front matter.
    "open.md": (b"---\ntitle: T\nProse.", 0, 1),
    "colon.md": (b"---\ntitle: A: b\ndate: 2026-01-07\n---\nProse.", 0, 1),
    "list.md": (b"---\n- a\n---\nProse.", 0, 1),
    "undated.md": (b"---\ntitle: T\n---\nProse.", 0, 1),
    "bodyless.md": (b"---\ndate: 2026-01-07\n---\n", 0, 1),
    "twice.md": (b"---\ndate: 2026-01-07\ndate: 2026-01-08\n---\nProse.", 0, 1),
    "recursive.md": (b"---\nauthors: &a [*a]\ndate: 2026-01-07\n---\nP", 0, 1),
    "laughs.md": (_laughs(), 1, 0),
    "deep.md": (b"---\n" + b"{a: " * 10_000 + b"\n---\nP", 0, 1),
    "object.md": (b"---\ndate: !!python/object/apply:os.getcwd []\n---\nP", 0, 1),
    "timestamp.md": (b"---\ndate: !!timestamp never\n---\nP", 0, 1),
    "long.md": (b"---\n" + b"a: b\n" * 20_000 + b"---\nP", 0, 1),
    # JSON.
    "open.json": (b"[", 0, 1),
    "none.json": (b" [ ]", 0, 1),
    "prose.json": (b"Prose.", 0, 1),
    "scalars.json": (b'[1, "a", null]', 0, 3),
    "deep.json": (b"[" * 200_000, 0, 1),
    "deep-object.json": (b'{"a":' * 200_000, 0, 1),
    "cut.json": (b"[" + _G + b"," + _line(id="cut")[:-4], 1, 1),
    "broken-inside.json": (b"[\n" + _G + b',\n{"text": oops},\n' + _line(id="b") + b"\n]", 2, 1),
    "trailing.json": (b"[" + _G + b"] and more", 1, 1),
    "commas.json": (b"[" + _G + b",]", 1, 0),
    "wrapped.json": (b'{"articles": [' + _G + b"]}", 1, 0),
    # JSON lines.
    "broken.jsonl": (b'{"id": "a", "te\n' + _G, 1, 1),
    "prose-first.jsonl": (b"Prose.\n" + _G, 1, 1),
    "no-objects.jsonl": (b'[1, 2]\n"text"\nnull\n5\ntrue\n{}\n' + _G, 1, 6),
    "two-in-a-line.jsonl": (_G + _G + b"\n" + _G, 1, 1),
    "deep.jsonl": (b'{"a":' * 200_000 + b"\n" + _G, 1, 1),
    "surrogates.jsonl": (_line(text="\ud800") + b"\n" + _line(title="\udfff") + b"\n" + _G, 1, 2),
    "nul.jsonl": (_line(text="a\0b") + b"\n" + _G, 1, 1),
    "raw-nul.jsonl": (b"\0\0\0\n" + _G + b"\n", 1, 1),
    "texts.jsonl": (b"\n".join(_line(text=text) for text in _NO_TEXTS), 0, 7),
    "dates.jsonl": (
        b"\n".join(_line(published=day) for day in _NO_DATES),
        0,
        12,
    ),
    "ids.jsonl": (
        b"\n".join(_line(id=own) for own in _ODD_IDS)
        + b'\n{"id": '
        + b"9" * 5000
        + b', "published": "2026-01-07", "text": "T."}',
        7,
        0,
    ),
    "types.jsonl": (
        b"\n".join((_line(url={}), _line(title=[]), _line(language=True), _line(authors=[[1]]))),
        4,
        0,
    ),
    "keys-twice.jsonl": (b'{"published": "2026-01-07", "text": "a", "text": "b"}', 0, 1),
    "bytes.jsonl": (_G + b"\n\x81\x8d\x8f\x90\x9d\n" + _G, 2, 1),
    # Tables.
    "mark-only.csv": (b"\xff\xfe", 0, 1),
    "header-only.csv": (b"published,text\n", 0, 1),
    "no-header.csv": (b"2026-01-07,Prose.\n", 0, 1),
    "undated.csv": (b"title,text\nA,Prose.\n", 0, 1),
    "dates-twice.csv": (b"date,date,text\n2026-01-07,2026-01-08,Prose.\n", 0, 1),
    "short-row.csv": (b"date,text\n2026-01-07\n2026-01-07,Prose.\n", 1, 1),
    "long-row.csv": (b"date,text\n2026-01-07,One, two.\n2026-01-07,Prose.\n", 1, 1),
    "open-quote.csv": (b'date,text\n2026-01-07,"Open\n2026-01-07,Prose.\n', 1, 1),
    "stray-quote.csv": (b'date,text\n2026-01-07,"a" b\n2026-01-07,Prose.\n', 1, 1),
    "quotes.csv": (b"date,text\n" + b'2026-01-07,"\n' * 999, 499, 1),
    "nul.csv": (b"date,text\n2026-01-07,a\0b\n" + b"2026-01-07,Prose.\n" * 9, 9, 1),
    "both-orders.csv": (b"date,text\n13/01/2026,A\n01/13/2026,B\n01/02/2026,C\n", 2, 1),
    "no-order.csv": (b"date,text\n01/02/2026,A\n03/04/2026,B\n05/05/2026,C\n", 1, 2),
    "cells.csv": (b"date,text" + b"," * 500_000 + b"\n2026-01-07,A\n", 0, 1),
    # gzip.
    "head.gz": (b"\x1f\x8b", 0, 1),
    "junk.gz": (b"\x1f\x8b" + _noise(100), 0, 1),
    "nothing.gz": (gzip.compress(b""), 0, 1),
    "twice.jsonl.gz": (gzip.compress(gzip.compress(_G)), 0, 1),
    "cut.txt.gz": (gzip.compress(b"date 2026-01-07 " + _noise(999).hex().encode())[:-300], 0, 1),
    "checksum.jsonl.gz": (gzip.compress(_G + b"\n")[:-8] + b"x" * 8, 1, 1),
    "tail.jsonl.gz": (gzip.compress(_G + b"\n") + b"tail", 1, 1),
    "members.jsonl.gz": (gzip.compress(_G + b"\n") + gzip.compress(_line(id="b")), 2, 0),
    "not-packed.jsonl.gz": (_G, 1, 0),
    "cut.jsonl.gz": (_LINES[: len(_LINES) // 2], -1, 1),
    "one-line-bomb.gz": (gzip.compress(b"{" * 80_000_000, 1), 0, 1),
}
"""By name: the bytes, the articles (-1 for some) and the refusals."""


def written(made: Made) -> bytes:
    """Return what a file holds."""
    return made if isinstance(made, bytes) else made()
