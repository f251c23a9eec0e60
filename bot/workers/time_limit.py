"""Time limit: when a search that was begun in this context is to be stopped."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Stop what is searched inside the block when it has taken so long."""
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def compute_end(seconds: float) -> float:
    """Return the moment at which this context's limit ends, or else after ``seconds``.

    It is one of ``time.monotonic``.
    """
    end = _end.get()
    return time.monotonic() + seconds if end is None else end
