"""File table: how what is known of a file stands in the manifest's database."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.corpus.manifest.file_record import FileRecord, FileStatus, FileVersion

FILE_COLUMNS = (
    "size, changed, hash, status, reason, limits, articles, rejections, first, last, attempts, "
    "retry_at, is_signed, hidden, corrections, expected"
)
"""The columns of a file beside its path."""

_PLACES = ", ".join("?" * 17)
INSERT_FILE = f"INSERT OR REPLACE INTO files (path, {FILE_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608


def make_file_row(record: FileRecord) -> tuple[str | int | float | None, ...]:
    """Return a file's values, in the order of the columns."""
    version = record.version
    first, last = (day.isoformat() if day else None for day in (record.first, record.last))
    return (
        version.size, version.mtime_ns, version.hash, record.status, record.reason,
        record.limits, record.articles, record.rejections, first, last, record.attempts,
        record.retry_at, record.is_signed, record.hidden_count, record.corrections,
        record.expected,
    )  # fmt: skip


def read_file_row(row: Sequence[Any]) -> FileRecord:
    """Return what is known of a file; raise ValueError where its row is damaged."""
    size, mtime_ns, digest, status, reason, limits, articles, rejections, *times = row
    first, last, attempts, retry_at, is_signed, hidden_count, corrections, expected = times
    return FileRecord(
        FileVersion(size, mtime_ns, digest),
        FileStatus(status),
        reason,
        limits,
        articles,
        rejections,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        attempts,
        retry_at,
        bool(is_signed),
        hidden_count,
        corrections,
        expected,
    )
