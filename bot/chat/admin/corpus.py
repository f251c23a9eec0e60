"""Corpus: admins list the files, look into them, export, remove and restore them."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin import corpus_pages
from bot.chat.admin.admin_wording import NO_SUCH_FILE, write_failure
from bot.chat.admin.articles.article_actions import ArticleActions
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads import upload_card
from bot.chat.buttons.callback_data import (
    ButtonCallback,
    decode_data,
    get_actor,
    get_message_id,
)
from bot.chat.follows.follow_commands import read_argument
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.corpus.listing import CorpusFile
from bot.errors import DatelineError
from bot.localization.current import (
    format_number,
    format_size,
    gettext,
    isolate,
    ngettext,
)
from bot.reading.source import display_path

MOST_BYTES = 50 * 1024 * 1024
"""The largest file that Telegram lets a bot send."""


class CorpusFiles:
    """Answer /corpus, and the buttons below it."""

    def __init__(self, messenger: AdminMessenger, articles: ArticleActions) -> None:
        self._messenger = messenger
        self._articles = articles
        self._delivery = messenger.delivery
        self._services = messenger.services
        self.callbacks: dict[str, ButtonCallback] = {
            corpus_pages.PAGE: self._turn_page,
            corpus_pages.OPEN: self._open,
            corpus_pages.PREVIEW: self._preview,
            corpus_pages.EXPORT: self._export,
            corpus_pages.CONFIRM: self._confirm,
            corpus_pages.REMOVE: self._remove,
            corpus_pages.RESTORE: self._restore,
        }

    async def show_list(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """List the files, newest first, or what matches the words behind the command."""
        message = update.effective_message
        if words := read_argument(message) if message else "":
            await self._articles.search(update, words)
            return
        async with self._messenger.show_typing(update):
            reply = await self._render_page(0)
        await self._delivery.send(update, reply)

    async def _turn_page(self, update: Update) -> None:
        await self._messenger.toast(update)
        page = _parse_number(decode_data(update)[1])
        await self._replace(update, await self._render_page(page))

    async def _render_page(self, page: int) -> Reply:
        files = await self._messenger.list_files()
        losses, roots = self._services.service.losses, self._services.reader.roots
        return corpus_pages.render_list(files, page, losses, roots)

    async def _open(self, update: Update) -> None:
        file = await self._find_file(update)
        if file is not None:
            await self._messenger.toast(update)
            await self._replace(update, corpus_pages.render_file(file, _get_page(update)))

    async def _preview(self, update: Update) -> None:
        file = await self._find_file(update)
        if file is None:
            return
        await self._messenger.toast(update)
        try:
            path = self._services.service.store.path(file.file)
            async with self._messenger.show_typing(update):
                with suspend_attempt():  # another process computes
                    preview = await self._services.preview_job.preview([path])
            reply = upload_card.render_samples(preview.samples)
        except DatelineError as error:
            reply = Reply(write_failure(error, self._services))
        await self._delivery.send(update, reply)

    async def _export(self, update: Update) -> None:
        file = await self._find_file(update)
        if file is None:
            return
        await self._messenger.toast(update)
        if file.size > MOST_BYTES:
            # Translators: {size} is as in "1.5 MB"; "dateline corpus export" is a command.
            message = gettext(
                "This file has {size}, and bots can send at most 50 MB. "
                "On the computer where I run, dateline corpus export copies it."
            )
            reply = Reply(message.format(size=format_size(file.size)))
            await self._delivery.send(update, reply)
            return
        try:
            path = self._services.service.store.path(file.file)
            content = await self._messenger.call(path.read_bytes)
        except DatelineError as error:
            await self._delivery.send(update, Reply(write_failure(error, self._services)))
            return
        await self._delivery.send_document(update, content, display_path(path.name))

    async def _confirm(self, update: Update) -> None:
        file = await self._find_file(update)
        if file is not None:
            await self._messenger.toast(update)
            days = self._services.trash_days
            await self._replace(
                update, corpus_pages.render_confirmation(file, _get_page(update), days)
            )

    async def _remove(self, update: Update) -> None:
        file = await self._find_file(update)
        if file is None:
            return
        await self._messenger.toast(update, gettext("Removing…"))
        try:
            async with self._messenger.show_typing(update):
                (entry,), change = await self._messenger.call(
                    lambda: self._services.service.remove([file.file], get_actor(update))
                )
        except DatelineError as error:
            await self._delivery.send(update, Reply(write_failure(error, self._services)))
            return
        days = self._services.trash_days
        # Translators: {change} is as in "2 articles fewer can be searched".
        message = ngettext(
            "Removed {file}: {change}. You can restore it for {count} day.",
            "Removed {file}: {change}. You can restore it for {count} days.",
            days,
        )
        text = message.format(
            file=isolate(display_path(file.file)),
            change=upload_card.describe_change(change),
            count=format_number(days),
        )
        buttons = [
            Button(gettext("Restore"), encode_data(corpus_pages.RESTORE, entry.id)),
            corpus_pages.make_back_button(),
        ]
        await self._replace(update, Reply(text, keyboard=make_keyboard(buttons)))

    async def _restore(self, update: Update) -> None:
        removal_id = decode_data(update)[1]
        await self._messenger.toast(update, gettext("Restoring…"))
        try:
            async with self._messenger.show_typing(update):
                file, change = await self._messenger.call(
                    lambda: self._services.service.restore(removal_id, get_actor(update))
                )
        except DatelineError as error:
            await self._delivery.send(update, Reply(write_failure(error, self._services)))
            return
        # Translators: {change} is as in "2 articles more can be searched".
        message = (
            gettext("{file} is back: {change}.")
            if file.entry
            else gettext("{file} was already in the folder: {change}.")
        )
        name = isolate(display_path(file.file))
        text = message.format(file=name, change=upload_card.describe_change(change))
        keyboard = make_keyboard([corpus_pages.make_back_button()])
        await self._replace(update, Reply(text, keyboard=keyboard))

    async def _replace(self, update: Update, reply: Reply) -> None:
        await self._messenger.replace(update, get_message_id(update), reply)

    async def _find_file(self, update: Update) -> CorpusFile | None:
        """Return the file that a button is about; say so where it is gone."""
        key = decode_data(update)[1]
        for file in await self._messenger.list_files():
            if corpus_pages.make_key(file.file) == key:
                return file
        await self._messenger.toast(update, gettext(NO_SUCH_FILE))
        return None


def _get_page(update: Update) -> int:
    parts = decode_data(update)
    return _parse_number(parts[2]) if len(parts) > 2 else 0


def _parse_number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
