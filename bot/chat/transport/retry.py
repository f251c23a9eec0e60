"""Retry: repeats a request to Telegram for as long as it cannot have arrived."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import TypeVar

import httpx
from telegram.error import (
    BadRequest,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.system.backoff import compute_pause

_T = TypeVar("_T")

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0


class UnconfirmedError(Exception):
    """Say that a request may have arrived, without an answer."""


class RequestTracker:
    """Notices when the last part of a request leaves; before that, nobody can have acted on it."""

    def __init__(self, on_departure: Callable[[], None]) -> None:
        self.has_departed = False
        self._on_departure = on_departure

    async def trace(self, event: str, _: object) -> None:
        """Follow ``event``, which is how httpcore names each step of a request."""
        if event.endswith("send_request_body.started"):
            self.has_departed = True
            self._on_departure()


_tracker: ContextVar[RequestTracker | None] = ContextVar("request_tracker", default=None)


class TrackedRequest(HTTPXRequest):
    """Make requests that can be tracked."""

    def __init__(self, read_timeout: float = 20) -> None:
        super().__init__(
            read_timeout=read_timeout, httpx_kwargs={"event_hooks": {"request": [_attach_trace]}}
        )


async def repeat_request(
    request: Callable[[], Awaitable[_T]],
    patience: float,
    mark_sending: Callable[[bool], None] | None = None,
) -> _T:
    """Make ``request`` until it succeeds, and return what it returns.

    It is repeated after the pause that Telegram asks for, or after growing pauses, ``patience``
    seconds in all. ``mark_sending`` is for requests that must not be made twice: it is called
    with True when the request leaves, and with False when it is known not to have arrived.

    Raise UnconfirmedError where such a request may have arrived, and TelegramError where a
    request failed for good.
    """
    mark = mark_sending or (lambda is_sending: None)
    total_pause = 0.0
    failures = 0
    while True:
        try:
            with _track_request(lambda: mark(True)) as tracker:
                return await request()
        except TelegramError as error:
            if mark_sending and isinstance(error, TimedOut) and tracker.has_departed:
                raise UnconfirmedError from error
            mark(False)
            failures += not isinstance(error, RetryAfter)
            pause = _get_pause(error, failures)
            total_pause += pause
            if not _is_worth_repeating(error) or total_pause > patience:
                raise
        await asyncio.sleep(pause)


@contextmanager
def _track_request(on_departure: Callable[[], None]) -> Iterator[RequestTracker]:
    """Track the request that is made inside the block."""
    tracker = RequestTracker(on_departure)
    token = _tracker.set(tracker)
    try:
        yield tracker
    finally:
        _tracker.reset(token)


async def _attach_trace(request: httpx.Request) -> None:
    tracker = _tracker.get()
    if tracker is not None:
        request.extensions["trace"] = tracker.trace


def _is_worth_repeating(error: TelegramError) -> bool:
    """Tell whether the same request can succeed later; a BadRequest is a NetworkError too.

    A refused token stops the whole bot: until then the answer waits, and so is kept.
    """
    if isinstance(error, BadRequest):
        return False
    return isinstance(error, (NetworkError, RetryAfter, InvalidToken))


def _get_pause(error: TelegramError, failures: int) -> float:
    """Return how many seconds to wait after ``failures`` that Telegram did not ask to wait for."""
    if not isinstance(error, RetryAfter):
        return compute_pause(failures, _FIRST_PAUSE, _LONGEST_PAUSE)
    delay = error.retry_after
    return 0.5 + (delay.total_seconds() if isinstance(delay, timedelta) else delay)
