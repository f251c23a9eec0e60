"""Pooled answerer: an answerer whose answers are made by other processes."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bot.answers.answer import Answer, Quote, Turn
from bot.answers.answerer import Answerer
from bot.answers.verification.verification import Verification
from bot.answers.views.context_window import ContextWindow
from bot.answers.views.survey import Survey
from bot.errors import UnavailableError
from bot.index.engine import IndexConfig
from bot.index.library import Library
from bot.index.protocol import IndexStats, Snapshot
from bot.language.span import Span
from bot.workers.answer_pool import AnswerPool
from bot.workers.fork_server import ForkServer
from bot.workers.index_reader import IndexSource

_LOGGER = logging.getLogger(__name__)

_MOST_BY_DEFAULT = 4


class PooledAnswerer:
    """Answer as ``local`` does, in the processes of a pool unless ``is_local`` says otherwise.

    A snapshot is that of this process, which costs next to nothing; whatever computes goes to the
    pool. Beyond what ``local`` raises, every other method may raise TimeoutError at the time
    limit of its context, LostAnswerError, and UnavailableError.
    """

    def __init__(self, local: Answerer, pool: AnswerPool, is_local: Callable[[], bool]) -> None:
        self.pool = pool
        self._local = local
        self._is_local = is_local

    def wait_until_ready(self, seconds: float) -> None:
        """Wait until a question could be answered at once, but no longer than some seconds."""
        if not self._is_local():
            self.pool.wait_until_ready(seconds)

    def answer(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Answer:
        """Return quotes, best first, from articles published up to the day ``at``."""
        answer: Answer = self._ask("answer", question, at, context, reader)
        return answer

    def survey(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Survey:
        """Return the answer with what there is on the same matter, by day and by source."""
        survey: Survey = self._ask("survey", question, at, context, reader)
        return survey

    def verify(self, text: str, at: date) -> Verification:
        """Return whether the sentences of ``text`` are in articles published up to ``at``."""
        verification: Verification = self._ask("verify", text, at)
        return verification

    def read_context(self, article_id: str, span: Span, shift: int = 0) -> ContextWindow | None:
        """Return the sentences around a quote, or those some windows before or after them."""
        window: ContextWindow | None = self._ask("read_context", article_id, span, shift)
        return window

    def tell_story(self, lead: Quote) -> tuple[Quote, ...]:
        """Return the lead of a story, and the sentence that leads each of its other tellings."""
        quotes: tuple[Quote, ...] = self._ask("tell_story", lead)
        return quotes

    def snapshot(self) -> Snapshot:
        """Return what is searched, as it is now."""
        return self._local.snapshot()

    def stats(self, until: date | None = None) -> IndexStats:
        """Return counts of what is searched, up to the day ``until``."""
        return self._local.stats(until)

    def _ask(self, method: str, *arguments: Any) -> Any:
        if self._is_local():
            return getattr(self._local, method)(*arguments)
        return self.pool.ask(method, *arguments)


@contextmanager
def open_answer_processes(
    local: Answerer,
    library: Library,
    roots: Sequence[Path],
    config: IndexConfig,
    count: int,
    server: ForkServer | None = None,
) -> Iterator[PooledAnswerer]:
    """Yield what answers by ``count`` processes from the index of a library.

    ``server``: what starts them, where it is there already; it is closed with them.
    An index in memory belongs to this process alone, which then answers itself. When it moves to
    the disk, other processes take over as soon as one of them is ready: to start takes longer
    than an answer, on a busy machine longer than an answer may.
    """
    pool = AnswerPool(count, lambda: IndexSource(library.engine, tuple(roots), config), server)
    try:
        if library.engine == "memory":
            yield PooledAnswerer(local, pool, _Handover(library, pool).is_pending)
        else:
            pool.start()
            yield PooledAnswerer(local, pool, lambda: False)
    finally:
        pool.close()


class _Handover:
    """From this process to those of the pool, when an index in memory moves to the disk."""

    def __init__(self, library: Library, pool: AnswerPool) -> None:
        self._library = library
        self._pool = pool
        self._lock = threading.Lock()
        self._is_done = False

    def is_pending(self) -> bool:
        """Tell whether this process has to answer still; start the others when they may."""
        if self._is_done:
            return False
        if self._library.engine == "memory":
            return True
        with self._lock:
            try:
                self._pool.start()
            except UnavailableError as error:
                _LOGGER.warning("%s; this one answers.", error)
                return True
            self._is_done = self._pool.is_ready
            return not self._is_done


def choose_process_count() -> int:
    """Return how many processes answer best on this machine: one for each core, up to four."""
    return min(count_cores(), _MOST_BY_DEFAULT)


def count_cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        return os.cpu_count() or 1
