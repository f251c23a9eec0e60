"""Corpus: admins list the files, look into them, take them out and bring them back."""

from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin import corpus_pages, upload_card
from bot.chat.admin.callback_data import Buttons, card_of, data, pressed, who
from bot.chat.admin.messenger import NOT_FOR_YOU, AdminMessenger
from bot.chat.info import HELP
from bot.chat.rich_text import Reply
from bot.corpus.listing import CorpusFile
from bot.errors import DatelineError
from bot.language.wording import count_noun, format_bytes
from bot.reading.source import display_path

MOST_SENT = 50 * 1024 * 1024
"""So much Telegram lets a bot send."""

HELP_FOR_ADMINS = Reply(
    f"{HELP.text}\n"
    "\n"
    "You are an admin: send me files of articles, here in private, and I show what is in them "
    "before anything is added.\n"
    "/corpus lists the files, to look into them, export or remove them\n"
    "/stats shows the articles by month"
)

_GONE = "This file is not in the corpus folder any more."


class CorpusFiles:
    """Answer /corpus, and the buttons below it."""

    def __init__(self, office: AdminMessenger) -> None:
        self._office = office
        self._curation = office.curation
        self._desk = office.curation.service
        self.presses: dict[str, Callable[[Update], Any]] = {
            corpus_pages.PAGE: self._turn,
            corpus_pages.OPEN: self._open,
            corpus_pages.SEE: self._preview,
            corpus_pages.GET: self._export,
            corpus_pages.ASK: self._ask,
            corpus_pages.REMOVE: self._remove,
            corpus_pages.BACK: self._restore,
        }

    async def command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the files, newest first."""
        if not self._office.is_admin(update):
            await self._office.send(update, NOT_FOR_YOU)
            return
        async with self._office.busy(update):
            reply, buttons = corpus_pages.listing(await self._files(), 0)
        await self._office.send(update, reply, buttons)

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the commands, an admin's own included."""
        await self._office.send(update, HELP_FOR_ADMINS)

    async def _turn(self, update: Update) -> None:
        await self._office.toast(update)
        page = _number(pressed(update)[1])
        await self._show(update, *corpus_pages.listing(await self._files(), page))

    async def _open(self, update: Update) -> None:
        file = await self._file(update)
        if file is not None:
            await self._office.toast(update)
            await self._show(update, *corpus_pages.opened(file, _page(update)))

    async def _preview(self, update: Update) -> None:
        file = await self._file(update)
        if file is None:
            return
        await self._office.toast(update)
        try:
            async with self._office.busy(update):
                trial = await self._curation.preview_job.preview([self._desk.store.path(file.file)])
            reply = upload_card.preview(trial["samples"])
        except DatelineError as error:
            reply = Reply(str(error))
        await self._office.send(update, reply)

    async def _export(self, update: Update) -> None:
        file = await self._file(update)
        if file is None:
            return
        await self._office.toast(update)
        if file.size > MOST_SENT:
            size = format_bytes(file.size)
            text = f"This file has {size}, and bots send up to 50 MB: dateline corpus export"
            await self._office.send(update, Reply(f"{text} copies it where I run."))
            return
        path = self._desk.store.path(file.file)
        content = await self._office.call(path.read_bytes)
        await self._office.send_file(update, content, display_path(path.name))

    async def _ask(self, update: Update) -> None:
        file = await self._file(update)
        if file is not None:
            await self._office.toast(update)
            asked = corpus_pages.asking(file, _page(update), self._curation.trash_days)
            await self._show(update, *asked)

    async def _remove(self, update: Update) -> None:
        file = await self._file(update)
        if file is None:
            return
        await self._office.toast(update, "Removing…")
        try:
            async with self._office.busy(update):
                (entry,), change = await self._office.call(
                    lambda: self._desk.remove([file.file], who(update))
                )
        except DatelineError as error:
            await self._office.send(update, Reply(str(error)))
            return
        days = count_noun("day", self._curation.trash_days)
        name = display_path(file.file)
        text = f"Removed {name}: {change}. It can be restored for {days}."
        restore = [[("Restore", data(corpus_pages.BACK, entry.id))]]
        await self._show(update, Reply(text), restore)

    async def _restore(self, update: Update) -> None:
        removed = pressed(update)[1]
        await self._office.toast(update, "Restoring…")
        try:
            async with self._office.busy(update):
                placed, change = await self._office.call(
                    lambda: self._desk.restore(removed, who(update))
                )
        except DatelineError as error:
            await self._office.send(update, Reply(str(error)))
            return
        said = "is back" if placed.entry else "was there already"
        await self._show(
            update, Reply(f"{display_path(placed.file)} {said}: searchable, {change}.")
        )

    async def _show(self, update: Update, reply: Reply, buttons: Buttons = ()) -> None:
        await self._office.edit(update, card_of(update), reply, buttons)

    async def _files(self) -> list[CorpusFile]:
        # Files that came by the folder are read in another process first.
        if not await self._office.call(self._curation.reader.is_current):
            await self._curation.preview_job.update()
        return await self._office.call(self._curation.reader.shelf)

    async def _file(self, update: Update) -> CorpusFile | None:
        """Return the file that a button is about, after saying so where it is gone."""
        key = pressed(update)[1]
        for file in await self._files():
            if corpus_pages.key(file.file) == key:
                return file
        await self._office.toast(update, _GONE)
        return None


def _page(update: Update) -> int:
    parts = pressed(update)
    return _number(parts[2]) if len(parts) > 2 else 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
