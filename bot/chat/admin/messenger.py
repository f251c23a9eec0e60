"""Corpus office: what the conversations with admins share."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from telegram import (
    Bot,
    InputFile,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.chat.admin.callback_data import Buttons, keyboard
from bot.chat.executor import SearchExecutor
from bot.chat.rich_text import Reply
from bot.chat.services import AdminServices
from bot.chat.transport.delivery import Delivery, entity_of
from bot.chat.transport.inbox import Inbox
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

NOT_FOR_YOU = Reply("Only this bot's admins can see and change its articles.")

_ATTEMPTS = 4
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 4.0
_ACTION_SECONDS = 4.0


class AdminMessenger:
    """Asks the desk off the event loop, and writes to admins, with buttons."""

    def __init__(
        self,
        curation: AdminServices,
        work: SearchExecutor,
        delivery: Delivery,
        inbox: Inbox,
        bot: Bot,
    ) -> None:
        self.curation = curation
        self._inbox = inbox
        self._work = work
        self._delivery = delivery
        self._bot = bot

    def is_admin(self, update: Update) -> bool:
        """Tell whether an admin wrote or pressed."""
        user = update.effective_user
        return user is not None and user.id in self.curation.admins

    def expects(self, update: Update, album: str) -> bool:
        """Tell whether a later file of an album waits to be handled."""
        return bool(album) and self._inbox.expects(update.update_id, album)

    async def call(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, which may take minutes and must not be None."""
        return await self._work.call(work)

    async def send(self, update: Update, reply: Reply, buttons: Buttons = ()) -> Message | None:
        """Write into the update's chat, in reply to its message."""
        return await self._delivery.once(
            update.update_id,
            lambda: self._bot.send_message(
                _chat(update),
                reply.text,
                entities=[entity_of(entity) for entity in reply.entities],
                reply_markup=keyboard(buttons),
                reply_parameters=_answering(update),
            ),
        )

    async def edit(self, update: Update, card: int, reply: Reply, buttons: Buttons = ()) -> None:
        """Change a message of the bot or, where it is too old or gone, write another one."""
        try:
            await self._delivery.once(
                update.update_id,
                lambda: self._bot.edit_message_text(
                    reply.text,
                    _chat(update),
                    card,
                    entities=[entity_of(entity) for entity in reply.entities],
                    reply_markup=keyboard(buttons),
                ),
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                _LOGGER.info("A card cannot be changed: %s", error.message)
                await self.send(update, reply, buttons)

    async def send_file(self, update: Update, content: bytes, name: str, caption: str = "") -> None:
        """Send a file into the update's chat."""
        await self._delivery.once(
            update.update_id,
            lambda: self._bot.send_document(
                _chat(update),
                InputFile(content, filename=name),
                caption=caption or None,
                reply_parameters=_answering(update),
            ),
        )

    async def send_picture(self, update: Update, picture: bytes, caption: str) -> None:
        """Send a PNG picture into the update's chat."""
        await self._delivery.once(
            update.update_id,
            lambda: self._bot.send_photo(
                _chat(update),
                InputFile(picture, filename="corpus.png"),
                caption=caption,
                reply_parameters=_answering(update),
            ),
        )

    async def toast(self, update: Update, text: str = "") -> None:
        """Answer the press of a button; Telegram forgets presses soon, which is no harm."""
        query = update.callback_query
        try:
            if query is not None:
                await query.answer(text or None)
        except TelegramError as error:
            _LOGGER.info("The press of a button is not answered: %s", error.message)

    async def fetch(self, file_id: str, target: Path) -> int:
        """Download a file that was sent, and return its size in bytes."""
        backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        for attempt in range(_ATTEMPTS):
            try:
                file = await self._bot.get_file(file_id)
                content = await file.download_as_bytearray()
            except (NetworkError, RetryAfter) as error:
                if isinstance(error, BadRequest) or attempt == _ATTEMPTS - 1:
                    raise
                await asyncio.sleep(backoff.next_pause())
            else:
                await self.call(lambda: target.write_bytes(content))  # noqa: B023 (it is awaited)
                return len(content)
        raise AssertionError("the last attempt returns or raises")

    @asynccontextmanager
    async def busy(self, update: Update) -> AsyncIterator[None]:
        """Show that something is under way for as long as the block takes."""
        task = asyncio.create_task(self._show_busy(_chat(update)))
        try:
            yield
        finally:
            task.cancel()

    async def _show_busy(self, chat: int) -> None:
        while True:
            try:
                await self._bot.send_chat_action(chat, ChatAction.TYPING)
            except TelegramError as error:
                _LOGGER.debug("No sign of work is shown: %s", error.message)
            await asyncio.sleep(_ACTION_SECONDS)


def _chat(update: Update) -> int:
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat")
    return chat.id


def _answering(update: Update) -> ReplyParameters | None:
    message = update.effective_message
    if message is None:  # one that is too old for Telegram to show
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)
