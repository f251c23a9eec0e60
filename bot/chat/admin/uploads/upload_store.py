"""Upload store: files that admins sent, kept on disk until they are added or cancelled."""

import json
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from bot.chat.storage.state import KEPT_HOURS
from bot.corpus.filenames import number_names, safe_name
from bot.corpus.sample import Sample
from bot.system.atomic_files import write_json

_MANIFEST = "manifest.json"
SECONDS_BETWEEN = 10.0
"""How long after a file another may be sent that joins it."""

TEXT_PREFIX = "text-"
"""What stands for Telegram's id of a file where the text of a message is the file."""


class UploadKind(StrEnum):
    """What an upload was made of; its value is how the ids of its files begin."""

    FILES = ""
    TEXT = TEXT_PREFIX
    PAGE = "page-"
    """The pages of addresses."""
    POSTS = "post-"
    """Forwarded posts of channels, a file a channel."""


@dataclass(slots=True)
class Upload:
    """The files of one card: who sent them, what is in them, and which message is the card.

    ``received_at`` is when the last of them was sent, in seconds since 1970.

    ``add_started`` is when Add was first pressed, 0 before that: after a crash in between, files
    in the folder may already come from this upload. ``files`` maps safe names to Telegram's ids,
    ``articles`` to numbers of articles. ``feed_offer`` is the id of the offer of the feed of a
    page's site, if that has one.
    """

    id: str
    chat: int
    album: str
    received_at: float
    card: int = 0
    add_started: float = 0.0
    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    feed_offer: str = ""

    @property
    def kind(self) -> UploadKind:
        """Return what it was made of."""
        file_id = next(iter(self.files.values()), "")
        return next(
            (kind for kind in UploadKind if kind and file_id.startswith(kind)), UploadKind.FILES
        )


class UploadStore:
    """A folder with a folder for each upload; it survives a restart and is never searched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(
        self,
        chat: int,
        album: str | None,
        sent_at: float = 0.0,
        kind: UploadKind = UploadKind.FILES,
    ) -> Upload:
        """Return the upload that a file belongs to: that of its album, or a new one.

        A file without an album that is sent some seconds after another of its kind joins it:
        Telegram sends files and posts that are forwarded together one by one.
        """
        uploads = [upload for upload in self if (upload.chat, upload.kind) == (chat, kind)]
        for upload in uploads:
            if upload.album == album if album else _takes_more(upload, sent_at):
                upload.received_at = max(upload.received_at, sent_at)
                return upload
        return Upload(secrets.token_hex(6), chat, album or "", sent_at or time.time())

    def place(self, upload: Upload, name: str, file_id: str) -> Path:
        """Return where a file goes; the same file id goes to the same place again."""
        folder = self.get_folder(upload)
        folder.mkdir(parents=True, exist_ok=True)
        names = {number: safe for safe, number in upload.files.items()}
        safe = names.get(file_id) or next(
            candidate
            for candidate in number_names(safe_name(name))
            if candidate not in upload.files
        )
        upload.files[safe] = file_id
        return folder / safe

    def rename(self, upload: Upload, name: str, new_name: str) -> None:
        """Give a file another name, with a number if that is taken."""
        safe = next(
            candidate
            for candidate in number_names(safe_name(new_name))
            if candidate not in upload.files
        )
        folder = self.get_folder(upload)
        (folder / name).rename(folder / safe)
        upload.files = {
            safe if file == name else file: file_id for file, file_id in upload.files.items()
        }
        self.save(upload)

    def withdraw(self, upload: Upload, file_id: str) -> None:
        """Forget a file that could not be downloaded."""
        for name, number in list(upload.files.items()):
            if number == file_id:
                del upload.files[name]
                (self.get_folder(upload) / name).unlink(missing_ok=True)

    def get_folder(self, upload: Upload) -> Path:
        """Return the folder with an upload's files."""
        return self._folder / upload.id / "files"

    def save(self, upload: Upload) -> None:
        """Write an upload's manifest."""
        write_json(self._folder / upload.id / _MANIFEST, asdict(upload))

    def get(self, upload_id: str, chat: int) -> Upload | None:
        """Return an upload of a chat, None where it is gone."""
        return next((u for u in self if (u.id, u.chat) == (upload_id, chat)), None)

    def discard(self, upload: Upload) -> None:
        """Delete an upload's files."""
        shutil.rmtree(self._folder / upload.id, ignore_errors=True)

    def purge(self, hours: float = KEPT_HOURS) -> None:
        """Delete uploads that were neither added nor cancelled in time."""
        oldest = time.time() - hours * 3600
        for folder in self._folder.glob("*"):
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)

    def __iter__(self) -> Iterator[Upload]:
        """Yield all uploads."""
        for file in self._folder.glob(f"*/{_MANIFEST}"):
            try:
                yield msgspec.convert(_rename_keys(json.loads(file.read_bytes())), Upload)
            except (OSError, ValueError, AttributeError, msgspec.ValidationError):
                continue


def _takes_more(upload: Upload, sent_at: float) -> bool:
    is_fresh = abs(sent_at - upload.received_at) <= SECONDS_BETWEEN
    is_single = upload.kind in (UploadKind.TEXT, UploadKind.PAGE)
    return is_fresh and not (is_single or upload.album or upload.add_started)


def _rename_keys(values: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest with today's keys, which were others before."""
    names = {"received": "received_at", "adding": "add_started"}
    return {names.get(key, key): value for key, value in values.items()}
