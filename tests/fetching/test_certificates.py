"""Sites prove by their certificates who they are, under the name that was asked for."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import trustme

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetcher import Fetcher
from bot.fetching.pages import PageRequest
from bot.fetching.redirects import follow_redirect
from bot.fetching.web_address import parse_address
from tests.fetching.servers import (
    SeenRequest,
    make_policy,
    open_server,
    redirect,
    resolve_to,
    respond,
)

AUTHORITY = trustme.CA()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REPLY: Callable[[SeenRequest], bytes] = lambda request: respond("x")  # noqa: E731


def make_fetcher() -> Fetcher:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return Fetcher(make_policy(), resolve=resolve_to("127.0.0.1"), tls=context)


def make_server_tls(
    *names: str, authority: trustme.CA = AUTHORITY, **options: object
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)  # type: ignore[arg-type]
    return context


async def expect_mistrust(tls: ssl.SSLContext, words: str) -> None:
    async with open_server(REPLY, tls=tls) as server, make_fetcher() as fetcher:
        with pytest.raises(FetchError, match=words) as caught:
            await fetcher.fetch(PageRequest(server.address(host="news.example", scheme="https")))
    assert caught.value.kind is FetchFailure.TLS
    assert "news.example" in str(caught.value)
    assert server.requests == []


async def test_a_site_is_known_by_the_name_that_was_asked_for() -> None:
    tls = make_server_tls("news.example")
    async with open_server(REPLY, tls=tls) as server, make_fetcher() as fetcher:
        page = await fetcher.fetch(PageRequest(f"news.example:{server.port}/feed"))
    assert page.content == b"x"
    assert page.address == server.address("/feed", host="news.example", scheme="https")
    assert page.permanent_address == ""


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
async def test_a_site_may_be_known_by_its_ip_address(host: str) -> None:
    tls = make_server_tls(host.strip("[]"))
    try:
        async with open_server(REPLY, host=host.strip("[]"), tls=tls) as server:
            address = server.address(host=host, scheme="https")
            async with make_fetcher() as fetcher:
                page = await fetcher.fetch(PageRequest(address))
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert page.content == b"x"


async def test_a_certificate_for_another_name_is_refused() -> None:
    await expect_mistrust(make_server_tls("other.example", "127.0.0.1"), "another site")


async def test_a_certificate_of_an_unknown_authority_is_refused() -> None:
    await expect_mistrust(make_server_tls("news.example", authority=trustme.CA()), "trusted")


async def test_a_certificate_that_has_expired_is_refused() -> None:
    await expect_mistrust(make_server_tls("news.example", not_after=LONG_AGO), "expired")


async def test_a_server_that_speaks_no_tls_is_named() -> None:
    async with open_server(REPLY) as server, make_fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(server.address(host="news.example", scheme="https")))
    assert caught.value.kind in (FetchFailure.TLS, FetchFailure.UNREACHABLE)
    assert server.requests == []


async def test_without_certificates_of_ones_own_the_usual_authorities_are_trusted() -> None:
    tls = make_server_tls("news.example")
    fetcher = Fetcher(make_policy(), resolve=resolve_to("127.0.0.1"))
    async with open_server(REPLY, tls=tls) as server, fetcher:
        with pytest.raises(FetchError, match="trusted"):
            await fetcher.fetch(PageRequest(server.address(host="news.example", scheme="https")))


async def test_a_redirect_from_https_to_http_is_followed_without_credentials_and_forgotten() -> (
    None
):
    async with open_server(REPLY) as plain:
        location = plain.address("/feed", host="news.example")
        reply = redirect(location, 301)
        tls = make_server_tls("news.example")
        async with open_server(lambda request: reply, tls=tls) as server, make_fetcher() as fetcher:
            address = f"https://me:word@news.example:{server.port}/feed"
            page = await fetcher.fetch(PageRequest(address, etag='"v1"'))
    assert (page.address, page.permanent_address) == (location, "")
    assert "authorization" in server.requests[0].headers
    assert not {"authorization", "if-none-match"} & plain.requests[0].headers.keys()


@pytest.mark.parametrize(("port", "are_kept"), [(443, True), (8443, False)])
def test_credentials_go_from_http_to_https_of_the_same_host(port: int, are_kept: bool) -> None:
    target = follow_redirect(
        parse_address("http://me:word@news.example/feed"), f"https://news.example:{port}/feed"
    )
    assert bool(target.credentials) == are_kept
