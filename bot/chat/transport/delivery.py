"""Delivery: sends, edits and deletes messages, each once as far as a network allows that."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import (
    Bot,
    InputFile,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat.rich_text import Reply
from bot.chat.storage.state import State
from bot.chat.transport.conversion import convert_entities, convert_keyboard
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.retry import UnconfirmedError, repeat_request

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_PATIENCE = 15 * 60

# Telegram's words for a chat that takes no messages.
_CLOSED_CHAT_WORDS = (
    "chat not found",
    "not enough rights",
    "thread not found",
    "topic_closed",
    "chat_write",
)


class Delivery:
    """Send messages in answer to updates, and remember which message answers which.

    Waiting happens in the chat's own turn, where it delays nobody else: at a flood limit for as
    long as Telegram asks, at a broken connection with growing pauses, ``patience`` seconds in
    all. A chat that takes no messages, because the bot was blocked or the topic is gone, is
    logged, and is not an error.
    """

    def __init__(self, bot: Bot, state: State, inbox: Inbox, patience: float = _PATIENCE) -> None:
        self._bot = bot
        self._replies = state.replies
        self._inbox = inbox
        self._patience = patience

    async def reply(self, update: Update, reply: Reply) -> None:
        """Answer the update's message; where the message was edited, change its answer."""
        message = update.effective_message
        if message is None:
            return
        earlier = self._look_up_reply(message) if update.edited_message else None
        if earlier is not None:
            await self.edit(update, earlier, reply)  # a reply that was deleted stays deleted
            return
        message_id = await self.send(update, reply)
        if message_id is not None:
            self._remember_reply(message, message_id)

    async def send(self, update: Update, reply: Reply) -> int | None:
        """Write into the update's chat, in reply to its message.

        Return the new message's id, None where Telegram did not confirm it or the chat takes no
        messages.
        """
        message = await self._request(
            update, lambda chat_id: self._send_message(chat_id, reply, update)
        )
        return message.message_id if message else None

    async def edit(self, update: Update, message_id: int, reply: Reply) -> bool:
        """Replace one of the bot's messages; return False where Telegram does not allow it."""
        try:
            await self._request(
                update,
                lambda chat_id: self._bot.edit_message_text(
                    reply.text,
                    chat_id,
                    message_id,
                    entities=convert_entities(reply),
                    reply_markup=convert_keyboard(reply.keyboard),
                ),
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                _LOGGER.info("A message stays as it is: %s", error.message)
                return False
        return True

    async def delete(self, update: Update, message_id: int) -> bool:
        """Delete one of the bot's messages; return False where Telegram does not allow it."""
        try:
            await self._request(
                update, lambda chat_id: self._bot.delete_message(chat_id, message_id)
            )
        except BadRequest as error:
            _LOGGER.info("A message is not deleted: %s", error.message)
            return False
        return True

    async def send_document(
        self, update: Update, content: bytes, name: str, caption: str = ""
    ) -> None:
        """Send a file into the update's chat."""
        await self._request(
            update,
            lambda chat_id: self._bot.send_document(
                chat_id,
                InputFile(content, filename=name),
                caption=caption or None,
                reply_parameters=_make_reply_parameters(update),
                message_thread_id=_get_topic(update),
            ),
        )

    async def send_photo(self, update: Update, picture: bytes, name: str, caption: str) -> None:
        """Send a PNG picture into the update's chat."""
        await self._request(
            update,
            lambda chat_id: self._bot.send_photo(
                chat_id,
                InputFile(picture, filename=name),
                caption=caption,
                reply_parameters=_make_reply_parameters(update),
                message_thread_id=_get_topic(update),
            ),
        )

    async def notify(self, chat_id: int, reply: Reply) -> bool:
        """Write into a chat without an update to answer; return False where it is closed."""
        try:
            message = await self._deliver(
                chat_id, lambda chat_id: self._send_message(chat_id, reply), lambda is_sending: None
            )
        except UnconfirmedError:
            return True
        return message is not None

    async def _send_message(
        self, chat_id: int, reply: Reply, update: Update | None = None
    ) -> Message:
        return await self._bot.send_message(
            chat_id,
            reply.text,
            entities=convert_entities(reply),
            reply_markup=convert_keyboard(reply.keyboard),
            reply_parameters=_make_reply_parameters(update) if update else None,
            message_thread_id=_get_topic(update) if update else None,
        )

    async def _request(self, update: Update, request: Callable[[int], Awaitable[_T]]) -> _T | None:
        """Make a request in the update's chat, and note in the inbox while it is on its way."""
        chat, number = update.effective_chat, update.update_id
        if chat is None:
            raise ValueError("an update without a chat")
        try:
            return await self._deliver(
                chat.id, request, lambda is_sending: self._inbox.mark_sending(number, is_sending)
            )
        except UnconfirmedError:
            _LOGGER.warning("Telegram did not confirm the reply to update %d.", number)
            return None

    async def _deliver(
        self,
        chat_id: int,
        request: Callable[[int], Awaitable[_T]],
        mark_sending: Callable[[bool], None],
    ) -> _T | None:
        """Make a request in a chat or, where it became another, in that one; None where closed."""
        try:
            try:
                return await repeat_request(lambda: request(chat_id), self._patience, mark_sending)
            except ChatMigrated as migration:
                successor = migration.new_chat_id
                return await repeat_request(
                    lambda: request(successor), self._patience, mark_sending
                )
        except (Forbidden, BadRequest) as error:
            if not _is_closed(error):
                raise
            _LOGGER.info("Chat %d does not take messages: %s", chat_id, error.message)
            return None

    def _look_up_reply(self, message: Message) -> int | None:
        try:
            return self._replies.find(message.chat_id, message.message_id)
        except sqlite3.Error:
            _LOGGER.exception("The earlier reply cannot be looked up in state.db.")
            return None

    def _remember_reply(self, message: Message, reply_id: int) -> None:
        try:
            self._replies.remember(message.chat_id, message.message_id, reply_id)
        except sqlite3.Error:
            _LOGGER.exception("A reply cannot be noted in state.db; editing will not change it.")


def _make_reply_parameters(update: Update) -> ReplyParameters | None:
    message = update.effective_message
    if message is None:  # one that is too old for Telegram to show
        return None
    return ReplyParameters(message.message_id, allow_sending_without_reply=True)


def _get_topic(update: Update) -> int | None:
    message = update.effective_message
    # A thread that is no topic is merely a chain of replies.
    return message.message_thread_id if message and message.is_topic_message else None


def _is_closed(error: TelegramError) -> bool:
    """Tell whether the bot was blocked or silenced, or the chat or its topic is gone."""
    words = error.message.lower()
    return isinstance(error, Forbidden) or any(phrase in words for phrase in _CLOSED_CHAT_WORDS)
