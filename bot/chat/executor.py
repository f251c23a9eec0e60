"""Executor: asks the answerer off the event loop, a few questions at a time."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextvars import copy_context
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import Protocol, TypeVar

from bot.answers.answer import Answer, Quote, Turn
from bot.answers.verification.verification import Verification
from bot.answers.views.context_window import ContextWindow
from bot.answers.views.survey import Survey
from bot.chat.storage.answer_record import TurnRecord, restore_turns
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.index.protocol import IndexStats, Snapshot
from bot.language.span import Span
from bot.localization.current import get_localizer, mark_message
from bot.workers.time_limit import limit_time

_T = TypeVar("_T")

TOO_SLOW = mark_message("The search took too long, so I stopped it. Please try again in a moment.")
UNAVAILABLE = mark_message(
    "The search is unavailable at the moment. Please try again in a few minutes."
)


class AnswererLike(Protocol):
    """What the chat needs of an Answerer."""

    def answer(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Answer:
        """Return what the articles up to ``at`` say, after what was asked before."""
        ...

    def survey(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Survey:
        """Return the same with what there is on the matter, by day and by source."""
        ...

    def verify(self, text: str, at: date) -> Verification:
        """Return whether the sentences of a text are in the articles up to ``at``."""
        ...

    def snapshot(self) -> Snapshot:
        """Return what is searched, as it is now."""
        ...

    def read_context(self, article_id: str, span: Span, shift: int = 0) -> ContextWindow | None:
        """Return the sentences around a quoted span, None where the article is gone."""
        ...

    def tell_story(self, lead: Quote) -> tuple[Quote, ...]:
        """Return how its sources tell the story that a quote leads."""
        ...

    def stats(self, until: date | None = None) -> IndexStats:
        """Return what is searched."""
        ...


def today(zone: tzinfo = UTC) -> date:
    """Return today's date in a time zone."""
    return datetime.now(zone).date()


class SearchExecutor:
    """Answer at most ``workers`` questions at once, each in at most ``limit`` seconds.

    A question waits at most ``patience`` seconds for its turn. A search that exceeds its limit
    keeps its worker until it ends, so that there are never more threads than workers.
    """

    def __init__(
        self,
        answerer: AnswererLike,
        *,
        workers: int = 2,
        limit: float = 10,
        patience: float = 60,
        today: Callable[[], date] = today,
    ) -> None:
        self._answerer = answerer
        self._free = asyncio.Semaphore(workers)
        self._limit = limit
        self._patience = patience
        self._today = today

    @property
    def today(self) -> date:
        """Return the day on which questions are asked now."""
        return self._today()

    async def answer(
        self, question: str, at: date | None = None, turns: tuple[TurnRecord, ...] = ()
    ) -> Answer:
        """Return what the articles say today, or on the day ``at``.

        ``turns``: what was asked before in the same conversation, oldest first.
        Raise TimeoutError where that takes too long.
        """
        reader, day = get_localizer().language, at or self._today()

        def work() -> Answer:
            context = restore_turns(turns, self._answerer.snapshot()) if turns else ()
            return self._answerer.answer(question, day, context, reader)

        return await self.call(work)

    async def verify(self, text: str) -> Verification:
        """Return whether the sentences of a text are in the articles up to today."""
        day = self._today()
        return await self.call(lambda: self._answerer.verify(text, day))

    async def stats(self) -> IndexStats:
        """Return what is searched today."""
        return await self.call(lambda: self._answerer.stats(self._today()))

    async def call(self, work: Callable[[], _T]) -> _T:
        """Run ``work``, which may ask the index, off the event loop, and return its result."""
        with suspend_attempt():
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        async with asyncio.timeout(self._limit):
            return await self._in_thread(work)

    def _in_thread(self, work: Callable[[], _T]) -> asyncio.Future[_T]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_T] = loop.create_future()

        def settle(report: Callable[[], None]) -> None:
            self._free.release()
            if not future.cancelled():
                report()

        def run() -> None:
            try:
                with limit_time(self._limit):
                    report = partial(future.set_result, work())
            except BaseException as failure:
                report = partial(future.set_exception, failure)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, report)

        # Not a ThreadPoolExecutor: Python waits for its threads when it exits, and a search
        # without end would keep a stopped bot alive.
        # With the chat's language, so that replies can be written in the thread, too.
        context = copy_context()
        threading.Thread(target=context.run, args=(run,), name="search", daemon=True).start()
        return future
