"""Post receiver: posts of channels that an admin forwards are offered as articles."""

import asyncio
import time
from pathlib import Path

from telegram import MessageOriginChannel, Update
from telegram.ext import ContextTypes

from bot.chat.admin.feeds.forwarded_posts import make_record, merge_record, name_post_file
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads.upload_presenter import UploadPresenter
from bot.chat.admin.uploads.upload_store import SECONDS_BETWEEN, UploadKind
from bot.chat.questions.attachments import AttachmentDecliner


class PostReceiver:
    """Take posts from admins in private; those that are forwarded together share one card."""

    def __init__(
        self,
        messenger: AdminMessenger,
        presenter: UploadPresenter,
        decliner: AttachmentDecliner,
    ) -> None:
        """``decliner`` says of pictures without words that only text can be read."""
        self._messenger = messenger
        self._presenter = presenter
        self._store = presenter.store
        self._decliner = decliner

    async def receive(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer to add a post, with the others that are forwarded at the same time."""
        message = update.effective_message
        origin = message.forward_origin if message else None
        if message is None or not isinstance(origin, MessageOriginChannel):
            return
        self._store.purge()
        sent_at = message.date.timestamp()
        upload = self._store.open(message.chat_id, None, sent_at, UploadKind.POSTS)
        name, file_id = name_post_file(origin.chat), f"{UploadKind.POSTS}{origin.chat.id}"
        target = self._store.place(upload, name, file_id)
        await asyncio.to_thread(_write_record, target, make_record(message))
        self._store.save(upload)
        async with self._messenger.show_typing(update):
            if not self._messenger.has_later_post(update, sent_at + SECONDS_BETWEEN):
                await self._presenter.present(update, upload)

    async def receive_picture(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Leave out a picture of an album whose words came with another picture."""
        message = update.effective_message
        if message is None:
            return
        oldest = min(message.date.timestamp(), time.time()) - SECONDS_BETWEEN
        has_words = any(
            upload.chat == message.chat_id
            and upload.kind is UploadKind.POSTS
            and upload.received_at >= oldest
            for upload in self._store
        )
        if not has_words:
            await self._decliner.decline(update, context)


def _write_record(path: Path, record: dict[str, str]) -> None:
    content = path.read_text("utf-8") if path.exists() else ""
    path.write_bytes(merge_record(content, record).encode("utf-8", "replace"))
