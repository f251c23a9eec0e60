"""Mutation: files that are nearly right, made of those that are."""

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

from tests.paths import CORPUS_README, GOLDEN, READING_CASES
from tests.reading import hostile, hostile_archives, hostile_documents

_EXAMPLE = re.compile(r"^`([^`\n]+)`\n\n```\w*\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_LARGEST = 100_000

_TOKENS = [
    *(
        b"\0",
        b"\xff",
        b"\r\n",
        b"\n\n",
        b'"',
        b"'",
        b"\\",
        b"{",
        b"[",
        b"<",
        b">",
        b"&",
        b"%",
        b"\t",
    ),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[2J", b"\x85", b"\x1f"),
    *(b"-1", b"0", b"4294967295", b"99999999999999999999", b"1e999", b"NaN", b"2026-02-30"),
    *(
        b"<![CDATA[",
        b"<!ENTITY a 'b'>",
        b"<!--",
        b"-->",
        b"</html>",
        b"&#0;",
        b"&#xd800;",
        b"&amp;",
    ),
    *(b"charset=utf-7", b"charset=idna", b"encoding='cp037'", b"Content-Type: multipart/mixed"),
    *(b"Content-Transfer-Encoding: base64", b"Subject: =?utf-8?q?=", b"From \n", b"boundary="),
    *(b"PK\3\4", b"PK\1\2", b"PK\5\6", b"ustar\0", b"WARC/1.0\r\n", b"HTTP/1.1 200 OK\r\n"),
    *(
        b" 0 obj",
        b"endobj",
        b"stream\n",
        b"endstream",
        b"/Length 9",
        b"/Filter /LZWDecode",
        b"/Kids",
    ),
    *(
        b"xref",
        b"trailer",
        b"<<",
        b">>",
        b"(",
        b")",
        b"/Type /Page",
        b"Tj",
        b"BT",
        b"ET",
        b"/ToUnicode",
    ),
]


def seeds() -> list[tuple[str, bytes]]:
    """Return files of every format by name: the golden, the documented and the hostile ones, and
    those in the shapes that admins hold."""
    golden = [(path.name, path.read_bytes()) for path in sorted(GOLDEN.iterdir())]
    cases = sorted(path for path in READING_CASES.rglob("*") if path.is_file())
    golden += [(path.name, path.read_bytes()) for path in cases]
    shown = [
        (name, text.encode()) for name, text in _EXAMPLE.findall(CORPUS_README.read_text("utf-8"))
    ]
    every = hostile.FILES | hostile_archives.FILES | hostile_documents.FILES
    made = [(name, data) for name, (data, *_) in every.items() if isinstance(data, bytes)]
    return 8 * (golden + shown) + [one for one in made if len(one[1]) < _LARGEST]


def mutated(given: Sequence[tuple[str, bytes]], chance: random.Random) -> tuple[str, bytes]:
    """Return a file with a few changes, now and then inside of what is packed in it."""
    name, data = chance.choice(given)
    if data.startswith(b"PK") and chance.random() < 0.7:
        return name, _within_zip(data, chance)
    if data.startswith(b"\x1f\x8b") and chance.random() < 0.7:
        try:
            return name, gzip.compress(_changed(gzip.decompress(data), given, chance), 1)
        except Exception:  # it is broken already
            return name, data
    if chance.random() < 0.05:
        name = chance.choice(given)[0]
    return name, _changed(data, given, chance)


def _within_zip(data: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        files = {entry.filename or "a": archive.read(entry) for entry in archive.infolist()}
        chosen = chance.choice(list(files))
    except Exception:  # it is broken already
        return data
    files[chosen] = _changed(files[chosen], [(chosen, files[chosen])], chance)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _changed(data: bytes, given: Sequence[tuple[str, bytes]], chance: random.Random) -> bytes:
    changing = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        chance.choice(_CHANGES)(changing, given, chance)
    return bytes(changing[:_LARGEST])


_Change = Callable[[bytearray, Sequence[tuple[str, bytes]], random.Random], None]


def _flip(data: bytearray, _: object, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _put(data: bytearray, _: object, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    data[place:place] = chance.choice(_TOKENS)


def _replace(data: bytearray, _: object, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    token = chance.choice(_TOKENS)
    data[place : place + len(token)] = token


def _cut(data: bytearray, _: object, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _drop(data: bytearray, _: object, chance: random.Random) -> None:
    start, end = _range(data, chance)
    del data[start:end]


def _repeat(data: bytearray, _: object, chance: random.Random) -> None:
    start, end = _range(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 2, 9, 99))


def _move(data: bytearray, _: object, chance: random.Random) -> None:
    start, end = _range(data, chance)
    part = data[start:end]
    del data[start:end]
    place = chance.randrange(len(data) + 1)
    data[place:place] = part


def _splice(data: bytearray, given: Sequence[tuple[str, bytes]], chance: random.Random) -> None:
    other = chance.choice(given)[1]
    start, end = _range(other, chance)
    place = chance.randrange(len(data) + 1)
    data[place:place] = other[start:end]


def _number(data: bytearray, _: object, chance: random.Random) -> None:
    numbers = list(re.finditer(rb"[0-9]+", data))
    if numbers:
        found = chance.choice(numbers)
        other = chance.choice((b"0", b"-1", b"65536", b"4294967296", b"13", b"32", b"9" * 30))
        data[found.start() : found.end()] = other


_CHANGES: tuple[_Change, ...] = (
    *(_flip, _flip, _flip, _put, _put, _replace, _cut, _drop, _repeat, _move, _splice, _number),
)


def _range(data: bytes | bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    length = chance.choice((1, 4, 16, 64, 256, 4096))
    return start, min(len(data), start + length)
