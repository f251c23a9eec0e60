"""Upload undo: takes back what was added last, until something else is added."""

from pathlib import Path

from telegram import Update

from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads.upload_card import describe_change
from bot.chat.buttons.callback_data import ButtonCallback, decode_data, get_actor, get_message_id
from bot.chat.rich_text import Reply
from bot.corpus.audit import AuditEntry
from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore
from bot.localization.current import (
    format_number,
    gettext,
    isolate,
    join_names,
    mark_message,
    ngettext,
)
from bot.system.atomic_files import hash_file

UNDO = "up.undo"
ALREADY_HANDLED = mark_message("This has already been added, undone or cancelled.")


class UploadUndo:
    """Act on the button below what was added."""

    def __init__(self, messenger: AdminMessenger) -> None:
        self._messenger = messenger
        self._service = messenger.services.service
        self.callbacks: dict[str, ButtonCallback] = {UNDO: self._undo}

    async def _undo(self, update: Update) -> None:
        """Take back what was added last, if nothing was added since."""
        store = self._service.store
        entries = _last_additions(store, *decode_data(update)[1:3])
        if not entries:
            await self._messenger.toast(
                update, gettext("Something else was added since. /corpus removes single files.")
            )
            return
        files = [entry.file for entry in entries if _is_as_added(store.corpus / entry.file, entry)]
        if not files:
            await self._messenger.toast(update, gettext(ALREADY_HANDLED))
            return
        await self._messenger.toast(update, gettext("Undoing…"))
        try:
            async with self._messenger.show_typing(update):
                _, change = await self._messenger.call(
                    lambda: self._service.remove(files, f"{get_actor(update)}, undo")
                )
        except CorpusError as error:
            await self._messenger.delivery.send(
                update, Reply(write_failure(error, self._messenger.services))
            )
            return
        days = self._messenger.services.trash_days
        # Translators: {change} is as in "2 articles fewer can be searched".
        message = ngettext(
            "Undone: removed {files}; {change}. In the trash for {count} day.",
            "Undone: removed {files}; {change}. In the trash for {count} days.",
            days,
        )
        text = message.format(
            files=join_names([isolate(file) for file in files]),
            change=describe_change(change),
            count=format_number(days),
        )
        await self._messenger.replace(update, get_message_id(update), Reply(text))


def _last_additions(store: CorpusStore, first: str = "", number: str = "") -> list[AuditEntry]:
    """Return the last ``number`` additions, none where they do not begin with ``first``."""
    if not number.isdecimal():
        return []
    entries = [entry for entry in store.audit if entry.action == "added"][-int(number) :]
    return entries if entries and entries[0].id == first else []


def _is_as_added(path: Path, entry: AuditEntry) -> bool:
    return path.is_file() and hash_file(path) == entry.hash
