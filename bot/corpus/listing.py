"""Listing: the corpus folder's files, each with what it holds and who added it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.corpus.manifest.file_record import FileStatus
from bot.corpus.manifest.manifest import Manifest
from bot.corpus.store import CorpusStore
from bot.reading.source import display_path


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus folder.

    ``articles`` are those that are searched, ``hidden_count`` those that are not.
    ``actor`` is empty where it was copied into the folder; ``timestamp`` is its mtime then.
    ``entry_id`` is that of the entry of the log that added it. ``reason`` says why it is
    unfinished or refused, ``retry_at`` when an unfinished one is tried again, and ``expected`` is
    about how many articles that has, 0 where nothing tells.
    """

    file: str
    size: int
    articles: int
    rejections: int
    first: date | None
    last: date | None
    timestamp: datetime
    actor: str
    entry_id: str
    status: FileStatus = FileStatus.WHOLE
    reason: str = ""
    retry_at: datetime | None = None
    hidden_count: int = 0
    expected: int = 0

    def to_json(self) -> dict[str, object]:
        """Return the same as values that JSON knows."""
        return {
            "file": display_path(self.file),
            "size": self.size,
            "articles": self.articles,
            "hidden": self.hidden_count,
            "refusals": self.rejections,
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "when": self.timestamp.isoformat(timespec="seconds"),
            "who": self.actor or None,
            "id": self.entry_id or None,
            "status": self.status.value,
            "reason": self.reason or None,
            "expected": self.expected or None,
            "retry_at": self.retry_at and self.retry_at.isoformat(timespec="seconds"),
        }


def list_corpus_files(store: CorpusStore, manifest: Manifest) -> list[CorpusFile]:
    """Return the folder's files as the manifest knows them, the last added first."""
    files = sorted(_files(store, manifest), key=lambda file: file.file)
    return sorted(files, key=lambda file: file.timestamp, reverse=True)


def _files(store: CorpusStore, manifest: Manifest) -> Iterator[CorpusFile]:
    additions = store.additions()
    for file in store.files():
        record = manifest.file((store.corpus / file).absolute())
        if record is None:
            continue  # it came this moment
        entry = additions.get((file, record.version.size))
        mtime = datetime.fromtimestamp(record.version.mtime_ns / 1e9, UTC)
        is_unfinished = record.status is FileStatus.UNFINISHED
        yield CorpusFile(
            file,
            record.version.size,
            record.articles,
            record.rejections,
            record.first,
            record.last,
            datetime.fromisoformat(entry.timestamp) if entry else mtime,
            entry.actor if entry else "",
            entry.id if entry else "",
            record.status,
            record.reason,
            datetime.fromtimestamp(record.retry_at, UTC) if is_unfinished else None,
            record.hidden_count,
            record.expected if is_unfinished else 0,
        )
