"""Chat requests: requests to Telegram in a chat, in its turns, until they arrive."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat.monitoring.question_record import QuestionOutcome, Stage, get_record, measure_stage
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.chat.transport.outbound.pacing import Pacer
from bot.chat.transport.outbound.retry import repeat_request
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

# Telegram's words for a chat that takes no messages.
_CLOSED_CHAT_WORDS = (
    "chat not found",
    "not enough rights",
    "no rights to send",
    "no write access",
    "thread not found",
    "topic_closed",
    "topic_deleted",
    "chat_write",
    "chat_send_",
    "chat_restricted",
    "channel_private",
    "peer_id_invalid",
    "user_is_blocked",
    "user_banned_in_channel",
)


class ChatRequests:
    """Make requests that are repeated until they succeed, and wait in between.

    A chat that takes no messages, because the bot was blocked or the topic is gone, is logged,
    and is not an error. What waits here does not count as an attempt at its update. Raise
    UndeliveredError where the ``patience`` ends, in seconds.
    """

    def __init__(self, pacer: Pacer, patience: float) -> None:
        self._pacer = pacer
        self._patience = patience

    async def send(
        self, chat_id: int, request: Callable[[int], Awaitable[_T]], patience: float
    ) -> _T | None:
        """Make a request that writes a new message; None where the chat takes none."""
        return await self._make(
            chat_id, self._pace(request), patience=patience, is_idempotent=False
        )

    async def send_bulk(self, chat_id: int, request: Callable[[int], Awaitable[_T]]) -> _T | None:
        """Do the same for a message that many chats get, which lets answers go first."""
        turn = self._pace(request, is_bulk=True)
        return await self._make(chat_id, turn, patience=self._patience, is_idempotent=False)

    async def edit(
        self, chat_id: int, request: Callable[[int], Awaitable[_T]], patience: float
    ) -> _T | None:
        """Make a request that edits a message, which Telegram counts as one more."""
        return await self._make(chat_id, self._pace(request), patience=patience)

    async def make(self, chat_id: int, request: Callable[[int], Awaitable[_T]]) -> _T | None:
        """Make a request that writes nothing into a chat."""
        return await self._make(chat_id, request, patience=self._patience)

    async def _make(
        self,
        chat_id: int,
        request: Callable[[int], Awaitable[_T]],
        *,
        patience: float,
        is_idempotent: bool = True,
    ) -> _T | None:
        """Make a request in a chat or, where it became another, in that one; None where closed."""

        async def repeat(chat_id: int) -> _T:
            return await repeat_request(
                lambda: request(chat_id),
                patience,
                lambda seconds: self._pacer.hold(chat_id, seconds),
                is_idempotent=is_idempotent,
            )

        with measure_stage(Stage.SEND), suspend_attempt():
            try:
                try:
                    return await repeat(chat_id)
                except ChatMigrated as migration:
                    return await repeat(migration.new_chat_id)
            except (Forbidden, BadRequest) as error:
                if not _is_closed(error):
                    raise
                _LOGGER.info("Chat %s takes no messages: %s", hash_id(chat_id), error.message)
                get_record().note(QuestionOutcome.DROPPED, "chat_closed")
                return None

    def _pace(
        self, request: Callable[[int], Awaitable[_T]], *, is_bulk: bool = False
    ) -> Callable[[int], Awaitable[_T]]:
        """Return a request that waits for the chat's turn first."""

        async def take_turn(chat_id: int) -> _T:
            async with self._pacer.turn(chat_id, is_bulk=is_bulk):
                return await request(chat_id)

        return take_turn


def _is_closed(error: TelegramError) -> bool:
    """Tell whether the bot was blocked or silenced, or the chat or its topic is gone."""
    words = error.message.lower()
    return isinstance(error, Forbidden) or any(phrase in words for phrase in _CLOSED_CHAT_WORDS)
