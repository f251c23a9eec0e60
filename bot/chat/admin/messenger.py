"""Admin messenger: what the conversations with admins share."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from telegram import Bot, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.feeds.forwarded_posts import waits_as_post
from bot.chat.buttons.callback_data import ButtonCallback
from bot.chat.executor import SearchExecutor
from bot.chat.rich_text import Reply
from bot.chat.services import AdminServices
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.retry import repeat_request
from bot.chat.transport.outbound.toasts import show_toast
from bot.corpus.listing import CorpusFile
from bot.errors import DatelineError

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_FETCH_PATIENCE = 10.0
_ACTION_SECONDS = 4.0


class AdminMessenger:
    """Calls the services off the event loop, fetches files, and writes to admins."""

    def __init__(
        self,
        services: AdminServices,
        executor: SearchExecutor,
        delivery: Delivery,
        inbox: Inbox,
        bot: Bot,
    ) -> None:
        self.services = services
        self.delivery = delivery
        self._executor = executor
        self._inbox = inbox
        self._bot = bot

    def is_admin(self, update: Update) -> bool:
        """Tell whether an admin wrote the message or pressed the button."""
        user = update.effective_user
        return user is not None and user.id in self.services.admins

    def has_later(self, update: Update, album: str, until: float) -> bool:
        """Tell whether a later file of an album waits to be handled.

        Without an album, any file counts that was sent to the same chat by ``until``.
        """
        chat = update.effective_chat
        if album or chat is None:
            return bool(album) and self._inbox.journal.has_later(update.update_id, album)
        return self._inbox.journal.has_later_file(update.update_id, chat.id, until)

    def has_later_post(self, update: Update, until: float) -> bool:
        """Tell whether a post waits to be handled that was forwarded here later, by ``until``."""
        chat = update.effective_chat
        return chat is not None and self._inbox.journal.has_later_message(
            update.update_id, chat.id, until, waits_as_post
        )

    async def call(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, which may take minutes."""
        return await self._executor.call(work)

    async def update_manifest(self) -> None:
        """Have files that were copied into the folder read, in another process."""
        if not await self.call(self.services.reader.is_current):
            with suspend_attempt():
                await self.services.preview_job.update()

    async def list_files(self) -> list[CorpusFile]:
        """Return the files of the corpus folder, the last added first."""
        await self.update_manifest()
        return await self.call(self.services.reader.list_files)

    async def replace(self, update: Update, message_id: int, reply: Reply) -> None:
        """Change a message of the bot or, where it is too old or gone, send another."""
        if not await self.delivery.edit(update, message_id, reply):
            await self.delivery.send(update, reply)

    async def toast(self, update: Update, text: str = "") -> None:
        """Answer a pressed button; it does no harm that Telegram forgets buttons soon."""
        await show_toast(update, text)

    async def report(self, update: Update, error: Exception) -> None:
        """Say why something failed, in the words of an admin."""
        await self.delivery.send(update, Reply(write_failure(error, self.services)))

    def guard(self, callback: ButtonCallback) -> ButtonCallback:
        """Return what acts on a button and says where that fails."""

        async def act(update: Update) -> None:
            try:
                await callback(update)
            except DatelineError as error:
                await self.toast(update)
                await self.report(update, error)

        return act

    async def fetch(self, file_id: str, target: Path) -> None:
        """Download a file; raise TelegramError or OSError where that fails."""
        content = await self.download(file_id)
        await self.call(lambda: target.write_bytes(content))

    async def download(self, file_id: str) -> bytes:
        """Return what is in a file; raise TelegramError where that fails."""

        async def download() -> bytearray:
            file = await self._bot.get_file(file_id)
            return await file.download_as_bytearray()

        return bytes(await repeat_request(download, _FETCH_PATIENCE))

    @asynccontextmanager
    async def show_typing(self, update: Update) -> AsyncIterator[None]:
        """Show in the chat that the bot is at work for as long as the block takes."""
        chat = update.effective_chat
        task = asyncio.create_task(self._keep_typing(chat.id)) if chat else None
        try:
            yield
        finally:
            if task:
                task.cancel()

    async def _keep_typing(self, chat_id: int) -> None:
        while True:
            try:
                await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
            except TelegramError as error:
                _LOGGER.debug("The bot is not shown as typing: %s", error.message)
            await asyncio.sleep(_ACTION_SECONDS)
