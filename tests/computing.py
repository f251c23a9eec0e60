"""A limit on computing, which a busy machine does not reach sooner than a quiet one."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(Exception):
    """Say that work took far longer than it may."""


@contextmanager
def computing_at_most(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in the block where it computes for longer; waiting does not count.

    It tells work that grows with the square of a text from work that grows with it, no more:
    the limit is to be many times what is needed. How quick something is, benchmarks measure.
    """
    start = time.process_time()

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"{time.process_time() - start:.1f} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
