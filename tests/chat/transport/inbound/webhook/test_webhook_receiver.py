"""The receiver behind its server, on loopback: what it takes, and what it refuses."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot, Update

from bot.chat.lifecycle.http_server import HttpLimits, serve_http
from bot.chat.monitoring.monitor import Monitor
from bot.chat.storage.state import State
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.webhook.webhook_receiver import SECRET_HEADER, WebhookReceiver
from tests.waiting import LAST_RESORT

SECRET = "the-secret-of-these-tests"
LIMITS = HttpLimits(body=100_000, seconds=0.5, connections=5)
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "Who won?"}


class Rejections(Monitor):
    """Counts what was refused."""

    def __init__(self) -> None:
        self.statuses: list[int] = []

    def note_rejected_request(self, status: int) -> None:
        self.statuses.append(status)


class Hook:
    """A receiver that listens, and a client that is Telegram or somebody else."""

    def __init__(self, data: Path) -> None:
        self.state = State(data, bot=1)
        self.inbox = Inbox(self.state)
        self.monitor = Rejections()
        self.arrivals = 0
        self.receiver = WebhookReceiver(
            Bot("1:A"), self.inbox, "/hook", SECRET, LIMITS.body,
            on_arrival=self.note_arrival, monitor=self.monitor,
        )  # fmt: skip
        self.port = 0
        self.client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True)  # a refusal may end the connection
        )

    def note_arrival(self) -> None:
        self.arrivals += 1

    async def post(self, body: object, path: str = "/hook", **headers: str) -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json", **headers}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.client.post(url, data=content, headers=headers) as response:
            assert await response.read() == b""
            assert "Server" not in response.headers
            return response.status

    async def exchange(self, request: bytes) -> bytes:
        """Send bytes, and return what comes until the server closes the connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        result = b""
        with suppress(ConnectionResetError):
            async with asyncio.timeout(LAST_RESORT):
                while content := await reader.read(1000):
                    result += content
        writer.close()
        return result


@pytest.fixture
async def hook(tmp_path: Path) -> AsyncIterator[Hook]:
    hook = Hook(tmp_path)
    pages = hook.receiver.make_application()
    async with serve_http(pages, "127.0.0.1", 0, "DATELINE_WEBHOOK_LISTEN", LIMITS) as hook.port:
        yield hook
        await hook.client.close()
    hook.inbox.clear()
    hook.state.close()


async def test_an_update_is_on_disk_before_it_is_confirmed(hook: Hook) -> None:
    assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200
    (pending,) = hook.state.updates.pending()
    assert "Who won?" in pending.body
    update = hook.inbox.get_nowait()
    assert isinstance(update, Update)
    assert update.message
    assert update.message.text == "Who won?"
    assert hook.receiver.responses == {200: 1}
    assert (hook.arrivals, hook.monitor.statuses) == (1, [])


async def test_an_update_that_is_sent_twice_is_taken_once(hook: Hook) -> None:
    for _ in range(3):
        assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200
    assert hook.inbox.qsize() == 1


async def test_an_update_is_confirmed_and_passed_on_where_the_disk_cannot_be_written(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*values: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(hook.state.updates, "add", fail)
    assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200
    assert hook.inbox.qsize() == 1


async def test_an_update_that_is_not_taken_is_refused_until_it_is(
    hook: Hook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as fault:

        async def fail(item: object) -> None:
            raise RuntimeError

        fault.setattr(hook.inbox, "put", fail)
        assert await hook.post({"update_id": 7, "message": MESSAGE}) == 500
    assert (hook.arrivals, hook.monitor.statuses) == (0, [500])
    assert "Update 7 could not be taken" in caplog.text
    assert "Who won" not in caplog.text
    assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200
    assert hook.inbox.qsize() == 1


@pytest.mark.parametrize(
    "secret", ["", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "ü" * 20, "x" * 9000]
)
async def test_a_forged_update_is_refused_and_counted(
    hook: Hook, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        assert (
            await hook.post({"update_id": 7, "message": MESSAGE}, **{SECRET_HEADER: secret}) == 403
        )
    assert hook.inbox.empty()
    assert hook.receiver.responses == {403: 2}
    assert (hook.arrivals, hook.monitor.statuses) == (0, [403, 403])
    assert caplog.text.count("without the secret") == 1
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("body", "headers", "path", "status"),
    [
        ({"update_id": 1}, {"Content-Type": "text/plain"}, "/hook", 415),
        ({"update_id": 1}, {}, "/", 404),
        ({"update_id": 1}, {}, "/hook/../hook2", 404),
        (b"", {}, "/hook", 400),
        (b"not json", {}, "/hook", 400),
        (b"\xff\xfe", {}, "/hook", 400),
        (b"[" * 90_000, {}, "/hook", 400),
        (b'{"update_id": ' + b"9" * 50_000 + b"}", {}, "/hook", 400),
        ([], {}, "/hook", 400),
        ({"update_id": 2**63}, {}, "/hook", 400),
        ({"update_id": "7"}, {}, "/hook", 400),
        ({"update_id": True}, {}, "/hook", 400),
    ],
)
async def test_what_is_no_update_is_refused(
    hook: Hook, body: object, headers: dict[str, str], path: str, status: int
) -> None:
    assert await hook.post(body, path, **headers) == status
    assert hook.inbox.empty()
    assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200


async def test_an_update_that_cannot_be_read_is_confirmed_and_skipped(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    assert await hook.post({"update_id": 3, "message": {"message_id": 1, "chat": "x"}}) == 200
    assert "Update 3 cannot be read" in caplog.text
    halved = json.dumps({"update_id": 4, "message": {**MESSAGE, "text": "\ud83d!"}}).encode()
    assert await hook.post(halved) == 200
    assert "\\ufffd!" in [*hook.state.updates.pending()][-1].body


@pytest.mark.parametrize("length", [b"100001", b"9" * 5000])
async def test_a_body_that_is_too_long_is_refused_before_it_is_read(
    hook: Hook, length: bytes
) -> None:
    response = await hook.exchange(
        b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + b"\r\n\r\n"
    )
    assert b" 413 " in response.partition(b"\r\n")[0]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS", "DELETE", "BREW"])
async def test_only_post_is_served(hook: Hook, method: str) -> None:
    request = f"{method} /hook HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    response = await hook.exchange(request.encode())
    assert b" 405 " in response.partition(b"\r\n")[0]
    assert b"\r\nAllow: POST\r\n" in response


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"POST /hook HTTP/1.1\r\nHost: a\r\n",
        b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        b"Content-Length: 50\r\n%s: %s\r\n\r\n{" % (SECRET_HEADER.encode(), SECRET.encode()),
        b"",
    ],
    ids=["headers", "body", "nothing"],
)
async def test_a_client_that_is_slow_is_cut_off(hook: Hook, request_bytes: bytes) -> None:
    assert await hook.exchange(request_bytes) == b""
    assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01garbage\r\n\r\n",
        b"POST /hook HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n%s: %s\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" % (SECRET_HEADER.encode(), SECRET.encode())
        + b"fff0\r\n" + b" " * 0xFFF0 + b"\r\nfff0\r\n" + b" " * 0xFFF0 + b"\r\n0\r\n\r\n",
    ],
    ids=["no http", "long headers", "long chunks"],
)  # fmt: skip
async def test_what_is_too_long_or_no_http_is_cut_off(hook: Hook, request_bytes: bytes) -> None:
    response = await hook.exchange(request_bytes)
    assert b"200 OK" not in response
    assert hook.inbox.empty()


async def test_connections_beyond_the_limit_are_closed_at_once_and_make_room(hook: Hook) -> None:
    idle = [await asyncio.open_connection("127.0.0.1", hook.port) for _ in range(5)]
    assert await hook.exchange(b"") == b""
    for reader, writer in idle:
        async with asyncio.timeout(LAST_RESORT):
            assert await reader.read() == b""  # cut off by the limit of time
        writer.close()
    assert await hook.post({"update_id": 7, "message": MESSAGE}) == 200


async def test_nothing_of_a_request_is_in_the_log(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await hook.post({"update_id": 7, "message": MESSAGE})
    await hook.post({"update_id": 8, "message": MESSAGE}, **{SECRET_HEADER: "guess-number-one"})
    assert "Who won" not in caplog.text
    assert "guess-number-one" not in caplog.text
    assert SECRET not in caplog.text
