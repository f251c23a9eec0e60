"""Upload: an admin sends files, sees what is in them, and adds them, or not."""

import logging
import time
from collections.abc import Callable
from typing import Any

from telegram import Document, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chat.admin import upload_card
from bot.chat.admin.callback_data import card_of, data, pressed, who
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.upload_store import Upload, UploadStore
from bot.chat.admin.upload_undo import DONE, UNDO
from bot.chat.reply import one_line
from bot.chat.rich_text import Reply
from bot.corpus.audit import AuditEntry
from bot.corpus.lock import CorpusError
from bot.corpus.store import AddedFile
from bot.errors import DatelineError
from bot.language.wording import format_bytes
from bot.system.job import JobError

_LOGGER = logging.getLogger(__name__)

MOST_BYTES = 20 * 1024 * 1024
"""So much Telegram lets a bot download."""

_ADD, _SEE, _CANCEL = "up.add", "up.see", "up.no"


def too_large(size: int) -> Reply:
    """Return how else a large file is added."""
    return Reply(
        f"This file has {format_bytes(size)}, and Telegram lets bots fetch up to 20 MB. "
        "Copy it into the corpus folder, or run dateline corpus add FILE where I run. Packed by "
        "gzip it may be small enough to send."
    )


def _not_fetched(name: str, size: int, error: OSError | TelegramError) -> Reply:
    if isinstance(error, BadRequest) and "too big" in error.message.lower():
        return too_large(size or MOST_BYTES + 1)
    reason = error.message if isinstance(error, TelegramError) else error.strerror or str(error)
    return Reply(f"I could not fetch {one_line(name, 80) or 'this file'}: {reason}. Send it again.")


def _not_yet(error: JobError) -> Reply:
    return Reply(
        f"The articles are in the folder, but not searchable yet: {error}. I try again by myself; "
        "press Add again to see what came of it."
    )


class Uploads:
    """Take files from admins in private."""

    def __init__(self, office: AdminMessenger) -> None:
        self._office = office
        self._desk = office.curation.service
        self._store = UploadStore(office.curation.uploads)
        self.presses: dict[str, Callable[[Update], Any]] = {
            _ADD: self._add,
            _SEE: self._preview,
            _CANCEL: self._cancel,
        }

    async def received(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Fetch a file and answer with what is in it; the files of an album share one card."""
        message = update.effective_message
        document = message.document if message else None
        if message is None or document is None:
            return
        self._store.purge()
        upload = self._store.open(message.chat_id, message.media_group_id)
        async with self._office.busy(update):
            await self._fetch(update, document, upload)
            # The last file of an album has all of them looked through.
            if upload.files and not self._office.expects(update, upload.album):
                await self._present(update, upload)

    async def _fetch(self, update: Update, document: Document, upload: Upload) -> None:
        """Fetch a file, or say why not."""
        if (document.file_size or 0) > MOST_BYTES:
            await self._office.send(update, too_large(document.file_size or 0))
            return
        name = document.file_name or ""
        try:
            target = self._store.place(upload, name, document.file_unique_id)
            await self._office.fetch(document.file_id, target)
            self._store.save(upload)
        except (OSError, TelegramError) as error:
            self._store.withdraw(upload, document.file_unique_id)
            await self._office.send(update, _not_fetched(name, document.file_size or 0, error))

    async def _present(self, update: Update, upload: Upload) -> None:
        """Look through an upload's files, and show the card."""
        try:
            trial = await self._look_through(upload)
        except DatelineError as error:
            fault = f"I could not look through {'these files' if upload.album else 'this file'}"
            await self._office.send(update, Reply(f"{fault}: {error}"))
            return
        self._store.save(upload)
        await self._show(update, upload, trial)
        self._store.save(upload)

    async def _look_through(self, upload: Upload) -> dict[str, Any]:
        folder = self._store.files(upload)
        paths = [folder / name for name in upload.files]
        trial = await self._office.curation.preview_job.preview(paths)
        trial = {key: _without(value, f"{folder.absolute()}/") for key, value in trial.items()}
        upload.articles = trial["files"]
        upload.samples = trial["samples"]
        return trial

    async def _show(self, update: Update, upload: Upload, trial: dict[str, Any]) -> None:
        folder = self._store.files(upload)
        size = sum((folder / name).stat().st_size for name in upload.files)
        reply = upload_card.card(list(upload.files), size, trial)
        buttons = [[("Add", data(_ADD, upload.id)), ("Preview", data(_SEE, upload.id)),
                    ("Cancel", data(_CANCEL, upload.id))]]  # fmt: skip
        shown = buttons if trial["articles"] else []
        if upload.card:
            await self._office.edit(update, upload.card, reply, shown)
        else:
            sent = await self._office.send(update, reply, shown)
            upload.card = sent.message_id if sent else 0
        if len(trial["refusals"]) > upload_card.MOST_REFUSALS:
            lines = "\n".join(upload_card.refusal_lines(trial["refusals"])) + "\n"
            await self._office.send_file(
                update, lines.encode("utf-8", "replace"), "refusals.txt", "Every refusal"
            )

    async def _add(self, update: Update) -> None:
        upload = await self._upload(update)
        if upload is None:
            return
        await self._office.toast(update, "Adding…")
        interrupted = upload.adding
        if not interrupted:
            upload.adding = time.time()
            self._store.save(upload)
        folder = self._store.files(upload)
        files = [(folder / name, name) for name in upload.files if upload.articles.get(name)]
        try:
            async with self._office.busy(update):
                done = await self._office.call(lambda: self._desk.add(files, who(update)))
        except CorpusError as error:
            await self._office.send(update, Reply(str(error)))
            return
        except JobError as error:
            await self._office.send(update, _not_yet(error))
            return
        entries = [entry for placed in done.placed if (entry := self._entry(placed, interrupted))]
        names = [entry.file for entry in entries]
        there = [placed.file for placed in done.placed if placed.file not in names]
        text = upload_card.added(names, there, done.faults, done.change)
        undo = [[("Undo", data(UNDO, entries[0].id, str(len(entries))))]] if entries else []
        await self._office.edit(update, card_of(update), Reply(text), undo)
        self._store.discard(upload)

    async def _preview(self, update: Update) -> None:
        upload = await self._upload(update)
        if upload is not None:
            await self._office.toast(update)
            await self._office.send(update, upload_card.preview(upload.samples))

    async def _cancel(self, update: Update) -> None:
        upload = await self._upload(update)
        if upload is not None:
            await self._office.toast(update)
            await self._office.edit(update, card_of(update), Reply("Cancelled; nothing was added."))
            self._store.discard(upload)

    async def _upload(self, update: Update) -> Upload | None:
        """Return the upload that a button is about, after saying so where it is gone."""
        chat = update.effective_chat
        upload = self._store.get(pressed(update)[1], chat.id if chat else 0)
        if upload is None:
            await self._office.toast(update, DONE)
        return upload

    def _entry(self, placed: AddedFile, interrupted: float) -> AuditEntry | None:
        """Return the entry that added a file, perhaps before a crash while it was being added."""
        if placed.entry is not None or not interrupted:
            return placed.entry
        size = (self._desk.store.corpus / placed.file).stat().st_size
        earlier = self._desk.store.added().get((placed.file, size))
        return earlier if earlier and earlier.at >= interrupted - 1 else None


def _card(update: Update) -> int:
    message = update.effective_message
    return message.message_id if message else 0


def _without(value: Any, folder: str) -> Any:
    """Return a dry run in which files are called by their names alone."""
    if isinstance(value, str):
        return value.removeprefix(folder)
    if isinstance(value, list):
        return [_without(one, folder) for one in value]
    if isinstance(value, dict):
        return {_without(key, folder): _without(one, folder) for key, one in value.items()}
    return value
