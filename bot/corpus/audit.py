"""Audit: an append-only log of what was added to the corpus, removed and restored, and by whom."""

import errno
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

AuditAction = Literal["added", "removed", "restored", "purged"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change; ``file`` is a path in the corpus folder, ``hash`` the file's SHA-256.

    ``of`` is the id of the removal that a restoration undoes, or that a purge makes final.
    """

    id: str
    when: str
    who: str
    what: AuditAction
    file: str
    hash: str
    size: int
    of: str = ""

    @property
    def second(self) -> str:
        """Return when that was, as one reads it."""
        return datetime.fromisoformat(self.when).isoformat(timespec="seconds")

    @property
    def at(self) -> float:
        """Return when that was, in seconds since 1970."""
        return datetime.fromisoformat(self.when).timestamp()

    @classmethod
    def now(
        cls, who: str, what: AuditAction, file: str, digest: str, size: int, of: str = ""
    ) -> "AuditEntry":
        """Return an entry of this millisecond, in UTC, with an id of its own."""
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        return cls(secrets.token_hex(6), when, who, what, file, digest, size, of)


class AuditLog:
    """The log, one JSON object a line; a line that a crash cut off is passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: AuditEntry) -> None:
        """Write an entry down to the disk; where that fails, nothing of it stays."""
        line = json.dumps(asdict(entry), ensure_ascii=True).encode() + b"\n"
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
                    yield AuditEntry(**json.loads(line))
                except (ValueError, TypeError):
                    continue
