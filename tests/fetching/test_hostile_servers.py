"""Servers that do harm: each costs a bounded time and memory, and ends in a failure in words."""

import asyncio
import gzip
import struct
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable

import pytest

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetcher import Fetcher
from bot.fetching.pages import PageRequest, PageResponse
from tests.fetching.servers import SeenRequest, make_fetcher, make_policy, open_server, respond

MEGABYTE = 1024**2
LONG = 100.0
"""Seconds within which a busy machine does what takes no time."""
BRIEF = 0.3

Parts = AsyncIterator[bytes]
Reply = Callable[[SeenRequest], bytes | Parts]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


async def fetch_from(reply: Reply, target: str = "/", **policy: object) -> PageResponse:
    changes = {"seconds": LONG, "most_bytes": MEGABYTE, **policy}
    async with open_server(reply) as server, make_fetcher(**changes) as fetcher:
        return await fetcher.fetch(PageRequest(server.address(target)))


async def expect_failure(reply: Reply, target: str = "/", **policy: object) -> FetchFailure:
    with pytest.raises(FetchError) as caught:
        await fetch_from(reply, target, **policy)
    return caught.value.kind


def repeat(head: bytes, part: bytes, pause: float = 0.0) -> Reply:
    """Return what sends the head, and then the same for ever."""

    async def send() -> Parts:
        yield head
        while True:
            yield part
            if pause:
                await asyncio.sleep(pause)

    return lambda request: send()


def send_once(data: bytes) -> Reply:
    return lambda request: data


async def test_an_endless_body_is_too_large() -> None:
    reply = repeat(OK + b"\r\n", b"x" * 10_000)
    assert await expect_failure(reply) is FetchFailure.TOO_LARGE


async def test_an_endless_body_in_chunks_is_too_large() -> None:
    reply = repeat(
        OK + b"Transfer-Encoding: chunked\r\n\r\n", b"2710\r\n" + b"x" * 10_000 + b"\r\n"
    )
    assert await expect_failure(reply) is FetchFailure.TOO_LARGE


async def test_a_body_of_a_great_many_tiny_chunks_is_too_large() -> None:
    reply = repeat(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 1000)
    assert await expect_failure(reply, most_bytes=64 * MEGABYTE) is FetchFailure.TOO_LARGE


async def test_chunks_that_are_mostly_wrapping_are_too_large() -> None:
    chunk = b"1;" + b"e" * 1000 + b"\r\nx\r\n"
    reply = repeat(OK + b"Transfer-Encoding: chunked\r\n\r\n", chunk)
    assert await expect_failure(reply) is FetchFailure.TOO_LARGE


async def test_a_body_is_refused_by_its_announced_length() -> None:
    reply = repeat(OK + b"Content-Length: 99999999999\r\n\r\n", b"x", pause=1.0)
    assert await expect_failure(reply) is FetchFailure.TOO_LARGE


async def test_a_body_of_the_largest_size_is_read() -> None:
    page = await fetch_from(send_once(respond(b"x" * MEGABYTE)))
    assert len(page.content) == MEGABYTE
    assert await expect_failure(send_once(respond(b"x" * (MEGABYTE + 1)))) is FetchFailure.TOO_LARGE


@pytest.mark.parametrize(
    "reply",
    [
        repeat(b"", b"", pause=0.01),
        repeat(b"H", b"", pause=0.01),
        repeat(OK, b"X: y\r\n", pause=0.01),
        repeat(OK + b"\r\n", b"x", pause=0.01),
        repeat(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", pause=0.01),
        repeat(OK + b"Content-Length: 1000\r\n\r\n", b"", pause=0.01),
        repeat(b"HTTP/1.1 100 Continue\r\n\r\n", b"", pause=0.01),
    ],
    ids=["silence", "a letter", "headers", "body", "chunks", "missing body", "continue"],
)
async def test_what_comes_drop_by_drop_takes_too_long(reply: Reply) -> None:
    assert await expect_failure(reply, seconds=BRIEF) is FetchFailure.TIMEOUT


async def test_a_name_server_that_never_answers_takes_too_long() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    async with Fetcher(make_policy(seconds=BRIEF), resolve=resolve) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest("http://news.example/"))
    assert caught.value.kind is FetchFailure.TIMEOUT


async def test_redirects_share_the_time_of_one_page() -> None:
    async def send(request: SeenRequest) -> Parts:
        await asyncio.sleep(BRIEF / 2)
        number = int(request.target[1:])
        yield f"HTTP/1.1 302 Found\r\nLocation: /{number + 1}\r\n\r\n".encode()

    reply = lambda request: send(request)  # noqa: E731
    kind = await expect_failure(reply, "/1", seconds=BRIEF, most_redirects=1000)
    assert kind is FetchFailure.TIMEOUT


@pytest.mark.parametrize(
    "reply",
    [
        repeat(b"HTTP/1.1 200 OK\r\n", b"X-Header: value\r\n" * 100),
        repeat(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 1000),
        repeat(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        repeat(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
        repeat(b"HTTP/1.1 302 Found\r\nLocation: /", b"y" * 1000),
    ],
    ids=["many headers", "one long header", "continue", "early hints", "location"],
)
async def test_floods_of_headers_end(reply: Reply) -> None:
    kind = await expect_failure(reply)
    assert kind in (FetchFailure.TOO_LARGE, FetchFailure.UNREACHABLE)


async def test_an_endless_list_of_trailers_ends() -> None:
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    assert await expect_failure(repeat(head, b"X-Trailer: y\r\n" * 100)) in (
        FetchFailure.TOO_LARGE,
        FetchFailure.UNREACHABLE,
    )


def pack_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


BOMB = b"\x00" * (200 * MEGABYTE)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", pack_raw)],
)
async def test_a_bomb_is_stopped_while_it_unpacks(
    encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    data = pack(BOMB)
    assert len(data) < MEGABYTE
    reply = send_once(respond(data, Content_Encoding=encoding))
    tracemalloc.start()
    try:
        assert await expect_failure(reply) is FetchFailure.TOO_LARGE
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEGABYTE


async def test_a_bomb_of_many_gzip_files_in_a_row_ends() -> None:
    data = gzip.compress(b"") * 20_000
    reply = send_once(respond(data, Content_Encoding="gzip"))
    assert await expect_failure(reply) is FetchFailure.CONTENT


async def test_a_packed_feed_in_a_packed_body_is_bounded_as_one() -> None:
    data = gzip.compress(gzip.compress(BOMB))
    reply = send_once(respond(data, Content_Encoding="gzip"))
    assert await expect_failure(reply, "/feed.xml.gz") is FetchFailure.TOO_LARGE


@pytest.mark.parametrize(
    "encoding", ["br", "zstd", "compress", "gzip, gzip", "deflate, gzip", "gzip, br"]
)
async def test_packings_that_were_not_asked_for_are_refused(encoding: str) -> None:
    reply = send_once(respond(gzip.compress(b"x"), Content_Encoding=encoding))
    assert await expect_failure(reply) is FetchFailure.CONTENT


@pytest.mark.parametrize(
    "data",
    [gzip.compress(b"news" * 100)[:-12], b"no gzip at all", b"\x1f\x8b\x08\x00garbage", b"\x1f"],
    ids=["broken off", "no gzip", "garbage", "a byte"],
)
async def test_a_damaged_packing_is_a_failure(data: bytes) -> None:
    reply = send_once(respond(data, Content_Encoding="gzip"))
    assert await expect_failure(reply) is FetchFailure.CONTENT


@pytest.mark.parametrize(
    "data",
    [
        OK + b"Content-Length: 1000\r\n\r\nbroken off",
        OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nbroken off",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\ngarbage\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\ngarbage\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffffffffff\r\ngarbage\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nxxxxxxx",
        OK + b"Content-Length: -5\r\n\r\nxxxxx",
        OK + b"Content-Length: lots\r\n\r\nxxxxx",
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\nx",
        b"HTTP/1.1 999999 OK\r\n\r\nx",
        b"HTTP/9.9 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\x00" * 1000,
        b"",
    ],
)
async def test_garbled_answers_are_failures(data: bytes) -> None:
    assert await expect_failure(send_once(data)) is FetchFailure.UNREACHABLE


async def test_more_than_was_announced_is_left_out() -> None:
    reply = send_once(OK + b"Content-Length: 4\r\n\r\nnews and what a thief adds")
    assert (await fetch_from(reply)).content == b"news"


async def test_what_follows_an_answer_is_not_taken_for_the_next() -> None:
    smuggled = respond("smuggled")
    reply = send_once(OK + b"Content-Length: 4\r\nConnection: keep-alive\r\n\r\nnews" + smuggled)
    async with open_server(reply) as server, make_fetcher() as fetcher:
        for _ in range(3):
            page = await fetcher.fetch(PageRequest(server.address()))
            assert page.content == b"news"
    assert server.connections == 3


async def test_a_connection_that_is_reset_is_a_failure() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK + b"Content-Length: 1000\r\n\r\nsome")
        await writer.drain()
        socket = writer.get_extra_info("socket")
        socket.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SO_LINGER: reset instead of an end
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, make_fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(f"http://127.0.0.1:{port}/"))
    assert caught.value.kind is FetchFailure.UNREACHABLE


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("text/html; charset=nonsense", "text/html", ""),
        ("text/html; charset=", "text/html", ""),
        ("text/html; charset=base64", "text/html", ""),
        ("text/html; charset=\x00", "text/html", ""),
        ("text/html; charset=" + "x" * 5000, "text/html", ""),
        ("text/html; charset=utf-8; charset=utf-16", "text/html", "utf-8"),
        ("nonsense", "", ""),
        ("text/html/xml", "", ""),
        (";;;=;", "", ""),
        ("", "", ""),
    ],
)
async def test_a_senseless_type_of_content_is_none(
    content_type: str, media_type: str, charset: str
) -> None:
    reply = send_once(respond("x", Content_Type=content_type.replace("\x00", "\x7f")))
    page = await fetch_from(reply)
    assert (page.media_type, page.charset) == (media_type, charset)


async def test_others_run_while_a_hostile_body_comes() -> None:
    reply = repeat(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000)
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(count())
    assert await expect_failure(reply) is FetchFailure.TOO_LARGE
    task.cancel()
    assert turns > 500


async def test_hostile_servers_leave_no_connection_behind() -> None:
    for _ in range(20):
        assert await expect_failure(repeat(OK + b"\r\n", b"x" * 50_000)) is FetchFailure.TOO_LARGE
    assert len(asyncio.all_tasks()) <= 3
