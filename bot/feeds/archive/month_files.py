"""Month files: the articles of a feed that were published in a month, a line each."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.articles.addresses import normalize_address
from bot.feeds.feed_document import FeedEntry
from bot.feeds.subscription_list import FEEDS_FOLDER
from bot.reading.article_record import make_record

# With a number where it was restored beside another one of its month.
_NAME = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]+)?\.jsonl")
_MONTH_LENGTH = len("2026-01")
_ENTRY_KEY, _UNDATED_KEY, _DIGEST_KEY, _COMPLETED_KEY = (
    "entry",
    "undated",
    "feed_digest",
    "completed",
)
# What the bot adds to what the feed says.
_ADDITIONS = frozenset(("id", _ENTRY_KEY, _UNDATED_KEY, _DIGEST_KEY, _COMPLETED_KEY))
_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A line as it stands in its file, and what it says; nothing where it is no entry's."""

    content: bytes
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return by what its feed knows the entry again, empty for another line."""
        key = self.record.get(_ENTRY_KEY)
        return key if isinstance(key, str) else ""

    @property
    def day(self) -> date | None:
        """Return the day of its article, None where that is not written as the bot does."""
        try:
            return date.fromisoformat(self.published[:10])
        except ValueError:
            return None

    @property
    def published(self) -> str:
        """Return the day or the moment of its article as it is written."""
        return self.read_words("published")

    @property
    def digest(self) -> str:
        """Return a name of what the feed said of the entry."""
        return self.read_words(_DIGEST_KEY) or digest_record(self.record)

    @property
    def is_undated(self) -> bool:
        """Tell whether its day is that of the first look."""
        return self.record.get(_UNDATED_KEY) is True

    @property
    def is_completed(self) -> bool:
        """Tell whether its text is its page's."""
        return self.record.get(_COMPLETED_KEY) is True

    def read_words(self, name: str) -> str:
        """Return a value, empty where it is not text."""
        value = self.record.get(name)
        return value if isinstance(value, str) else ""


def split_lines(content: bytes) -> list[bytes]:
    """Return the lines of a month file; what somebody wrote there beside entries stays as it is."""
    return [line for line in content.split(b"\n") if line.strip()]


def parse_line(content: bytes) -> MonthLine:
    """Return what a line says."""
    return MonthLine(content, _parse(content))


def parse_lines(content: bytes) -> list[MonthLine]:
    """Return the lines of a month file with what they say, which takes far more memory."""
    return list(map(parse_line, split_lines(content)))


def join_lines(lines: Iterable[bytes]) -> bytes | None:
    """Return the content of a month file, None where nothing is left of it."""
    content = b"".join(line + b"\n" for line in lines)
    return content or None


def make_line(entry: FeedEntry, digest: str) -> MonthLine:
    """Return the line of an entry, whose article has its final id."""
    record: dict[str, Any] = {**make_record(entry.article), _ENTRY_KEY: entry.key}
    if entry.is_undated:
        record[_UNDATED_KEY] = True
    if entry.feed_digest:
        record[_COMPLETED_KEY] = True
    if digest_record(record) != digest:
        record[_DIGEST_KEY] = digest
    return MonthLine(json.dumps(record, ensure_ascii=False).encode(), record)


def digest_record(record: Mapping[str, Any]) -> str:
    """Return a name of what a feed says of an entry, another one for anything else.

    What the bot adds makes no difference, nor does what tracks readers in an address.
    """
    values = {key: value for key, value in record.items() if key not in _ADDITIONS}
    if record.get(_UNDATED_KEY) is True:
        values.pop("published", None)
    values["url"] = normalize_address(str(values.get("url", ""))) or values.get("url")
    data = json.dumps(values, sort_keys=True).encode()
    return hashlib.sha256(data).hexdigest()[:_ID_DIGITS]


def digest_entry(entry: FeedEntry) -> str:
    """Return a name of what a feed says of an entry, whatever its page says."""
    if entry.feed_digest:
        return entry.feed_digest
    return digest_record({**make_record(entry.article), _UNDATED_KEY: entry.is_undated})


def derive_entry_id(feed_id: str, key: str) -> str:
    """Return the id of an entry's article, which stays when its text changes."""
    return hashlib.sha256(f"{feed_id}\0{key}".encode()).hexdigest()[:_ID_DIGITS]


def name_month_file(feed_id: str, day: date) -> str:
    """Return the path of a month file in the corpus folder."""
    return f"{FEEDS_FOLDER}/{feed_id}/{read_month(day.isoformat())}.jsonl"


def read_month(name: str) -> str:
    """Return the month, as ``2026-01``, of a day or of a month file's name."""
    return name.rpartition("/")[2][:_MONTH_LENGTH]


def list_month_files(corpus: Path, feed_id: str) -> list[str]:
    """Return the paths of the month files of a feed in the corpus folder, in order."""
    folder = corpus / FEEDS_FOLDER / feed_id
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        f"{FEEDS_FOLDER}/{feed_id}/{path.name}"
        for path in paths
        if _NAME.fullmatch(path.name) and path.is_file()
    ]


def list_feed_folders(corpus: Path) -> list[str]:
    """Return the names of the folders that feeds have, or had, in the corpus folder."""
    folder = corpus / FEEDS_FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _parse(line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
