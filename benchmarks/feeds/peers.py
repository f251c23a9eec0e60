"""The test feeds of another reader of feeds: none may harm this one, and what they state is told.

The files are not part of the project; feedparser's are in its repository, below ``tests``.
"""

import ast
import html
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import feedparser

from benchmarks.feeds.process_figures import read_private_memory
from bot.feeds.feed_document import FeedDocument
from bot.feeds.feed_errors import FeedError
from bot.feeds.feed_reader import read_feed
from bot.reading.limits import DEFAULT_LIMITS
from bot.reading.markup import to_line

_EXPECT = re.compile(rb"Expect:\s*(.+?)\s*(?:-->|\n)")
_HEADER = re.compile(rb"Header:\s*Content-type:\s*(.+?)\s*\n", re.IGNORECASE)
_ADDRESS = "http://127.0.0.1:8097/"
_NAMES = {
    "title": "title", "link": "link", "id": "id", "guid": "id", "summary": "text",
    "description": "text", "content[0]['value']": "text", "published_parsed": "day",
}  # fmt: skip
_SLOW_SECONDS = 60.0
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says of itself: a value of the feed, or of the entry at ``place``."""

    place: int | None
    name: str
    value: str


@dataclass(slots=True)
class PeerResult:
    """How the files fared; ``differences`` are described a line each."""

    files: int = 0
    faults: list[str] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    peer_agreed: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    without_article: int = 0
    differences: list[str] = field(default_factory=list)
    seconds: float = 0.0
    peer_seconds: float = 0.0
    slowest: float = 0.0
    memory: tuple[float, float] = (0.0, 0.0)


def read_peers(folder: Path) -> PeerResult:
    """Give every file of a folder to the reader, and to feedparser."""
    result = PeerResult()
    first_memory = read_private_memory()
    read_feed(b"<rss><channel><title>First</title></channel></rss>", _ADDRESS)  # starts a process
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".xml", ".json", ".html", ".rss", ".atom", ""):
            _read_file(path, str(path.relative_to(folder)), result)
    result.memory = first_memory, read_private_memory()
    return result


def _read_file(path: Path, name: str, result: PeerResult) -> None:
    content = path.read_bytes()
    result.files += 1
    header = _HEADER.search(content[:2000])
    media_type = header[1].decode("latin-1") if header else ""
    begin = time.monotonic()
    document: FeedDocument | None = None
    reason = ""
    try:
        document = read_feed(content, _ADDRESS, media_type, DEFAULT_LIMITS)
    except FeedError as error:
        reason = str(error)
    except Exception as error:
        result.faults.append(f"{name}: {type(error).__name__}: {error}")
    seconds = time.monotonic() - begin
    result.seconds += seconds
    result.slowest = max(result.slowest, seconds)
    if seconds > _SLOW_SECONDS:
        result.faults.append(f"{name}: {seconds:.1f} s")
    if re.search(r"crash|MiB of memory|seconds of computing|no progress", reason):
        result.faults.append(f"{name}: {reason}")
    begin = time.monotonic()
    headers = {"content-type": media_type or "application/xml"}
    peer = feedparser.parse(content, response_headers=headers)
    result.peer_seconds += time.monotonic() - begin
    if document is None:
        result.refusals[reason] += 1
    for statement in list_statements(content):
        _compare(statement, name, document, reason, peer, result)


def _compare(
    statement: Statement, name: str, document: FeedDocument | None, reason: str,
    peer: feedparser.FeedParserDict, result: PeerResult,
) -> None:  # fmt: skip
    label = f"{'feed' if statement.place is None else 'entry'} {statement.name}"
    expected = _squeeze(statement.value)
    if not expected:
        return
    place = statement.place
    if document is not None and place is not None and place >= len(document.entries):
        result.without_article += 1
        return
    result.stated[label] += 1
    result.peer_agreed[label] += _squeeze(_ask_peer(peer, statement)) == expected
    if document is None:
        result.differences.append(f"{name}: {label}: refused: {reason}")
        return
    value = _squeeze(_ask_document(document, statement))
    if value == expected:
        result.agreed[label] += 1
    else:
        result.differences.append(f"{name}: {label}: {value[:90]!r}, not {expected[:90]!r}")


def list_statements(content: bytes) -> Iterator[Statement]:
    """Yield what the comment of a file states of titles, links and ids."""
    match = _EXPECT.search(content[:4000])
    if match is None:
        return
    try:
        tree = ast.parse(match[1].decode("utf-8", "replace").strip(), mode="eval")
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            value = node.comparators[0]
            place = _find_place(node.left)
            if place is None:
                continue
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield Statement(*place, value.value)
            elif isinstance(value, ast.Tuple):
                numbers = [each.value for each in value.elts if isinstance(each, ast.Constant)]
                yield Statement(*place, "-".join(str(number).zfill(2) for number in numbers[:3]))


def _find_place(node: ast.expr) -> tuple[int | None, str] | None:
    """Return the entry and the name that ``entries[0]["title"]`` or ``feed.link`` stands for."""
    place = re.fullmatch(r"(?:feed|entries\[(\d+)\])(.+)", ast.unparse(node))
    if place is None:
        return None
    words = re.sub(r"^\['(\w+)'\]|^\.(\w+)", r"\1\2", place[2])
    name = _NAMES.get(words)
    number = int(place[1]) if place[1] else None
    if name is None or (number is None and name not in ("title", "link")):
        return None
    return number, name


def _ask_document(document: FeedDocument, statement: Statement) -> str:
    if statement.place is None:
        return document.title if statement.name == "title" else document.site
    entry = document.entries[statement.place]
    article = entry.article
    values = {
        "title": article.title, "link": article.url, "id": entry.key,
        "text": article.text[article.body :], "day": article.published.isoformat(),
    }  # fmt: skip
    return values[statement.name]


def _ask_peer(peer: feedparser.FeedParserDict, statement: Statement) -> str:
    try:
        source = peer.feed if statement.place is None else peer.entries[statement.place]
    except IndexError:
        return ""
    if statement.name == "text":
        texts = [content.get("value", "") for content in source.get("content", ())]
        return str(max((*texts, source.get("summary", "")), key=len))
    if statement.name == "day":
        return "-".join(f"{number:02}" for number in (source.get("published_parsed") or ())[:3])
    return str(source.get(statement.name, ""))


def _squeeze(value: str) -> str:
    """Return the words of a value, without markup."""
    return " ".join(to_line(html.unescape(value)).split())


def print_peers(result: PeerResult) -> None:
    """Print how the files fared."""
    print(
        f"{result.files:,} files: {len(result.faults)} faults, {sum(result.refusals.values()):,} "
        f"refused; {result.seconds:.1f} s (feedparser alone {result.peer_seconds:.1f} s), the "
        f"slowest {result.slowest:.2f} s; memory {result.memory[0]:.0f}, then "
        f"{result.memory[1]:.0f} MB; {result.without_article:,} statements on entries that make no "
        "article\n\n| What is stated | Files | Dateline agrees | feedparser agrees |\n"
        "| --- | --: | --: | --: |"
    )
    for label, count in sorted(result.stated.items()):
        print(f"| {label} | {count:,} | {result.agreed[label]:,} | {result.peer_agreed[label]:,} |")
    for reason, count in result.refusals.most_common():
        print(f"refused, {count:,}: {reason}")
    for line in [*result.faults, *result.differences][:_MOST_LINES]:
        print(f"  {line}")
