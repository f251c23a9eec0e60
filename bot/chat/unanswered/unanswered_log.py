"""Unanswered log: counts what was asked in vain, where an operator wants that."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import date

from telegram import Update

from bot.answers.answer import Answer
from bot.chat.storage.admins.unanswered_store import UnansweredStore
from bot.chat.unanswered.topic_words import find_topics, is_unanswered
from bot.language.analyzer import Analyzer

_LOGGER = logging.getLogger(__name__)

_MOST_QUESTIONS = 100
_MOST_TOPICS_A_DAY = 20_000


class UnansweredLog:
    """Counts topics, each once a day for a person, so that nobody can make one large alone.

    Of a person it counts so many questions a day, and of all people so many topics.
    """

    def __init__(self, store: UnansweredStore, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today
        self._analyzer = Analyzer()
        self._day = date.min
        self._topics: set[tuple[int, str]] = set()
        self._questions: Counter[int] = Counter()

    def note(self, update: Update, answer: Answer) -> None:
        """Count a question if it was not answered."""
        user = update.effective_user
        if user is None or not is_unanswered(answer):
            return
        day = self._today()
        if day != self._day:
            self._day = day
            self._topics.clear()
            self._questions.clear()
        if self._questions[user.id] >= _MOST_QUESTIONS:
            return
        topics = {
            topic: words
            for topic, words in find_topics(answer, self._analyzer).items()
            if (user.id, topic) not in self._topics
        }
        if not topics or len(self._topics) + len(topics) > _MOST_TOPICS_A_DAY:
            return
        self._questions[user.id] += 1
        self._topics.update((user.id, topic) for topic in topics)
        try:
            self._store.add(topics, user.id, day)
        except sqlite3.Error:
            _LOGGER.exception("A question without an answer cannot be counted in state.db.")
