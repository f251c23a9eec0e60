"""Retry: repeats a request to Telegram until it is known to have arrived."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypeVar

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.chat.transport.bot_api_request import NEVER_SENT, BotApiRequest
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.system.backoff import compute_pause

_T = TypeVar("_T")

LONGEST_WAIT = 3600.0
"""Where Telegram asks for hours, it is asked again after so many seconds: it may have relented."""

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0

# A request of which nothing is known may have arrived each time: its pauses grow without an end,
# so that in the worst case a person reads an answer a few times, not dozens of times.
_FIRST_UNCONFIRMED_PAUSE = 5.0
_LONGEST_UNCONFIRMED_PAUSE = 3600.0


class UndeliveredError(TelegramError):
    """A message that was not sent in the time there was; it may be worth sending it later.

    ``pause``: the seconds that Telegram asked to wait, 0 where it did not.
    """

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        self.pause = pause
        super().__init__(reason)


class RepeatableRequest(BotApiRequest):
    """Make requests that can be repeated when the response is damaged on its way, too."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the request; what waits for Telegram does not count as an attempt at an update.

        What is too large is a bad request, and never repeated.
        """
        with suspend_attempt():
            code, payload = await super().do_request(*args, **kwargs)
        is_too_large = code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return HTTPStatus.BAD_REQUEST if is_too_large else code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the response; raise NetworkError where it is none of Telegram's."""
        try:
            response = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            # The library's own parser would log the response, which has what people wrote.
            raise NetworkError("the response is not JSON") from error
        if not isinstance(response, dict):
            raise NetworkError("the response is not an object")
        return response


async def repeat_request(
    request: Callable[[], Awaitable[_T]],
    patience: float,
    on_flood: Callable[[float], None] = lambda seconds: None,
    *,
    is_idempotent: bool = True,
) -> _T:
    """Make ``request`` until it succeeds, and return what it returns.

    It is repeated after the pause that Telegram asks for, or after growing pauses, ``patience``
    seconds in all, also where it may have arrived: to read something twice is better than never
    to read it. Where it is not idempotent, the pauses are then longer. ``on_flood`` is called
    with the seconds that Telegram asks to wait.

    Raise UndeliveredError where the patience ended, another TelegramError where the request can
    never succeed.
    """
    total_pause = 0.0
    failures = 0
    while True:
        try:
            return await request()
        except TelegramError as error:
            failures += not isinstance(error, RetryAfter)
            pause = _get_pause(error, failures, is_idempotent=is_idempotent)
            if isinstance(error, RetryAfter):
                on_flood(pause)
            if not _is_worth_repeating(error):
                raise
            total_pause += pause
            if total_pause > patience:
                raise UndeliveredError(error.message, pause) from error
        with suspend_attempt():
            await asyncio.sleep(pause)


def _is_worth_repeating(error: TelegramError) -> bool:
    """Tell whether the same request can succeed later; a BadRequest is a NetworkError too.

    A refused token stops the whole bot: until then the answer waits, and so is kept.
    """
    if isinstance(error, BadRequest):
        return False
    return isinstance(error, (NetworkError, RetryAfter, InvalidToken))


def compute_flood_pause(error: RetryAfter) -> float:
    """Return the seconds that Telegram asks to wait, and a little more."""
    delay = error.retry_after
    seconds = delay.total_seconds() if isinstance(delay, timedelta) else delay
    return min(0.5 + seconds, LONGEST_WAIT)


def _get_pause(error: TelegramError, failures: int, *, is_idempotent: bool) -> float:
    """Return how many seconds to wait after ``failures`` that Telegram did not ask to wait for."""
    if isinstance(error, RetryAfter):
        return compute_flood_pause(error)
    if is_idempotent or isinstance(error.__cause__, NEVER_SENT):
        return compute_pause(failures, _FIRST_PAUSE, _LONGEST_PAUSE)
    return compute_pause(failures, _FIRST_UNCONFIRMED_PAUSE, _LONGEST_UNCONFIRMED_PAUSE)
