"""Sending: a request that tells when it leaves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx
from telegram.request import HTTPXRequest


class Departure:
    """Whether a request is about to be whole; until then nobody can have acted on it."""

    def __init__(self, note: Callable[[], None]) -> None:
        self.happened = False
        self._note = note

    async def trace(self, event: str, _: object) -> None:
        """Call ``note`` when ``event``, as httpcore names it, begins the part that completes it."""
        if event.endswith("send_request_body.started"):
            self.happened = True
            self._note()


_current: ContextVar[Departure | None] = ContextVar("departure", default=None)


@contextmanager
def departing(note: Callable[[], None]) -> Iterator[Departure]:
    """Watch the request that is made inside the block."""
    departure = Departure(note)
    token = _current.set(departure)
    try:
        yield departure
    finally:
        _current.reset(token)


class SendingRequest(HTTPXRequest):
    """Make requests that ``departing`` can watch."""

    def __init__(self, read_timeout: float = 20) -> None:
        super().__init__(
            read_timeout=read_timeout, httpx_kwargs={"event_hooks": {"request": [_watch]}}
        )


async def _watch(request: httpx.Request) -> None:
    departure = _current.get()
    if departure is not None:
        request.extensions["trace"] = departure.trace
