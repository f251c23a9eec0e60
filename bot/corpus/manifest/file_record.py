"""File record: what the manifest knows of a file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


class FileStatus(StrEnum):
    """How reading a file ended."""

    UNREAD = "unread"
    WHOLE = "whole"
    """It was read to its end; single articles may have been rejected."""
    UNFINISHED = "unfinished"
    """A process, memory, time or a disk failed: it is tried again."""
    REFUSED = "refused"
    """Its content cannot be read, or not to its end: it is tried again when it changes."""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file's content at some time; ``mtime_ns`` is its mtime."""

    size: int
    mtime_ns: int
    hash: str

    def matches(self, path: Path) -> bool:
        """Tell whether a file has this size and mtime; raise OSError where it cannot be seen."""
        status = path.stat()
        return (self.size, self.mtime_ns) == (status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file holds, and how reading it ended.

    ``limits`` names those under which it was read. ``attempts`` counts the readings without
    success, ``retry_at`` is when the next is due, in seconds since 1970. It ``is_signed`` where
    near duplicates of its articles can be found. ``hidden_count`` counts articles that are left
    out, beside ``articles``; ``corrections`` names what was corrected of it. ``expected`` is about
    how many articles an unfinished file has in all, 0 where nothing tells.
    """

    version: FileVersion
    status: FileStatus
    reason: str
    limits: str
    articles: int
    rejections: int
    first: date | None
    last: date | None
    attempts: int = 0
    retry_at: float = 0.0
    is_signed: bool = False
    hidden_count: int = 0
    corrections: str = ""
    expected: int = 0
