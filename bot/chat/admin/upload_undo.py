"""Upload undo: takes back what was added last, until something else is added."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from telegram import Update

from bot.chat.admin.callback_data import card_of, pressed, who
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.rich_text import Reply
from bot.corpus.audit import AuditEntry
from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore
from bot.language.wording import count_noun
from bot.system.atomic_files import hash_file

UNDO = "up.undo"
DONE = "This is done with already."

_LATER = "Something was added after this. /corpus removes single files."


class Undo:
    """Act on the button below what was added."""

    def __init__(self, office: AdminMessenger) -> None:
        self._office = office
        self._desk = office.curation.service
        self.presses: dict[str, Callable[[Update], Any]] = {UNDO: self._undo}

    async def _undo(self, update: Update) -> None:
        """Take back what was added last, if nothing was added since."""
        keeper = self._desk.store
        entries = _last_added(keeper, *pressed(update)[1:3])
        if not entries:
            await self._office.toast(update, _LATER)
            return
        files = [entry.file for entry in entries if _is_as_added(keeper.corpus / entry.file, entry)]
        if not files:
            await self._office.toast(update, DONE)
            return
        await self._office.toast(update, "Taking it back…")
        try:
            async with self._office.busy(update):
                _, change = await self._office.call(
                    lambda: self._desk.remove(files, f"{who(update)}, undo")
                )
        except CorpusError as error:
            await self._office.send(update, Reply(str(error)))
            return
        days = count_noun("day", self._office.curation.trash_days)
        text = f"Taken back: {', '.join(files)}; {change}. In the trash for {days}."
        await self._office.edit(update, card_of(update), Reply(text))


def _last_added(keeper: CorpusStore, first: str = "", number: str = "") -> list[AuditEntry]:
    """Return the entries of what was added last, none where that does not begin with ``first``."""
    if not number.isdecimal():
        return []
    entries = [entry for entry in keeper.audit if entry.what == "added"][-int(number) :]
    return entries if entries and entries[0].id == first else []


def _is_as_added(path: Path, entry: AuditEntry) -> bool:
    return path.is_file() and hash_file(path) == entry.hash
