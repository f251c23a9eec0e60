"""What is sent to Telegram, what is known of it when that fails, and the way through a proxy."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.chat.transport import bot_api_request
from bot.chat.transport.bot_api_request import NEVER_SENT, BotApiRequest
from bot.errors import ConfigurationError
from tests.telegram.client import Private
from tests.telegram.faults import Kind
from tests.telegram.server import Server

MOVED = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(autouse=True)
def _has_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_proxy".upper(), raising=False)


@asynccontextmanager
async def open_bot(server: Server) -> AsyncIterator[Bot]:
    async with Bot(
        server.token, f"{server.url}/bot", f"{server.url}/file/bot", request=BotApiRequest()
    ) as bot:
        yield bot


def open_chat(server: Server) -> int:
    person = Private(server.world)
    person.start()
    return person.user["id"]


@asynccontextmanager
async def listen(response: bytes) -> AsyncIterator[tuple[str, list[str]]]:
    """Yield the address of a server that always sends the same, and what it is sent."""
    requests: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(response)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"127.0.0.1:{port}", requests


async def request_text(request: BotApiRequest, url: str) -> tuple[int, bytes]:
    async with request:
        return await request.do_request(url, "POST")


@pytest.mark.parametrize("text", ["plain", "a=b&c=d+e%20", "żółć 🙂 \u200f العربية", "line\nline"])
async def test_a_text_arrives_as_it_is(server: Server, text: str) -> None:
    async with open_bot(server) as bot:
        message = await bot.send_message(open_chat(server), text)
    assert message.text == text


async def test_a_file_is_uploaded_and_downloaded(server: Server) -> None:
    content = bytes(range(256)) * 50
    async with open_bot(server) as bot:
        message = await bot.send_document(
            open_chat(server), InputFile(content, filename='die "Straße".bin'), caption="ü=&"
        )
        assert message.document is not None
        file = await message.document.get_file()
        assert await file.download_as_bytearray() == content
    assert message.caption == "ü=&"


async def test_a_response_that_does_not_come_is_a_timeout(server: Server) -> None:
    server.faults.add("getMe", Kind.HOLD)
    async with BotApiRequest(read_timeout=0.3) as request:
        with pytest.raises(TimedOut) as error:
            await request.do_request(f"{server.url}/bot{server.token}/getMe", "POST")
    assert not isinstance(error.value.__cause__, NEVER_SENT)


async def test_an_upload_to_a_server_that_takes_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bot_api_request, "_SLOWEST_UPLOAD", 100_000_000)
    monkeypatch.setattr(bot_api_request, "_CONNECT_SECONDS", 0.1)
    released = asyncio.Event()

    async def take_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await released.wait()
        writer.close()

    async with await asyncio.start_server(take_nothing, "127.0.0.1", 0, limit=1024) as server:
        port = server.sockets[0].getsockname()[1]
        file = InputFile(bytes(20_000_000), filename="a.bin")
        data = RequestData([RequestParameter.from_input("document", file)])
        async with BotApiRequest(read_timeout=0.2) as request:
            with pytest.raises(TimedOut):
                await request.do_request(f"http://127.0.0.1:{port}/bot1:A/x", "POST", data)
        released.set()


async def test_a_broken_connection_leaves_open_what_arrived(server: Server) -> None:
    server.faults.add("getMe", Kind.DROP)
    with pytest.raises(NetworkError) as error:
        await request_text(BotApiRequest(), f"{server.url}/bot{server.token}/getMe")
    assert not isinstance(error.value.__cause__, NEVER_SENT)
    assert server.token not in error.value.message


async def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(NetworkError, match=f"127.0.0.1:{port}") as error:
            await request_text(BotApiRequest(), f"http://127.0.0.1:{port}/bot1:A/getMe")
    assert isinstance(error.value.__cause__, NEVER_SENT)


async def test_where_a_connection_is_not_made_in_time_nothing_was_sent(server: Server) -> None:
    server.faults.add("getMe", Kind.HOLD)
    url = f"{server.url}/bot{server.token}/getMe"
    async with BotApiRequest(connections=1) as request:
        waiting = asyncio.create_task(request.do_request(url, "POST"))
        await asyncio.sleep(0)  # it takes the only connection
        with pytest.raises(TimedOut) as error:
            await request.do_request(url, "POST", connect_timeout=0.2)
        waiting.cancel()
    assert isinstance(error.value.__cause__, NEVER_SENT)


@pytest.mark.parametrize(
    "response",
    [
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"\x16\x03\x01",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
    ],
)
async def test_what_is_no_response_is_an_error_without_the_token(response: bytes) -> None:
    async with listen(response) as (host, _):
        with pytest.raises(NetworkError) as error:
            await request_text(BotApiRequest(), f"http://{host}/bot1:SECRET/getMe")
    assert "SECRET" not in error.value.message


async def test_an_address_that_is_none_is_an_error_without_the_token() -> None:
    with pytest.raises(NetworkError) as error:
        await request_text(BotApiRequest(), "http://a b/bot1:SECRET/getMe")
    assert "SECRET" not in error.value.message


async def test_a_redirect_is_not_followed() -> None:
    async with listen(MOVED) as (host, requests):
        code, _ = await request_text(BotApiRequest(), f"http://{host}/bot1:A/getMe")
    assert (code, len(requests)) == (302, 1)


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("scheme", ["http://", ""])
async def test_a_proxy_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, variable: str, scheme: str
) -> None:
    async with listen(MOVED) as (host, requests):
        monkeypatch.setenv(variable, f"{scheme}name:word@{host}")
        await request_text(BotApiRequest(), "http://telegram.example/bot1:A/getMe")
    assert requests[0].startswith("POST http://telegram.example/bot1:A/getMe HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic bmFtZTp3b3Jk\r\n" in requests[0]


async def test_a_proxy_that_lets_nothing_through_has_sent_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with listen(b"HTTP/1.1 403 Forbidden\r\n\r\n") as (host, requests):
        monkeypatch.setenv("HTTPS_PROXY", f"http://{host}")
        with pytest.raises(NetworkError, match="403") as error:
            await request_text(BotApiRequest(), "https://telegram.example/bot1:A/getMe")
    assert isinstance(error.value.__cause__, NEVER_SENT)
    assert requests[0].startswith("CONNECT telegram.example:443 HTTP/1.1\r\n")


async def test_some_hosts_are_reached_without_the_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    url = f"{server.url}/bot{server.token}/getMe"
    assert (await request_text(BotApiRequest(), url))[0] == 200


async def test_a_proxy_of_another_kind_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://proxy.example:1080")
    with pytest.raises(ConfigurationError, match="ALL_PROXY"):
        await request_text(BotApiRequest(), "https://telegram.example/bot1:A/getMe")


async def test_a_request_is_initialized_twice_and_shut_down_twice(server: Server) -> None:
    request = BotApiRequest()
    with pytest.raises(RuntimeError):
        await request.do_request(server.url, "POST")
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        code, _ = await request.do_request(f"{server.url}/bot{server.token}/getMe", "POST")
        assert code == 200
        await request.shutdown()
        await request.shutdown()
