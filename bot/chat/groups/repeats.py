"""Repeats: a question that a group asked a moment ago gets a link to its answer."""

import hashlib
import logging
import sqlite3
import time
from collections.abc import Callable

from telegram import Chat, Update
from telegram.constants import ChatType

from bot.chat.questions.addressing import is_reply_to_bot
from bot.chat.rich_text import Reply, format_entity
from bot.chat.storage.answer_store import AnswerStore, StoredAnswer
from bot.localization.current import gettext

_LOGGER = logging.getLogger(__name__)

_REPEAT_SECONDS = 10 * 60

_ENDING = " \t\n.,!?。，！？؟؛;\u037e…"


def digest_repeated_question(question: str) -> str:
    """Return what is the same for a question however its case, spaces and ending are written."""
    text = " ".join(question.casefold().split()).rstrip(_ENDING)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class RepeatFinder:
    """Find what a group asked within the last ten minutes.

    What continues a conversation is never a repeat: the same words ask something else there.
    """

    def __init__(self, answers: AnswerStore, read_clock: Callable[[], float] = time.time) -> None:
        self._answers = answers
        self._read_clock = read_clock

    def find_repeat(self, update: Update, question: str) -> Reply | None:
        """Return a line that links to the earlier answer, None where there is none to link to."""
        message, chat = update.message, update.effective_chat
        if message is None or chat is None or is_reply_to_bot(message, message.get_bot().bot):
            return None
        earlier = self._find_answer(chat.id, question)
        link = make_message_link(chat, earlier.message) if earlier else ""
        if not link:
            return None
        line = format_entity(gettext("I answered this a few minutes ago."), "text_link", link)
        return Reply(line.text, line.entities)

    def _find_answer(self, chat: int, question: str) -> StoredAnswer | None:
        oldest = self._read_clock() - _REPEAT_SECONDS
        try:
            answer = self._answers.find_repeat(chat, digest_repeated_question(question), oldest)
        except sqlite3.Error:
            _LOGGER.exception("An earlier answer cannot be looked up in state.db.")
            return None
        return answer if answer and answer.record.quotes and not answer.record.turns else None


def make_message_link(chat: Chat, message: int) -> str:
    """Return the address of a message, empty where its chat has none."""
    if chat.type != ChatType.SUPERGROUP:
        return ""
    name = chat.username or f"c/{str(chat.id).removeprefix('-100')}"
    return f"https://t.me/{name}/{message}"
