from collections.abc import Sequence
from types import SimpleNamespace

import aiohttp
import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.transport.outbound import retry
from bot.chat.transport.outbound.retry import RepeatableRequest, UndeliveredError, repeat_request


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(retry, "asyncio", SimpleNamespace(sleep=sleep))
    return pauses


class Request:
    """A request that fails with each of ``errors`` and then succeeds."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors: Sequence[TelegramError] = errors
        self.count = 0

    async def __call__(self) -> str:
        self.count += 1
        if self.count <= len(self.errors):
            raise self.errors[self.count - 1]
        return "done"


def caused_by(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


async def test_a_request_that_was_never_sent_is_repeated_soon(pauses: list[float]) -> None:
    error = caused_by(NetworkError("no route"), aiohttp.ConnectionTimeoutError("no route"))
    request = Request(*[error] * 7)
    assert await repeat_request(request, 900, is_idempotent=False) == "done"
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


async def test_an_idempotent_request_is_repeated_soon(pauses: list[float]) -> None:
    error = caused_by(TimedOut(), aiohttp.SocketTimeoutError("late"))
    assert await repeat_request(Request(error, error), 900) == "done"
    assert pauses == [1, 2]


@pytest.mark.parametrize(
    "error",
    [
        caused_by(TimedOut(), aiohttp.SocketTimeoutError("late")),
        caused_by(NetworkError("cut"), aiohttp.ServerDisconnectedError("cut")),
        NetworkError("Bad Gateway"),
    ],
)
async def test_a_request_that_may_have_arrived_is_repeated_a_few_times(
    pauses: list[float], error: TelegramError
) -> None:
    request = Request(*[error] * 100)
    with pytest.raises(UndeliveredError):
        await repeat_request(request, 900, is_idempotent=False)
    assert request.count == 8
    assert sum(pauses) <= 900


async def test_a_flood_limit_is_waited_for_and_told(pauses: list[float]) -> None:
    floods: list[float] = []
    assert await repeat_request(Request(RetryAfter(7)), 900, floods.append) == "done"
    assert pauses == floods == [7.5]


async def test_a_flood_limit_beyond_all_patience_is_told_too(pauses: list[float]) -> None:
    floods: list[float] = []
    with pytest.raises(UndeliveredError) as error:
        await repeat_request(Request(RetryAfter(1000)), 900, floods.append)
    assert (pauses, floods, error.value.pause) == ([], [1000.5], 1000.5)


async def test_a_flood_limit_of_hours_is_tried_again_every_hour(pauses: list[float]) -> None:
    assert await repeat_request(Request(RetryAfter(9000), RetryAfter(5400)), 24 * 3600) == "done"
    assert pauses == [3600, 3600]


async def test_a_refused_token_is_waited_with(pauses: list[float]) -> None:
    assert await repeat_request(Request(InvalidToken()), 900) == "done"
    assert len(pauses) == 1


@pytest.mark.parametrize("error", [BadRequest("wrong"), Forbidden("blocked")])
async def test_what_cannot_succeed_is_not_repeated(
    pauses: list[float], error: TelegramError
) -> None:
    request = Request(error)
    with pytest.raises(type(error)):
        await repeat_request(request, 900)
    assert (request.count, pauses) == (1, [])


@pytest.mark.parametrize("payload", [b'{"ok": tr', b"<html>", b"[1]"])
def test_a_damaged_response_is_a_fault_of_the_network_and_not_logged(
    payload: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NetworkError):
        RepeatableRequest.parse_json_payload(payload)
    assert caplog.text == ""
