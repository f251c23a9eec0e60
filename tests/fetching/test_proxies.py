"""With a proxy every request goes to it, and nothing that is not public by its spelling."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import trustme

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetcher import Fetcher
from bot.fetching.pages import PageRequest
from tests.fetching.servers import (
    LoopbackServer,
    SeenRequest,
    make_policy,
    open_server,
    redirect,
    respond,
)

REPLY: Callable[[SeenRequest], bytes] = lambda request: respond("by proxy")  # noqa: E731


@asynccontextmanager
async def open_tunnel(port: int) -> AsyncIterator[LoopbackServer]:
    """Serve as a proxy through which every host leads to a port of this machine."""
    seen = LoopbackServer(REPLY)

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
        except OSError:
            pass
        finally:
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        seen.requests.append(SeenRequest(head.split(" ")[1], {}))
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.gather(copy(reader, inner_writer), copy(inner_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    seen.port = server.sockets[0].getsockname()[1]
    async with server:
        yield seen


async def expect_no_lookup(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


def make_fetcher(proxy: str) -> Fetcher:
    return Fetcher(make_policy(proxy=proxy, allows_private=False), resolve=expect_no_lookup)


async def test_pages_are_asked_of_the_proxy_which_finds_the_host() -> None:
    async with open_server(REPLY) as proxy:
        address = f"http://me:word@127.0.0.1:{proxy.port}"
        async with make_fetcher(address) as fetcher:
            page = await fetcher.fetch(PageRequest("http://news.example/feed?a=b"))
    assert page.content == b"by proxy"
    assert page.address == "http://news.example/feed?a=b"
    assert proxy.requests[0].headers["host"] == "news.example"
    expected = "Basic " + base64.b64encode(b"me:word").decode()
    assert proxy.requests[0].headers["proxy-authorization"] == expected


async def test_https_goes_through_a_tunnel_to_a_site_that_proves_its_name() -> None:
    authority = trustme.CA()
    trust, server_tls = ssl.create_default_context(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.configure_trust(trust)
    authority.issue_cert("news.example").configure_cert(server_tls)
    async with open_server(REPLY, tls=server_tls) as site, open_tunnel(site.port) as proxy:
        policy = make_policy(proxy=f"http://127.0.0.1:{proxy.port}", allows_private=False)
        async with Fetcher(policy, resolve=expect_no_lookup, tls=trust) as fetcher:
            page = await fetcher.fetch(PageRequest("https://news.example/feed"))
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch(PageRequest("https://other.example/feed"))
    assert page.content == b"by proxy"
    assert proxy.targets == ["news.example:443", "other.example:443"]
    assert caught.value.kind is FetchFailure.TLS


async def test_a_proxy_that_opens_no_tunnel_is_named() -> None:
    proxies = open_server(lambda request: respond("no", 403))
    async with proxies as proxy, make_fetcher(f"http://127.0.0.1:{proxy.port}") as fetcher:
        with pytest.raises(FetchError, match="through the proxy") as caught:
            await fetcher.fetch(PageRequest("https://news.example/feed"))
    assert caught.value.kind is FetchFailure.UNREACHABLE
    assert proxy.targets == ["news.example:443"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://localhost/",
        "http://router/",
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://metadata.google.internal/",
    ],
)
async def test_what_is_inside_by_its_spelling_is_not_asked_for(address: str) -> None:
    async with (
        open_server(REPLY) as proxy,
        make_fetcher(f"http://127.0.0.1:{proxy.port}") as fetcher,
    ):
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(address))
    assert caught.value.kind is FetchFailure.FORBIDDEN
    assert proxy.connections == 0


async def test_redirects_through_a_proxy_are_looked_at() -> None:
    proxies = open_server(lambda request: redirect("http://127.0.0.1/"))
    async with proxies as proxy, make_fetcher(f"http://127.0.0.1:{proxy.port}") as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest("http://news.example/"))
    assert caught.value.kind is FetchFailure.FORBIDDEN
    assert len(proxy.requests) == 1


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_server(REPLY) as proxy, open_server(lambda request: respond("x")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        async with Fetcher(make_policy()) as fetcher:
            page = await fetcher.fetch(PageRequest(server.address()))
    assert page.content == b"x"
    assert proxy.connections == 0


async def test_a_proxy_that_is_away_is_named_without_its_password() -> None:
    async with open_server(REPLY) as proxy:
        address = f"http://me:word@127.0.0.1:{proxy.port}"
    async with make_fetcher(address) as fetcher:
        with pytest.raises(FetchError, match="proxy") as caught:
            await fetcher.fetch(PageRequest("http://news.example/"))
    assert caught.value.kind is FetchFailure.UNREACHABLE
    assert "word" not in str(caught.value)


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "http://", "http://a:b"]
)
def test_an_address_that_is_no_proxys_is_refused(proxy: str) -> None:
    with pytest.raises(FetchError, match="proxy") as caught:
        make_fetcher(proxy)
    assert caught.value.kind is FetchFailure.ADDRESS
