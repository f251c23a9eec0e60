"""Upload store: files that admins sent, kept on disk until they are added or cancelled."""

import json
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.chat.transport.state import KEPT_HOURS
from bot.corpus.filenames import numbered, safe_name
from bot.system.atomic_files import write_json

_MANIFEST = "manifest.json"


@dataclass(slots=True)
class Upload:
    """One card's files: who sent them, what was found in them, and which message is the card.

    ``adding`` is when Add was first pressed, 0 before: after a crash in between, what is in the
    folder already may have come by it. ``files`` maps their safe names to Telegram's ids,
    ``articles`` to how many stand in each.
    """

    id: str
    chat: int
    album: str
    received: float
    card: int = 0
    adding: float = 0.0
    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    samples: list[dict[str, Any]] = field(default_factory=list)


class UploadStore:
    """A folder with a folder for each upload; it survives a restart and is never searched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, chat: int, album: str | None) -> Upload:
        """Return the upload that an album belongs to, a new one for the first file."""
        for upload in self:
            if album and (upload.chat, upload.album) == (chat, album):
                return upload
        return Upload(secrets.token_hex(6), chat, album or "", time.time())

    def place(self, upload: Upload, name: str, file_id: str) -> Path:
        """Return where a file goes; the one with the same id goes where it was before."""
        folder = self.files(upload)
        folder.mkdir(parents=True, exist_ok=True)
        known = {own: given for given, own in upload.files.items()}
        safe = known.get(file_id) or next(
            free for free in numbered(safe_name(name)) if free not in upload.files
        )
        upload.files[safe] = file_id
        return folder / safe

    def withdraw(self, upload: Upload, file_id: str) -> None:
        """Forget a file that could not be fetched."""
        for name, own in list(upload.files.items()):
            if own == file_id:
                del upload.files[name]
                (self.files(upload) / name).unlink(missing_ok=True)

    def files(self, upload: Upload) -> Path:
        """Return the folder in which the files of an upload are."""
        return self._folder / upload.id / "files"

    def save(self, upload: Upload) -> None:
        """Write down what is known of an upload."""
        write_json(self._folder / upload.id / _MANIFEST, asdict(upload))

    def get(self, own: str, chat: int) -> Upload | None:
        """Return an upload of a chat, None where it is done with."""
        return next((one for one in self if (one.id, one.chat) == (own, chat)), None)

    def discard(self, upload: Upload) -> None:
        """Delete an upload's files."""
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)

    def purge(self, hours: float = KEPT_HOURS) -> None:
        """Delete what nobody decided about."""
        before = time.time() - hours * 3600
        for folder in self._folder.glob("*"):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)

    def __iter__(self) -> Iterator[Upload]:
        """Yield what is kept."""
        for file in self._folder.glob(f"*/{_MANIFEST}"):
            try:
                yield Upload(**json.loads(file.read_bytes()))
            except (OSError, ValueError, TypeError):
                continue
