"""Example keeper: finds questions that the articles answer, and others when articles came."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from bot.errors import UnavailableError
from bot.system.daemon_threads import DaemonThreads

_LOGGER = logging.getLogger(__name__)

_PAUSE_SECONDS = 60.0
"""Between two looks: feeds bring articles every minute, and each search costs some answers."""


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
    ) -> None:
        self._find = find
        self._count_updates = count_updates
        self._today = today
        self._pause_seconds = pause_seconds
        self._threads = DaemonThreads("examples")
        self._occasion: tuple[int, date] | None = None
        self._questions: tuple[str, ...] = ()

    def list_questions(self) -> tuple[str, ...]:
        """Return the questions that were found last, none before the first are found."""
        return self._questions

    def find_first(self) -> None:
        """Find questions at once, which also loads what the first answer needs."""
        occasion = self._count_updates(), self._today()
        with suppress(UnavailableError, TimeoutError):  # it is tried again while it runs
            self._questions = tuple(self._find(lambda: False))
            self._occasion = occasion

    async def run(self) -> None:
        """Find questions whenever other articles may answer, until the task is cancelled.

        It ends with its thread, which would read an index that is being closed.
        """
        while True:
            await self._look()
            await asyncio.sleep(self._pause_seconds)

    async def _look(self) -> None:
        occasion = self._count_updates(), self._today()
        if occasion == self._occasion:
            return
        try:
            self._questions = tuple(await self._search())
        except (UnavailableError, TimeoutError):
            return  # who asks is told why; the questions of before may do when the index is back
        except Exception:
            _LOGGER.exception("No example questions could be found.")
        self._occasion = occasion

    async def _search(self) -> Sequence[str]:
        is_stopped = threading.Event()
        search = self._threads.call(lambda: self._find(is_stopped.is_set))
        try:
            return await asyncio.shield(search)
        except asyncio.CancelledError:
            is_stopped.set()
            await asyncio.gather(search, return_exceptions=True)
            raise
