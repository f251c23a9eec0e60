"""Example keeper: finds questions that the articles answer, and others when articles came."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeAlias

from bot.errors import UnavailableError
from bot.system.daemon_threads import DaemonThreads

_LOGGER = logging.getLogger(__name__)

_PAUSE_SECONDS = 60.0  # between two looks

# Feeds bring articles every minute, and each search costs a dozen answers.
_REST_SECONDS = 600.0
"""So long questions stay that were found today, whatever came."""

_Occasion: TypeAlias = tuple[int, date]
"""How often the articles changed so far, and the day."""


class ExampleKeeper:
    """Keeps questions for who does not know what to ask, so that they fit the newest articles.

    ``find`` returns them, in a thread; it may raise UnavailableError or TimeoutError. Where what it
    is given says that nobody waits any more, it is to return soon.
    ``count_updates`` returns another number when articles may have been added.
    """

    def __init__(
        self,
        find: Callable[[Callable[[], bool]], Sequence[str]],
        count_updates: Callable[[], int],
        today: Callable[[], date],
        *,
        pause_seconds: float = _PAUSE_SECONDS,
        rest_seconds: float = _REST_SECONDS,
    ) -> None:
        self._find = find
        self._count_updates = count_updates
        self._today = today
        self._pause_seconds = pause_seconds
        self._rest_seconds = rest_seconds
        self._last_search = 0.0
        self._threads = DaemonThreads("examples")
        self._occasion: _Occasion | None = None
        self._questions: tuple[str, ...] = ()

    def list_questions(self) -> tuple[str, ...]:
        """Return the questions that were found last, none before the first are found."""
        return self._questions

    def find_first(self) -> None:
        """Find questions at once, which also loads what the first answer needs."""
        occasion = self._count_updates(), self._today()
        with self._bear_failures(occasion):
            self._keep(self._find(lambda: False), occasion)

    async def run(self) -> None:
        """Find questions whenever other articles may answer, until the task is cancelled.

        It ends with its thread, which would read an index that is being closed.
        """
        while True:
            await self._look()
            await asyncio.sleep(self._pause_seconds)

    async def _look(self) -> None:
        occasion = self._count_updates(), self._today()
        if occasion == self._occasion or self._is_resting(occasion[1]):
            return
        with self._bear_failures(occasion):
            self._keep(await self._search(), occasion)

    @contextmanager
    def _bear_failures(self, occasion: _Occasion) -> Iterator[None]:
        """Keep the questions of before where no others can be found."""
        try:
            yield
        except (UnavailableError, TimeoutError):
            pass  # who asks is told why, and the index may be back at the next look
        except Exception:
            _LOGGER.exception("No example questions could be found.")
            self._occasion = occasion

    def _keep(self, questions: Sequence[str], occasion: _Occasion) -> None:
        self._questions, self._occasion = tuple(questions), occasion
        self._last_search = time.monotonic()

    def _is_resting(self, day: date) -> bool:
        has_questions_of_day = bool(self._questions and self._occasion and self._occasion[1] == day)
        return has_questions_of_day and time.monotonic() < self._last_search + self._rest_seconds

    async def _search(self) -> Sequence[str]:
        is_stopped = threading.Event()
        search = self._threads.call(lambda: self._find(is_stopped.is_set))
        try:
            return await asyncio.shield(search)
        except asyncio.CancelledError:
            is_stopped.set()
            await asyncio.gather(search, return_exceptions=True)
            raise
