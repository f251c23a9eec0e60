"""What a fetch gives: pages, redirects, what has not changed, and failures in words."""

import asyncio
import base64
from collections.abc import AsyncIterator, Callable

import pytest

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetcher import Fetcher
from bot.fetching.pages import PageRequest, PageResponse
from tests.fetching.servers import (
    USER_AGENT,
    LoopbackServer,
    SeenRequest,
    make_fetcher,
    make_policy,
    open_server,
    redirect,
    resolve_to,
    respond,
)

Answer = Callable[[SeenRequest], bytes]


def route(**answers: bytes) -> Answer:
    """Return what answers by the first part of the path; anything else is missing."""

    def answer(request: SeenRequest) -> bytes:
        name = request.target.strip("/").split("?")[0].replace("/", "_") or "root"
        return answers.get(name, respond("no", 404))

    return answer


async def fetch_from(server: LoopbackServer, target: str = "/", **changes: object) -> PageResponse:
    async with make_fetcher() as fetcher:
        return await fetcher.fetch(PageRequest(server.address(target), **changes))  # type: ignore[arg-type]


async def expect_failure(answer: Answer, **policy: object) -> FetchError:
    async with open_server(answer) as server, make_fetcher(**policy) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(server.address("/page", host="news.example")))
    return caught.value


async def test_a_page_comes_with_what_its_headers_say() -> None:
    reply = respond(
        "<p>é</p>".encode("latin-1"),
        Content_Type='Text/HTML; charset="ISO-8859-1"',
        ETag='W/"a1"',
        Last_Modified="Mon, 05 Jan 2026 10:00:00 GMT",
        Cache_Control="public, max-age=600",
    )
    async with open_server(lambda request: reply) as server:
        page = await fetch_from(server, "/a%20b?x=ü#part")
    assert page == PageResponse(
        address=server.address("/a%20b?x=%C3%BC"),
        status=200,
        content=b"<p>\xe9</p>",
        media_type="text/html",
        charset="iso8859-1",
        etag='W/"a1"',
        last_modified="Mon, 05 Jan 2026 10:00:00 GMT",
        max_age=600.0,
        permanent_address="",
    )
    headers = server.requests[0].headers
    assert headers["user-agent"] == USER_AGENT
    assert headers["accept-encoding"] == "gzip"
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert not {"cookie", "authorization", "referer", "if-none-match"} & headers.keys()


async def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    def answer(request: SeenRequest) -> bytes:
        is_same = request.headers.get("if-none-match") == '"v1"'
        return respond(status=304, ETag='"v1"') if is_same else respond("new")

    async with open_server(answer) as server:
        page = await fetch_from(server, etag='"v1"', last_modified="Mon, 05 Jan 2026 10:00:00 GMT")
    assert (page.status, page.content, page.etag) == (304, b"", '"v1"')
    assert server.requests[0].headers["if-modified-since"] == "Mon, 05 Jan 2026 10:00:00 GMT"


async def test_not_changed_is_no_answer_to_who_asked_for_the_first_time() -> None:
    error = await expect_failure(lambda request: respond(status=304))
    assert error.kind is FetchFailure.OTHER


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"' + "x" * 2000 + '"', "\x00"])
async def test_a_validator_that_is_no_header_is_left_out(etag: str) -> None:
    async with open_server(lambda request: respond("new")) as server:
        page = await fetch_from(server, etag=etag)
    assert page.content == b"new"
    assert not {"if-none-match", "x-evil"} & server.requests[0].headers.keys()


@pytest.mark.parametrize(("status", "is_permanent"), [(301, True), (308, True), (302, False)])
async def test_permanent_redirects_are_reported(status: int, is_permanent: bool) -> None:
    answers = route(old=redirect("/new", 301), new=redirect("newest", status), newest=respond("x"))
    async with open_server(answers) as server:
        page = await fetch_from(server, "/old")
    assert page.address == server.address("/newest")
    assert page.permanent_address == (server.address("/newest") if is_permanent else "")


@pytest.mark.parametrize("status", [303, 307])
async def test_other_redirects_are_followed_and_not_remembered(status: int) -> None:
    async with open_server(route(old=redirect("/new", status), new=respond("x"))) as server:
        page = await fetch_from(server, "/old")
    assert (page.content, page.permanent_address) == (b"x", "")


async def test_a_redirect_with_raw_letters_is_followed() -> None:
    location = "/ä b".encode().decode("latin-1")
    answers = {"/old": redirect(location), "/%C3%A4%20b": respond("x")}
    async with open_server(lambda request: answers[request.target]) as server:
        page = await fetch_from(server, "/old")
    assert page.content == b"x"


@pytest.mark.parametrize(
    "location", ["", " ", "http://", "http://[", "javascript:alert(1)", "http://a b/", "//"]
)
async def test_redirects_to_no_web_address_fail(location: str) -> None:
    error = await expect_failure(lambda request: redirect(location))
    assert error.kind is FetchFailure.REDIRECTS


async def test_circles_of_redirects_end_at_once() -> None:
    answers = route(a=redirect("/b"), b=redirect("/a"))
    async with open_server(answers) as server:
        with pytest.raises(FetchError) as caught:
            await fetch_from(server, "/a")
    assert caught.value.kind is FetchFailure.REDIRECTS
    assert server.targets == ["/a", "/b"]


async def test_redirects_are_followed_as_often_as_the_policy_says() -> None:
    def answer(request: SeenRequest) -> bytes:
        number = int(request.target[1:])
        return respond("end") if number == 100 else redirect(f"/{number + 1}")

    async with open_server(answer) as server:
        with pytest.raises(FetchError) as caught:
            await fetch_from(server, "/1")
        assert caught.value.kind is FetchFailure.REDIRECTS
        assert len(server.requests) == 6
        page = await fetch_from(server, "/95")
    assert page.content == b"end"


async def test_credentials_are_sent_in_their_header_and_stand_in_nothing_that_is_shown() -> None:
    async with open_server(route(feed=redirect("/new", 301), new=respond("x"))) as server:
        address = f"http://me%40home:p%2Fw@127.0.0.1:{server.port}/feed"
        request = PageRequest(address)
        async with make_fetcher() as fetcher:
            page = await fetcher.fetch(request)
    expected = "Basic " + base64.b64encode(b"me@home:p/w").decode()
    assert [seen.headers.get("authorization") for seen in server.requests] == [expected] * 2
    assert page.address == server.address("/new")
    assert page.permanent_address == address.replace("/feed", "/new")
    assert "p%2Fw" not in repr(page) + repr(request)


async def test_credentials_and_validators_stay_behind_where_another_site_is_next() -> None:
    async with open_server(lambda request: respond("x")) as other:
        location = other.address("/", host="other.example")
        async with open_server(lambda request: redirect(location, 301)) as server:
            address = f"http://me:secret@news.example:{server.port}/"
            async with make_fetcher() as fetcher:
                page = await fetcher.fetch(PageRequest(address, etag='"v1"'))
    assert {"authorization", "if-none-match"} <= server.requests[0].headers.keys()
    assert not {"authorization", "if-none-match"} & other.requests[0].headers.keys()
    assert page.permanent_address == location


async def test_credentials_that_a_redirect_brings_are_not_sent() -> None:
    async with open_server(lambda request: respond("x")) as other:
        location = f"http://you:word@127.0.0.1:{other.port}/"
        async with open_server(lambda request: redirect(location, 301)) as server:
            page = await fetch_from(server)
    assert "authorization" not in other.requests[0].headers
    assert page.permanent_address == other.address("/")


async def test_an_address_without_scheme_is_fetched_by_http_where_https_is_not_there() -> None:
    async with open_server(lambda request: respond("x")) as server, make_fetcher() as fetcher:
        page = await fetcher.fetch(PageRequest(f"news.example:{server.port}/feed"))
    assert page.content == b"x"
    assert page.address == page.permanent_address == server.address("/feed", host="news.example")


@pytest.mark.parametrize("user", ["https://", "https://me:word@", "//me:word@"])
async def test_https_is_kept_where_it_was_asked_for_or_guards_a_password(user: str) -> None:
    async with open_server(lambda request: respond("x")) as server, make_fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(f"{user}news.example:{server.port}/feed"))
    assert caught.value.kind in (FetchFailure.UNREACHABLE, FetchFailure.TLS)
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (204, FetchFailure.OTHER),
        (206, FetchFailure.OTHER),
        (300, FetchFailure.OTHER),
        (400, FetchFailure.OTHER),
        (401, FetchFailure.REFUSED),
        (402, FetchFailure.REFUSED),
        (403, FetchFailure.REFUSED),
        (404, FetchFailure.NOT_FOUND),
        (408, FetchFailure.SERVER),
        (410, FetchFailure.GONE),
        (418, FetchFailure.OTHER),
        (429, FetchFailure.BUSY),
        (451, FetchFailure.REFUSED),
        (500, FetchFailure.SERVER),
        (502, FetchFailure.SERVER),
        (503, FetchFailure.SERVER),
    ],
)
async def test_each_status_is_a_kind_of_failure(status: int, kind: FetchFailure) -> None:
    error = await expect_failure(lambda request: respond("words", status))
    assert error.kind is kind
    assert "news.example" in str(error)
    assert str(status) in str(error)
    assert error.retry_after is None


@pytest.mark.parametrize(
    ("status", "text", "seconds", "kind"),
    [
        (429, "120", 120.0, FetchFailure.BUSY),
        (503, "120", 120.0, FetchFailure.BUSY),
        (503, "9999999999", 86400.0, FetchFailure.BUSY),
        (429, "soon", None, FetchFailure.BUSY),
        (500, "60", 60.0, FetchFailure.SERVER),
        (404, "60", None, FetchFailure.NOT_FOUND),
    ],
)
async def test_what_a_site_asks_for_is_told(
    status: int, text: str, seconds: float | None, kind: FetchFailure
) -> None:
    error = await expect_failure(lambda request: respond("", status, Retry_After=text))
    assert (error.kind, error.retry_after) == (kind, seconds)


async def test_an_empty_page_is_a_failure() -> None:
    error = await expect_failure(lambda request: respond(" \r\n"))
    assert error.kind is FetchFailure.CONTENT


@pytest.mark.parametrize("text", ["", "no address", "ftp://example.org/", "mailto:me@example.org"])
async def test_what_is_no_address_is_not_asked_for(text: str) -> None:
    async with make_fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(text))
    assert caught.value.kind is FetchFailure.ADDRESS


async def test_a_host_without_addresses_is_named() -> None:
    async with Fetcher(make_policy(), resolve=resolve_to()) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest("https://me:word@nowhere.example/feed?token=abcdef"))
    assert caught.value.kind is FetchFailure.UNREACHABLE
    assert "nowhere.example" in str(caught.value)
    assert not any(secret in str(caught.value) for secret in ("word@", "abcdef"))


async def test_a_closed_port_is_unreachable() -> None:
    async with open_server(lambda request: respond("x")) as server:
        address = server.address()
    async with make_fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(address))
    assert caught.value.kind is FetchFailure.UNREACHABLE


async def test_cookies_are_not_kept() -> None:
    reply = respond("x", Set_Cookie="a=b")
    async with open_server(lambda request: reply) as server, make_fetcher() as fetcher:
        for _ in range(2):
            await fetcher.fetch(PageRequest(server.address()))
    assert all("cookie" not in request.headers for request in server.requests)


async def test_each_hop_waits_for_its_turn() -> None:
    now, naps = [0.0], list[float]()

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        now[0] += seconds

    answers = route(a=redirect("/b"), b=respond("x"))
    fetcher = Fetcher(make_policy(pause=7.0), clock=lambda: now[0], sleep=sleep)
    async with open_server(answers) as server, fetcher:
        await fetcher.fetch(PageRequest(server.address("/a")))
        await fetcher.fetch(PageRequest(server.address("/b")))
    assert naps == [7.0, 7.0]


async def test_a_fetch_that_is_given_up_holds_up_no_other() -> None:
    begun = asyncio.Event()

    async def drip() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        begun.set()
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    def answer(request: SeenRequest) -> bytes | AsyncIterator[bytes]:
        return drip() if request.target == "/slow" else respond("x")

    async with open_server(answer) as server, make_fetcher() as fetcher:
        for _ in range(20):  # more than there are slots for
            task = asyncio.create_task(fetcher.fetch(PageRequest(server.address("/slow"))))
            await begun.wait()
            begun.clear()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        page = await fetcher.fetch(PageRequest(server.address("/")))
    assert page.content == b"x"


async def test_many_hosts_are_asked_at_once_within_bounds_and_each_by_its_rules() -> None:
    count = most = 0

    async def serve(body: bytes) -> AsyncIterator[bytes]:
        nonlocal count, most
        count += 1
        most = max(most, count)
        await asyncio.sleep(0.01)
        count -= 1
        yield body

    def answer(request: SeenRequest) -> AsyncIterator[bytes]:
        is_rules = request.target == "/robots.txt"
        return serve(respond("User-agent: *\nDisallow: /x" if is_rules else "news"))

    async with open_server(answer) as server, make_fetcher() as fetcher:
        hosts = [f"n{number}.example" for number in range(60)]
        requests = [PageRequest(server.address("/", host=h), obeys_robots=True) for h in hosts]
        pages = await asyncio.gather(*map(fetcher.fetch, requests))
    assert [page.content for page in pages] == [b"news"] * 60
    assert len(server.requests) == 120
    assert 1 < most <= 16
