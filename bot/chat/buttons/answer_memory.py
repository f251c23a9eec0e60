"""Answer memory: notes in state.db what each answer was asked and quotes."""

import logging
import sqlite3

from bot.answers.answer import Answer
from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.chat.groups.repeats import digest_repeated_question
from bot.chat.storage.answer_record import TurnRecord, make_record
from bot.chat.storage.answer_store import AnswerStore

_LOGGER = logging.getLogger(__name__)


class AnswerMemory:
    """Remembers answers; where state.db fails, their buttons look for the question elsewhere."""

    def __init__(self, answers: AnswerStore) -> None:
        self._answers = answers

    def remember(
        self,
        chat: int,
        message: int,
        asker: int,
        answer: Answer,
        turns: tuple[TurnRecord, ...] = (),
        origin: str = "",
    ) -> None:
        """Note what a message answers, who asked it, and what had been asked before.

        Small talk is no question that another goes on with.
        """
        if answer.kind in UNSEARCHED_KINDS:
            self.forget(chat, message)
            return
        digest = digest_repeated_question(answer.question)
        try:
            record = make_record(answer, turns, origin)
            self._answers.remember(chat, message, asker, digest, record)
        except (sqlite3.Error, UnicodeEncodeError):
            _LOGGER.exception("An answer cannot be noted in state.db; its buttons may not work.")

    def forget(self, chat: int, message: int) -> None:
        """Forget what a message answers, because it is gone."""
        try:
            self._answers.forget(chat, message)
        except sqlite3.Error:
            _LOGGER.exception("An answer cannot be removed from state.db.")
