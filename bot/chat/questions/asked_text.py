"""Asked text: what a message asks together with what was said before it."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from telegram import Message, MessageEntity, User

from bot.answers.question.context.timeless import remove_times
from bot.chat.profile.prompts import find_prompt
from bot.chat.questions.addressing import cut_address, is_reply_to_bot, read_replied
from bot.chat.storage.answer_record import TurnRecord
from bot.chat.storage.answer_store import AnswerStore, StoredAnswer

_LOGGER = logging.getLogger(__name__)

_CONTINUED_SECONDS = 600.0
"""How long the next question in private may go on with the last one."""

_QUOTATIONS = (MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE)
_LONGEST_TURN = 1000


@dataclass(frozen=True, slots=True)
class AskedText:
    """What is asked: the words, and what was asked before, oldest first.

    ``claim``: what the message says that the words are about, if it is somebody else's.
    """

    words: str
    turns: tuple[TurnRecord, ...] = ()
    claim: str = ""


class Conversations:
    """Finds what a message goes on with: the answer that it replies to, or the last one."""

    def __init__(self, answers: AnswerStore) -> None:
        self._answers = answers

    def read(self, message: Message, bot: User, *, in_private: bool) -> AskedText:
        """Return what a message asks, which may be in the message that it replies to."""
        words = cut_address(message, bot)
        if message.reply_to_message is None:
            return AskedText(words, self._continue_last(message) if in_private else ())
        if find_prompt(message):
            return AskedText(words)
        if is_reply_to_bot(message, bot):
            return AskedText(words, (*self._continue(message),))
        return AskedText(words, claim=read_replied(message, bot))

    def find_earlier(self, message: Message, reply: int) -> tuple[TurnRecord, ...]:
        """Return what had been asked before the question that ``reply`` answers."""
        entry = self._find(message.chat_id, reply)
        return entry.record.turns if entry else ()

    def _continue(self, message: Message) -> Iterator[TurnRecord]:
        """Yield what a reply to the bot goes on with; a part that was quoted comes last."""
        original = message.reply_to_message
        if original is None:
            return
        entry = self._find(message.chat_id, original.message_id)
        if entry:
            yield from entry.record.thread
        elif not message.quote:
            text = _find_quotation(original) or _read_text(original)
            if text:
                yield _make_turn(text)
        if message.quote and message.quote.text.strip():
            yield _make_turn(message.quote.text)

    def _continue_last(self, message: Message) -> tuple[TurnRecord, ...]:
        try:
            entry = self._answers.find_latest(message.chat_id, time.time() - _CONTINUED_SECONDS)
        except sqlite3.Error:
            _LOGGER.exception("The last answer cannot be looked up in state.db.")
            return ()
        return entry.record.thread if entry else ()

    def _find(self, chat: int, message: int) -> StoredAnswer | None:
        try:
            return self._answers.find(chat, message)
        except sqlite3.Error:
            _LOGGER.exception("An answer cannot be looked up in state.db.")
            return None


def _make_turn(text: str) -> TurnRecord:
    """Return what one of the bot's messages says as if it had been asked."""
    return TurnRecord(remove_times(text.strip()[:_LONGEST_TURN], datetime.now(UTC).date()))


def _read_text(message: Message) -> str:
    return (message.text or message.caption or "").strip()


def _find_quotation(message: Message) -> str:
    """Return the first quotation of one of the bot's messages."""
    quotations = message.parse_entities(list(_QUOTATIONS)).values() if message.text else ()
    return next((text.strip() for text in quotations if text.strip()), "")
