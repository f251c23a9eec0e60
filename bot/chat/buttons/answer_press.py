"""Answer press: a button that was pressed below an answer, and the question it belongs to."""

import logging
import sqlite3
from dataclasses import dataclass
from datetime import date

from telegram import Message, Update

from bot.chat.buttons.callback_data import decode_data
from bot.chat.keyboard import digest_question
from bot.chat.questions.addressing import find_question
from bot.chat.replies.keyboards.answer_data import AnswerAction, parse_day
from bot.chat.storage.answer_record import QuoteRef, TurnRecord
from bot.chat.storage.answer_store import AnswerStore

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """What a button below an answer sends back: the day and the digest are the question's."""

    action: AnswerAction
    day: date
    digest: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """The question that a message answers, and who asked it, 0 where that is not known.

    ``turns``, ``origin`` and ``quotes`` are as in an AnswerRecord.
    """

    question: str
    day: date
    asker: int = 0
    turns: tuple[TurnRecord, ...] = ()
    origin: str = ""
    quotes: tuple[QuoteRef, ...] = ()


def parse_press(update: Update) -> AnswerPress | None:
    """Return what was pressed, None where another version made the button."""
    name, *arguments = decode_data(update) or [""]
    if name not in tuple(AnswerAction) or len(arguments) < 2:
        return None
    day = parse_day(arguments[0])
    if day is None:
        return None
    return AnswerPress(AnswerAction(name), day, arguments[1], tuple(arguments[2:]))


class AnsweredQuestions:
    """Finds the question that a message answers: in state.db, else in the message it replies to."""

    def __init__(self, answers: AnswerStore) -> None:
        self._answers = answers

    def find(self, message: Message, press: AnswerPress) -> AnsweredQuestion | None:
        """Return the question to which a button belongs, None where it is gone or has changed."""
        try:
            entry = self._answers.find(message.chat_id, message.message_id)
        except sqlite3.Error:
            _LOGGER.exception("The question of an answer cannot be looked up in state.db.")
            entry = None
        if entry and digest_question(entry.record.question) == press.digest:
            record = entry.record
            return AnsweredQuestion(
                record.question, press.day, entry.asker, record.turns, record.origin,
                record.quotes,
            )  # fmt: skip
        return _find_in_reply(message, press)


def _find_in_reply(message: Message, press: AnswerPress) -> AnsweredQuestion | None:
    """Return the question in the message that ``message`` replies to, if it still is the same."""
    original = message.reply_to_message
    if original is None:
        return None
    words = original.text or original.caption or ""
    for text in (words, find_question(original, message.get_bot().bot)):
        if text and digest_question(text) == press.digest:
            asker = original.from_user.id if original.from_user else 0
            return AnsweredQuestion(text, press.day, asker)
    return None
