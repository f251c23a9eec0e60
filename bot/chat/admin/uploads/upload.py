"""Upload: an admin sends files, sees what is in them, and adds them, or does not."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from telegram import Document, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes, filters

from bot.chat.admin.admin_wording import (
    MOST_BYTES,
    list_folders,
    write_failure,
    write_fetch_failure,
    write_too_large,
)
from bot.chat.admin.articles.article_pages import ARTICLE
from bot.chat.admin.articles.article_prompts import AdminPrompts
from bot.chat.admin.articles.undated_files import UndatedFiles
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.notices import shorten_paths
from bot.chat.admin.pasted_text import is_article, name_file
from bot.chat.admin.uploads import upload_card
from bot.chat.admin.uploads.upload_presenter import ADD, ASK, CANCEL, PREVIEW, UploadPresenter
from bot.chat.admin.uploads.upload_store import SECONDS_BETWEEN, TEXT_PREFIX, Upload, UploadKind
from bot.chat.admin.uploads.upload_undo import ALREADY_HANDLED, UNDO
from bot.chat.buttons.callback_data import (
    ButtonCallback,
    decode_data,
    get_actor,
    get_message_id,
)
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.corpus.audit import AuditEntry
from bot.corpus.lock import CorpusError
from bot.corpus.store import AddedFile
from bot.curation.article_lookup import ArticleLookup
from bot.errors import DatelineError
from bot.localization.current import gettext
from bot.system.job import JobError


class ArticleFilter(filters.MessageFilter):
    """Match messages whose text is an article."""

    def filter(self, message: Message) -> bool:
        """Tell whether the text of a message is an article and no command."""
        text = message.text or ""
        return not text.startswith("/") and is_article(text)


class Uploads:
    """Take files from admins in private, and messages that are articles.

    ``ask`` answers such a message as a question, if that is what it was meant to be.
    """

    def __init__(
        self,
        messenger: AdminMessenger,
        presenter: UploadPresenter,
        prompts: AdminPrompts,
        ask: Callable[[Update, str], Awaitable[None]],
    ) -> None:
        self._messenger = messenger
        self._presenter = presenter
        self._ask = ask
        self._delivery = messenger.delivery
        self._service = messenger.services.service
        self._store = presenter.store
        self._lookup = ArticleLookup(messenger.services.reader)
        dates = UndatedFiles(messenger, self._store, prompts, presenter.present)
        self.callbacks: dict[str, ButtonCallback] = {
            **dates.callbacks,
            ADD: self._add,
            PREVIEW: self._preview,
            CANCEL: self._cancel,
            ASK: self._search,
        }

    async def receive(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Fetch a file and answer with what is in it.

        The files of an album share one card, and so do files that are sent one after the other.
        """
        message = update.effective_message
        document = message.document if message else None
        if message is None or document is None:
            return
        self._store.purge()
        sent_at = message.date.timestamp()
        upload = self._store.open(message.chat_id, message.media_group_id, sent_at)
        async with self._messenger.show_typing(update):
            await self._fetch(update, document, upload)
            # All files that came together are read after the last one is fetched.
            if upload.files and not self._messenger.has_later(
                update, upload.album, sent_at + SECONDS_BETWEEN
            ):
                await self._presenter.present(update, upload)

    async def receive_text(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer to add the text of a message, with a card that shows how it is understood."""
        message = update.effective_message
        if message is None or not message.text:
            return
        self._store.purge()
        upload = self._store.open(message.chat_id, None, kind=UploadKind.TEXT)
        day = (message.forward_origin or message).date.date()
        name = name_file(message.text, day)
        target = self._store.place(upload, name, f"{TEXT_PREFIX}{message.message_id}")
        content = message.text.encode("utf-8", "replace")
        await asyncio.to_thread(target.write_bytes, content)
        self._store.save(upload)
        async with self._messenger.show_typing(update):
            await self._presenter.present(update, upload)

    async def _search(self, update: Update) -> None:
        """Take a text that was offered as an article for a question."""
        upload = await self._find_upload(update)
        if upload is None:
            return
        await self._messenger.toast(update)
        text = await asyncio.to_thread(self._read_text, upload)
        await self._presenter.discard(upload)
        await self._delivery.delete(update, get_message_id(update))
        await self._ask(update, text)

    def _read_text(self, upload: Upload) -> str:
        """Return what was sent as a text, of several posts the first."""
        path = self._store.get_folder(upload) / next(iter(upload.files))
        content = path.read_text("utf-8")
        if upload.kind is not UploadKind.POSTS:
            return content
        record = json.loads(content.partition("\n")[0])
        return "\n".join(filter(None, [record.get("title"), record.get("text")]))

    async def _fetch(self, update: Update, document: Document, upload: Upload) -> None:
        """Fetch a file, or say why not."""
        if (document.file_size or 0) > MOST_BYTES:
            await self._delivery.send(update, write_too_large(document.file_size or 0))
            return
        name = document.file_name or ""
        try:
            target = self._store.place(upload, name, document.file_unique_id)
            await self._messenger.fetch(document.file_id, target)
            self._store.save(upload)
        except (OSError, TelegramError) as error:
            self._store.withdraw(upload, document.file_unique_id)
            reply = write_fetch_failure(name, document.file_size or 0, error)
            await self._delivery.send(update, reply)

    async def _add(self, update: Update) -> None:
        upload = await self._find_upload(update)
        if upload is None:
            return
        await self._messenger.toast(update, gettext("Adding…"))
        interruption = upload.add_started
        if not interruption:
            upload.add_started = time.time()
            self._store.save(upload)
        folder = self._store.get_folder(upload)
        files = [(folder / name, name) for name in upload.files if upload.articles.get(name)]
        try:
            async with self._messenger.show_typing(update):
                result = await self._messenger.call(
                    lambda: self._service.add(files, get_actor(update))
                )
        except CorpusError as error:
            await self._delivery.send(update, Reply(self._explain(error)))
            return
        except JobError as error:
            await self._delivery.send(update, _write_not_searchable(self._explain(error)))
            return
        entries = [
            entry for file in result.files if (entry := self._find_entry(file, interruption))
        ]
        names = [entry.file for entry in entries]
        duplicates = [file.file for file in result.files if file.file not in names]
        folders = list_folders(self._messenger.services)
        faults = [shorten_paths(fault, folders) for fault in result.faults]
        text = upload_card.write_result(names, duplicates, faults, result.change)
        buttons = [
            Button(gettext("Undo"), encode_data(UNDO, entry.id, str(len(entries))))
            for entry in entries[:1]
        ]
        if upload.kind is not UploadKind.FILES and len(entries) == 1:
            buttons += await self._make_correction_button(entries[0].file)
        reply = Reply(text, keyboard=make_keyboard(buttons))
        await self._messenger.replace(update, get_message_id(update), reply)
        await self._presenter.discard(upload)

    async def _make_correction_button(self, file: str) -> list[Button]:
        """Return what leads to the only article of a file, whose title and date can be changed."""
        try:
            articles = await self._messenger.call(lambda: self._lookup.list_articles(file))
        except DatelineError:
            return []
        if len(articles) != 1:
            return []
        # Translators: a button: change the title, date or source of an article.
        return [Button(gettext("Correct it"), encode_data(ARTICLE, articles[0].key, "0"))]

    def _explain(self, error: Exception) -> str:
        return write_failure(error, self._messenger.services)

    async def _preview(self, update: Update) -> None:
        upload = await self._find_upload(update)
        if upload is not None:
            await self._messenger.toast(update)
            await self._delivery.send(update, upload_card.render_samples(upload.samples))

    async def _cancel(self, update: Update) -> None:
        upload = await self._find_upload(update)
        if upload is not None:
            await self._messenger.toast(update)
            reply = Reply(gettext("Cancelled. Nothing was added."))
            await self._messenger.replace(update, get_message_id(update), reply)
            await self._presenter.discard(upload)

    async def _find_upload(self, update: Update) -> Upload | None:
        """Return the upload that a button is about; say so where it is gone."""
        chat = update.effective_chat
        upload = self._store.get(decode_data(update)[1], chat.id if chat else 0)
        if upload is None:
            await self._messenger.toast(update, gettext(ALREADY_HANDLED))
        return upload

    def _find_entry(self, file: AddedFile, interruption: float) -> AuditEntry | None:
        """Return the entry that added a file, perhaps before a crash while adding it."""
        if file.entry is not None or not interruption:
            return file.entry
        size = (self._service.store.corpus / file.file).stat().st_size
        earlier = self._service.store.additions().get((file.file, size))
        return earlier if earlier and earlier.epoch_seconds >= interruption - 1 else None


def _write_not_searchable(reason: str) -> Reply:
    # Translators: "Add" is the label of a button.
    message = gettext(
        "The files are in the corpus folder, but not searchable yet: {reason}. I will try again "
        "by myself; press Add again to see the result."
    )
    return Reply(message.format(reason=reason))
