"""Attempts: how often the handling of an update began, without the time in which it only waits.

A message that crashes the process is given up after a few attempts. A process that is killed
while an answer waits, for a turn or for Telegram, says nothing against the message.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class AttemptCounter(Protocol):
    """What counts the attempts."""

    def begin(self, update_id: int) -> None:
        """Count one more attempt at an update."""

    def release(self, update_id: int) -> None:
        """Take an attempt back."""


class _Attempt:
    """An attempt that is under way, and how many blocks suspend it."""

    def __init__(self, counter: AttemptCounter, update_id: int) -> None:
        self.counter = counter
        self.update_id = update_id
        self.suspensions = 0


_current: ContextVar[_Attempt | None] = ContextVar("attempt", default=None)


@contextmanager
def count_attempt(counter: AttemptCounter, update_id: int) -> Iterator[None]:
    """Count the block as an attempt at an update, unless it is cancelled."""
    token = _current.set(_Attempt(counter, update_id))
    counter.begin(update_id)
    try:
        yield
    except asyncio.CancelledError:
        counter.release(update_id)
        raise
    finally:
        _current.reset(token)


@contextmanager
def suspend_attempt() -> Iterator[None]:
    """Take the attempt back that this belongs to, if any, for as long as the block takes."""
    attempt = _current.get()
    if attempt is None:
        yield
        return
    attempt.suspensions += 1
    if attempt.suspensions == 1:
        attempt.counter.release(attempt.update_id)
    try:
        yield
    finally:
        attempt.suspensions -= 1
        if attempt.suspensions == 0:
            attempt.counter.begin(attempt.update_id)


@contextmanager
def leave_attempt() -> Iterator[None]:
    """Do in the block what belongs to no attempt, such as saying that an answer takes a while."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)
