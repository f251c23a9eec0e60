"""Upload presenter: reads what an admin sent, and shows the card of it."""

import asyncio

from telegram import Update

from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.articles.undated_files import make_date_rows
from bot.chat.admin.feeds.feed_card import SEE
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads import upload_card
from bot.chat.admin.uploads.article_card import render_article_card
from bot.chat.admin.uploads.upload_store import Upload, UploadKind, UploadStore
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.corpus.preview import Preview
from bot.errors import DatelineError
from bot.localization.current import gettext

ADD, PREVIEW, CANCEL, ASK = "up.add", "up.see", "up.no", "up.ask"

_READ_AT_ONCE = (UploadKind.PAGE, UploadKind.POSTS)
_MOST_SAMPLES = 3


class UploadPresenter:
    """Show what is in uploads."""

    def __init__(self, messenger: AdminMessenger) -> None:
        self.store = UploadStore(messenger.services.uploads)
        self._messenger = messenger
        self._delivery = messenger.delivery

    async def present(self, update: Update, upload: Upload) -> None:
        """Read an upload's files, and show the card."""
        try:
            preview = await self._read(upload)
        except DatelineError as error:
            message = (
                gettext("I could not read these files: {reason}")
                if len(upload.files) > 1
                else gettext("I could not read this file: {reason}")
            )
            text = message.format(reason=write_failure(error, self._messenger.services))
            await self._delivery.send(update, Reply(text))
            return
        self.store.save(upload)
        await self._show_card(update, upload, preview)
        self.store.save(upload)

    async def discard(self, upload: Upload) -> None:
        """Delete an upload's files, and what the preview read of them."""
        folder, reader = self.store.get_folder(upload), self._messenger.services.reader
        await asyncio.to_thread(reader.discard, [folder / name for name in upload.files])
        self.store.discard(upload)

    async def _read(self, upload: Upload) -> Preview:
        folder = self.store.get_folder(upload)
        paths = [folder / name for name in upload.files]
        with suspend_attempt():  # another process computes
            preview = await self._messenger.services.preview_job.preview(paths, keep=True)
        for root in (folder, *self._messenger.services.reader.roots):
            preview = preview.relative_to(root.absolute())
        upload.articles = {file.path: file.articles for file in preview.files}
        upload.samples = list(preview.samples)
        return preview

    async def _show_card(self, update: Update, upload: Upload, preview: Preview) -> None:
        folder = self.store.get_folder(upload)
        size = sum((folder / name).stat().st_size for name in upload.files)
        keyboard = _make_keyboard(upload, preview)
        reply = (
            render_article_card(preview, keyboard)
            if upload.kind in _READ_AT_ONCE and preview.samples
            else upload_card.render_card(list(upload.files), size, preview, keyboard)
        )
        if upload.card:
            await self._messenger.replace(update, upload.card, reply)
        else:
            upload.card = await self._delivery.send(update, reply) or 0
        if len(preview.report.rejections) > upload_card.MOST_REJECTIONS:
            lines = "\n".join(upload_card.list_rejections(preview.report.rejections)) + "\n"
            await self._delivery.send_document(
                update,
                lines.encode("utf-8", "replace"),
                "rejections.txt",
                # Translators: the caption of a file that lists what could not be read.
                gettext("All rejections"),
            )


def _make_keyboard(upload: Upload, preview: Preview) -> Keyboard:
    has_articles = bool(preview.report.articles)
    date_rows = make_date_rows(upload, preview.report.rejections)
    is_whole = upload.kind in _READ_AT_ONCE and len(upload.samples) <= _MOST_SAMPLES
    add = {gettext("Add"): ADD} if has_articles else {}
    if has_articles and not is_whole:
        add[gettext("Preview")] = PREVIEW
    actions = {**add, gettext("Cancel"): CANCEL} if add or date_rows else {}
    buttons = [Button(label, encode_data(action, upload.id)) for label, action in actions.items()]
    is_text = upload.kind in (UploadKind.TEXT, UploadKind.POSTS)
    # Translators: a button below a text that an admin sent: search for it instead of adding it.
    search = [Button(gettext("Search for it instead"), encode_data(ASK, upload.id))]
    # Translators: a button below a web page that an admin sent: follow the feed of its site.
    feed = [Button(gettext("Follow its feed"), encode_data(SEE, upload.feed_offer or "-", "0"))]
    return make_keyboard(
        *date_rows,
        buttons,
        search if is_text and has_articles else [],
        feed if upload.feed_offer else [],
    )
