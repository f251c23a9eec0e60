"""What a client of the HTTP server may do, and what it cannot."""

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from tornado.web import Application, RequestHandler

from bot.chat.lifecycle.http_server import HttpLimits, ListenError, check_address, serve_http
from tests.waiting import LAST_RESORT

HOST = "127.0.0.1"
SETTING = "DATELINE_SOME_PORT"


class Echo(RequestHandler):
    def get(self) -> None:
        self.finish("here")

    def post(self) -> None:
        self.finish(self.request.body)


@pytest.fixture
async def port() -> AsyncIterator[int]:
    limits = HttpLimits(head=2_000, body=3_000, seconds=0.5, connections=3)
    pages = Application([("/", Echo)], log_function=lambda handler: None)
    async with serve_http(pages, HOST, 0, SETTING, limits) as port:
        yield port


async def fetch(port: int) -> str:
    async with aiohttp.request("GET", f"http://{HOST}:{port}/") as response:
        return await response.text()


async def read_to_end(reader: asyncio.StreamReader) -> bytes:
    """Return all that the server sends until it closes the connection."""
    received = b""
    async with asyncio.timeout(LAST_RESORT):
        try:
            while chunk := await reader.read(1_000):
                received += chunk
        except ConnectionError:
            pass
    return received


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\nslow",
    ],
)
async def test_who_does_not_finish_a_request_is_cut_off(port: int, beginning: bytes) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(beginning)
    assert b"200 OK" not in await read_to_end(reader)
    writer.close()
    assert await fetch(port) == "here"


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n" + b"x" * 9_000,
        b"\x16\x03\x01\x02\x00 no HTTP at all\r\n\r\n",
    ],
)
async def test_what_is_too_large_or_no_http_is_refused(port: int, request_bytes: bytes) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(request_bytes)
    assert b"200 OK" not in await read_to_end(reader)
    writer.close()
    assert await fetch(port) == "here"


async def test_more_connections_than_allowed_are_closed_and_make_room_later(port: int) -> None:
    connections = [await asyncio.open_connection(HOST, port) for _ in range(20)]
    ends = await asyncio.gather(*(read_to_end(reader) for reader, _ in connections))
    assert not any(b"200 OK" in end for end in ends)
    for _, writer in connections:
        writer.close()
    assert await fetch(port) == "here"


async def test_an_address_that_cannot_be_had_is_an_error_that_names_the_setting() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        taken = f"{SETTING}: {HOST}:{port}: another program listens there already; choose another"
        with pytest.raises(ListenError, match=taken):
            check_address(HOST, port, SETTING)
    check_address(HOST, port, SETTING)
    with pytest.raises(ListenError, match="this machine has no such address"):
        check_address("192.0.2.1", 0, SETTING)
    with pytest.raises(ListenError, match="it cannot listen there"):
        check_address("no such host", 0, SETTING)
