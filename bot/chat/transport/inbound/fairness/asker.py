"""Asker: for whom something is computed, and how to tell that it takes a while."""

from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Who waits for an answer; ``report_wait`` says how many seconds it will take about.

    ``arrival``: when the question came, by ``time.monotonic``, None where that is now.
    What belongs to nobody, such as the daily digests, counts as one person.
    """

    person: Hashable = None
    report_wait: Callable[[float], Awaitable[None]] | None = None
    arrival: float | None = None


_NOBODY = Asker()
_current: ContextVar[Asker] = ContextVar("asker", default=_NOBODY)


def get_asker() -> Asker:
    """Return for whom something is computed now."""
    return _current.get()


@contextmanager
def use_asker(asker: Asker) -> Iterator[None]:
    """Compute for somebody inside the block."""
    token = _current.set(asker)
    try:
        yield
    finally:
        _current.reset(token)
