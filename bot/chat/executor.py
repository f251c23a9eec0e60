"""Executor: asks the answerer off the event loop, a few questions at a time."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol, TypeVar

from bot.answers.answer import Answer, Quote, Turn
from bot.answers.verification.verification import Verification
from bot.answers.views.context_window import ContextWindow
from bot.answers.views.survey import Survey
from bot.chat.monitoring.question_record import Stage, get_record, note_delay
from bot.chat.storage.answer_record import TurnRecord, restore_turns
from bot.chat.transport.inbound.attempts import leave_attempt, suspend_attempt
from bot.chat.transport.inbound.fairness.asker import get_asker
from bot.chat.transport.inbound.fairness.turns import OverloadError, Turns
from bot.index.protocol import IndexStats, Snapshot
from bot.language.span import Span
from bot.localization.current import get_localizer, mark_message
from bot.system.daemon_threads import DaemonThreads
from bot.workers.time_limit import limit_time

_T = TypeVar("_T")

TOO_SLOW = mark_message("The search took too long, so I stopped it. Please try again in a moment.")
TOO_BUSY = mark_message(
    "Too many people are asking just now, and I could not answer this in time. Please ask again in "
    "a few minutes."
)
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


def explain_timeout(error: TimeoutError) -> str:
    """Return the message for a person whose question was not answered in time."""
    return TOO_BUSY if isinstance(error, OverloadError) else TOO_SLOW


class SearchExecutor:
    """Answer at most ``workers`` questions at once, each in at most ``limit`` seconds.

    Turns go round by person. A question waits at most ``patience`` seconds for its turn; whoever
    waits ``calm`` seconds is told so. A search that exceeds its limit keeps its worker until it
    ends, so that there are never more threads than workers.
    """

    def __init__(
        self,
        answerer: AnswererLike,
        *,
        workers: int = 2,
        limit: float = 10,
        patience: float = 180,
        calm: float = 5,
        today: Callable[[], date] = today,
    ) -> None:
        self._answerer = answerer
        self._turns = Turns(workers)
        self._threads = DaemonThreads("search")
        self._limit = limit
        self._patience = patience
        self._calm = calm
        self._reports: set[asyncio.Task[None]] = set()
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
        Raise TimeoutError where that takes too long, OverloadError where its turn never came.
        """
        reader, day = get_localizer().language, at or self._today()

        def work() -> Answer:
            context = restore_turns(turns, self._answerer.snapshot()) if turns else ()
            return self._answerer.answer(question, day, context, reader)

        record = get_record()
        record.note_question()
        answer = await self.call(work)
        record.note_answer(answer)
        return answer

    async def verify(self, text: str) -> Verification:
        """Return whether the sentences of a text are in the articles up to today."""
        day = self._today()
        record = get_record()
        record.note_question()
        verification = await self.call(lambda: self._answerer.verify(text, day))
        record.note_verification(verification)
        return verification

    async def stats(self) -> IndexStats:
        """Return what is searched today."""
        return await self.call(lambda: self._answerer.stats(self._today()))

    async def call(self, work: Callable[[], _T]) -> _T:
        """Run ``work``, which may ask the index, off the event loop, and return its result."""
        with note_delay(Stage.WORKER), suspend_attempt():
            await self._take_turn()
        with note_delay(Stage.SEARCH):
            async with asyncio.timeout(self._limit):
                return await self._in_thread(work)

    async def _take_turn(self) -> None:
        timer = asyncio.get_running_loop().call_later(self._calm, self._report_wait)
        try:
            asker = get_asker()
            await self._turns.acquire(asker.person, self._patience, asker.arrival)
        finally:
            timer.cancel()

    def _report_wait(self) -> None:
        """Tell who asks that there is a queue, without keeping the question from its turn."""
        report, seconds = get_asker().report_wait, self._turns.estimate_wait()
        if report is None:
            return
        with leave_attempt():
            task = asyncio.ensure_future(report(seconds))
        self._reports.add(task)
        task.add_done_callback(self._reports.discard)

    def _in_thread(self, work: Callable[[], _T]) -> asyncio.Future[_T]:
        start = time.monotonic()

        def run() -> _T:
            with limit_time(self._limit):
                return work()

        # In the chat's language, so that replies can be written in the thread, too.
        return self._threads.call(run, lambda: self._turns.release(time.monotonic() - start))
