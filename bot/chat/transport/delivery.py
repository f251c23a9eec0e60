"""Delivery: sends a reply once, as far as a network allows that."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, Message, MessageEntity, ReplyParameters, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.rich_text import Entity, Reply
from bot.chat.transport.inbox import Inbox
from bot.chat.transport.state import State
from bot.chat.transport.tracked_request import departing
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_PATIENCE = 15 * 60
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0

# How Telegram words it when there is nobody left to write to.
_SHUT = ("chat not found", "not enough rights", "thread not found", "topic_closed", "chat_write")


class Delivery:
    """Send replies, and remember which message answers which, so that it can be changed.

    Waiting happens in the chat's own turn, where it holds up nobody else: at a flood limit
    for as long as Telegram asks, at a broken connection with growing pauses, ``patience``
    seconds in all.
    """

    def __init__(self, bot: Bot, state: State, inbox: Inbox, patience: float = _PATIENCE) -> None:
        self._bot = bot
        self._state = state
        self._inbox = inbox
        self._patience = patience

    async def reply(self, update: Update, reply: Reply) -> None:
        """Answer the update's message, or change the answer that the message has already."""
        message = update.effective_message
        if message is None:
            return
        known = self._known_reply(message) if update.edited_message else None
        try:
            if known is None:
                await self._answer(update.update_id, message, reply)
            else:
                await self._change(update.update_id, message, known, reply)
        except (Forbidden, BadRequest) as error:
            if not _is_shut(error):
                raise
            _LOGGER.info("Chat %d does not take messages: %s", message.chat_id, error.message)

    async def once(self, update: int, request: Callable[[], Awaitable[_T]]) -> _T | None:
        """Make ``request`` until it is known to have arrived, or may have: then return None."""
        waited = 0.0
        backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        while True:
            try:
                with departing(lambda: self._inbox.sending(update, under_way=True)) as departure:
                    return await request()
            except TelegramError as error:
                if isinstance(error, TimedOut) and departure.happened:
                    _LOGGER.warning("Telegram did not confirm the reply to update %d.", update)
                    return None
                self._inbox.sending(update, under_way=False)
                pause = _pause_after(error, backoff)
                waited += pause
                if not _is_worth_repeating(error) or waited > self._patience:
                    raise
            await asyncio.sleep(pause)

    async def _answer(self, update: int, message: Message, reply: Reply) -> None:
        try:
            sent = await self.once(update, lambda: self._send(message.chat_id, message, reply))
        except ChatMigrated as moved:
            chat = moved.new_chat_id
            sent = await self.once(update, lambda: self._send(chat, message, reply))
        if sent is not None:
            self._remember(message, sent)

    async def _send(self, chat: int, message: Message, reply: Reply) -> Message:
        return await self._bot.send_message(
            chat_id=chat,
            text=reply.text,
            entities=[entity_of(entity) for entity in reply.entities],
            message_thread_id=message.message_thread_id if message.is_topic_message else None,
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
        )

    async def _change(self, update: int, message: Message, known: int, reply: Reply) -> None:
        async def edit() -> Message | bool:
            return await self._bot.edit_message_text(
                text=reply.text,
                chat_id=message.chat_id,
                message_id=known,
                entities=[entity_of(entity) for entity in reply.entities],
            )

        try:
            await self.once(update, edit)
        except BadRequest as error:
            # The same answer as before, or one that a person deleted: nothing is left to do.
            _LOGGER.info("The reply to an edited message stays: %s", error.message)

    def _known_reply(self, message: Message) -> int | None:
        try:
            return self._state.reply_to(message.chat_id, message.message_id)
        except sqlite3.Error:
            _LOGGER.exception("The earlier reply cannot be looked up in state.db.")
            return None

    def _remember(self, message: Message, sent: Message) -> None:
        try:
            self._state.remember(message.chat_id, message.message_id, sent.message_id)
        except sqlite3.Error:
            _LOGGER.exception("A reply cannot be noted in state.db; editing will not change it.")


def entity_of(entity: Entity) -> MessageEntity:
    """Return an entity as python-telegram-bot has it."""
    return MessageEntity(entity.type, entity.offset, entity.length, url=entity.url or None)


def _is_shut(error: TelegramError) -> bool:
    """Tell whether the bot was blocked or silenced, or the chat or its topic is gone."""
    said = error.message.lower()
    return isinstance(error, Forbidden) or any(words in said for words in _SHUT)


def _is_worth_repeating(error: TelegramError) -> bool:
    """Tell whether the same request can succeed later; a BadRequest is a NetworkError too.

    A refused token stops the whole bot: until then the answer waits, and so is kept.
    """
    if isinstance(error, BadRequest):
        return False
    return isinstance(error, (NetworkError, RetryAfter, InvalidToken))


def _pause_after(error: TelegramError, backoff: Backoff) -> float:
    """Return how many seconds to wait before the next attempt."""
    if not isinstance(error, RetryAfter):
        return backoff.next_pause()
    asked = error.retry_after
    return 0.5 + (asked.total_seconds() if isinstance(asked, timedelta) else asked)
