"""Audit: an append-only log of what was added, removed, corrected and followed, and by whom."""

import errno
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

AuditAction = Literal[
    "added", "removed", "restored", "purged", "edited", "hidden", "unhidden",
    "updated", "deleted", "subscribed", "unsubscribed", "changed",
]  # fmt: skip

CORRECTING_ACTIONS = ("edited", "hidden", "unhidden")
SUBSCRIBING_ACTIONS = ("subscribed", "unsubscribed", "changed")

# What fields are called in the log, where that differs.
_KEYS = {
    "timestamp": "when",
    "actor": "who",
    "action": "what",
    "reverts": "of",
    "old_correction": "before",
    "new_correction": "after",
}
_FIELDS: dict[str, str] = {key: field for field, key in _KEYS.items()}


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change; ``file`` is a path in the corpus folder, ``hash`` the file's SHA-256.

    ``timestamp`` is in ISO 8601. ``reverts`` is the id of the removal that a restoration undoes,
    or that a purge makes final; of a correction, that of the correction that it undoes.

    Of a correction, ``article`` is the id of the article and ``file`` the file that holds it;
    ``hash`` and ``size`` are those of the file of corrections, which said the
    ``old_correction`` of the article, and then the ``new_correction``.

    Of a change of what is followed, ``file`` is the folder of the feed's articles; ``hash`` and
    ``size`` are those of the list of feeds. Of a file that is deleted they are as it was.
    """

    id: str
    timestamp: str
    actor: str
    action: AuditAction
    file: str
    hash: str
    size: int
    reverts: str = ""
    article: str = ""
    old_correction: Mapping[str, Any] | None = None
    new_correction: Mapping[str, Any] | None = None

    @property
    def second(self) -> str:
        """Return the timestamp to the second."""
        return datetime.fromisoformat(self.timestamp).isoformat(timespec="seconds")

    @property
    def epoch_seconds(self) -> float:
        """Return the timestamp in seconds since 1970."""
        return datetime.fromisoformat(self.timestamp).timestamp()

    @classmethod
    def create(
        cls, actor: str, action: AuditAction, file: str, digest: str, size: int, reverts: str = ""
    ) -> "AuditEntry":
        """Return an entry with a new id and the time now, in UTC."""
        timestamp = datetime.now(UTC).isoformat(timespec="milliseconds")
        return cls(secrets.token_hex(6), timestamp, actor, action, file, digest, size, reverts)

    def to_json(self) -> dict[str, Any]:
        """Return the entry as a JSON object, in the keys of the log."""
        fields = asdict(self)
        if not self.article:
            for field in ("article", "old_correction", "new_correction"):
                del fields[field]
        return {_KEYS.get(field, field): value for field, value in fields.items()}

    @classmethod
    def from_json(cls, value: Any) -> "AuditEntry":
        """Return what ``to_json`` was given; raise TypeError where it is another thing."""
        if not isinstance(value, dict):
            raise TypeError("an entry is a JSON object")
        return cls(**{_FIELDS.get(str(key), str(key)): part for key, part in value.items()})


class AuditLog:
    """The log, one JSON object a line; a line that a crash cut off is skipped."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, *entries: AuditEntry) -> None:
        """Write entries down to the disk; where that fails, nothing of them is left."""
        line = b"".join(
            json.dumps(entry.to_json(), ensure_ascii=True).encode() + b"\n" for entry in entries
        )
        with self.path.open("ab+", buffering=0) as file:
            end = file.seek(0, os.SEEK_END)
            if end and os.pread(file.fileno(), 1, end - 1) != b"\n":
                line = b"\n" + line
            try:
                if file.write(line) != len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise

    def __iter__(self) -> Iterator[AuditEntry]:
        """Yield the entries, oldest first."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            for line in file:
                try:
                    yield AuditEntry.from_json(json.loads(line))
                except (ValueError, TypeError):
                    continue
