"""Cache clock: for how long Telegram may show the same cards again without asking."""

import time
from collections.abc import Callable

from bot.answers.answer import Answer
from bot.chat.replies.keyboards.answer_keyboard import STORY_KINDS
from bot.index.protocol import IndexStats

SHORTEST_SECONDS = 30
LONGEST_SECONDS = 300


class CacheClock:
    """Trust an answer the longer, the longer the articles stayed the same.

    What is asked about today, and the newest stories, may change with the next article.
    """

    note_seconds = 10
    """For a card without a quote: articles that answer may come at any time."""

    def __init__(self, get_seconds: Callable[[], float] = time.monotonic) -> None:
        self._get_seconds = get_seconds
        self._stats: IndexStats | None = None
        self._last_change = get_seconds()

    def choose_seconds(self, answer: Answer, stats: IndexStats) -> int:
        """Return how long an answer with quotes is likely to stay; ``stats``: of all articles."""
        seconds = self._get_seconds()
        if stats != self._stats:
            self._stats, self._last_change = stats, seconds
        if answer.kind in STORY_KINDS or _is_about_today(answer):
            return SHORTEST_SECONDS
        age = int(seconds - self._last_change)
        return max(SHORTEST_SECONDS, min(age, LONGEST_SECONDS))


def _is_about_today(answer: Answer) -> bool:
    days = answer.fit.range
    return bool(
        answer.fit.newest
        or (days and (days.first or answer.at) <= answer.at <= (days.last or answer.at))
    )
