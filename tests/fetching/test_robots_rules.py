import asyncio
from collections.abc import Callable

import pytest

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetcher import Fetcher
from bot.fetching.pages import PageRequest
from bot.fetching.robots_rules import RobotsRules
from bot.fetching.web_address import parse_address
from tests.fetching.servers import (
    SeenRequest,
    make_fetcher,
    make_policy,
    open_server,
    redirect,
    resolve_to,
    respond,
)

RULES = """\
User-agent: other
Disallow: /

User-Agent: dateline
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 4

User-agent: *
Disallow: /
"""


class Site:
    """A site's file, as often as it is read."""

    def __init__(self, content: bytes | FetchError) -> None:
        self.content = content
        self.count = 0
        self.now = 0.0

    async def read(self, origin: str) -> bytes:
        self.count += 1
        await asyncio.sleep(0)
        if isinstance(self.content, FetchError):
            raise self.content
        return self.content

    def make_rules(self, user_agent: str = "Dateline/1.0 (+https://example.org)") -> RobotsRules:
        return RobotsRules(user_agent, self.read, lambda: self.now)


async def is_open(rules: RobotsRules, target: str) -> bool:
    try:
        await rules.check(parse_address(f"https://news.example{target}"))
    except FetchError as error:
        assert error.kind is FetchFailure.ROBOTS
        return False
    return True


@pytest.mark.parametrize(
    ("target", "is_allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/a", False),
        ("/private/open/a", True),
        ("/a.pdf", False),
        ("/a.pdf?x=1", True),
        ("/robots.txt", True),
    ],
)
async def test_the_rules_for_the_bot_count(target: str, is_allowed: bool) -> None:
    assert await is_open(Site(RULES.encode()).make_rules(), target) == is_allowed


async def test_the_rules_for_all_count_where_the_bot_is_not_named() -> None:
    assert not await is_open(Site(RULES.encode()).make_rules("Gazette/2"), "/")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("4", 4.0),
        ("0.5", 0.5),
        ("86400", 30.0),
        ("-1", 0.0),
        ("inf", 0.0),
        ("nan", 0.0),
        ("x", 0.0),
    ],
)
async def test_the_delay_that_a_site_asks_for_is_bounded(text: str, seconds: float) -> None:
    rules = Site(f"User-agent: *\nCrawl-delay: {text}".encode()).make_rules()
    assert await rules.check(parse_address("https://news.example/")) == seconds


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbfUser-agent: *\nAllow: /",
        b"<html>not found</html>",
        bytes(range(256)) * 100,
    ],
)
async def test_a_file_without_rules_allows_everything(content: bytes) -> None:
    assert await is_open(Site(content).make_rules(), "/a")


@pytest.mark.parametrize(
    ("kind", "is_allowed"),
    [
        (FetchFailure.NOT_FOUND, True),
        (FetchFailure.GONE, True),
        (FetchFailure.REFUSED, True),
        (FetchFailure.REDIRECTS, True),
        (FetchFailure.SERVER, False),
        (FetchFailure.BUSY, False),
        (FetchFailure.TIMEOUT, False),
        (FetchFailure.UNREACHABLE, False),
        (FetchFailure.FORBIDDEN, False),
        (FetchFailure.TLS, False),
    ],
)
async def test_a_missing_file_allows_and_a_broken_site_forbids(
    kind: FetchFailure, is_allowed: bool
) -> None:
    assert await is_open(Site(FetchError(kind, "")).make_rules(), "/") == is_allowed


async def test_a_file_is_read_once_a_day() -> None:
    site = Site(RULES.encode())
    rules = site.make_rules()
    await asyncio.gather(*(is_open(rules, f"/{number}") for number in range(20)))
    site.now = 86_399.0
    assert await is_open(rules, "/")
    assert site.count == 1
    site.now = 86_401.0
    assert await is_open(rules, "/")
    assert site.count == 2


async def test_a_broken_site_is_asked_again_soon() -> None:
    site = Site(FetchError(FetchFailure.SERVER, ""))
    rules = site.make_rules()
    with pytest.raises(FetchError) as caught:
        await rules.check(parse_address("https://news.example/"))
    assert caught.value.retry_after == 600.0
    assert not await is_open(rules, "/")
    assert site.count == 1
    site.now, site.content = 601.0, b""
    assert await is_open(rules, "/")


async def test_the_files_of_many_sites_take_little() -> None:
    site = Site(b"User-agent: *\n" + b"Disallow: /a\n" * 30_000)
    rules = site.make_rules()
    for number in range(6):
        await rules.check(parse_address(f"https://n{number}.example/"))
    assert len(rules) <= 2


@pytest.mark.parametrize(
    "rule",
    ["/" + "*a" * 200_000, "/*x*y$\nDisallow: " * 20_000, "/%" * 200_000, "/" + "*" * 400_000],
)
async def test_a_hostile_file_is_matched_quickly(rule: str) -> None:
    rules = Site(f"User-agent: *\nDisallow: {rule}b$".encode()).make_rules()
    assert await is_open(rules, "/" + "a" * 7000)


async def test_pages_and_redirects_are_fetched_as_the_sites_rules_say() -> None:
    answers: dict[str, bytes] = {
        "/robots.txt": respond("User-agent: Dateline\nDisallow: /secret"),
        "/open": respond("x"),
        "/to-secret": redirect("/secret"),
        "/secret": respond("y"),
    }
    reply: Callable[[SeenRequest], bytes] = lambda request: answers[request.target]  # noqa: E731
    async with open_server(reply) as server, make_fetcher() as fetcher:

        async def fetch(target: str, obeys_robots: bool = True) -> bytes:
            request = PageRequest(server.address(target), obeys_robots=obeys_robots)
            return (await fetcher.fetch(request)).content

        assert await fetch("/open") == b"x"
        for target in ("/secret", "/to-secret"):
            with pytest.raises(FetchError) as caught:
                await fetch(target)
            assert caught.value.kind is FetchFailure.ROBOTS
        assert server.targets == ["/robots.txt", "/open", "/to-secret"]
        assert await fetch("/secret", obeys_robots=False) == b"y"


async def test_a_large_file_counts_as_far_as_it_is_read() -> None:
    text = "User-agent: *\nDisallow: /secret\n" + "# news\n" * 200_000

    def answer(request: SeenRequest) -> bytes:
        return respond(text if request.target == "/robots.txt" else "x")

    async with open_server(answer) as server, make_fetcher() as fetcher:
        page = await fetcher.fetch(PageRequest(server.address("/a"), obeys_robots=True))
        assert page.content == b"x"
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(server.address("/secret"), obeys_robots=True))
    assert caught.value.kind is FetchFailure.ROBOTS


async def test_the_delay_of_a_site_is_kept() -> None:
    now, naps = [0.0], list[float]()

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        now[0] += seconds

    reply: Callable[[SeenRequest], bytes] = lambda request: respond(  # noqa: E731
        "User-agent: *\nCrawl-delay: 9"
    )
    fetcher = Fetcher(
        make_policy(pause=1.0),
        resolve=resolve_to("127.0.0.1"),
        clock=lambda: now[0],
        sleep=sleep,
    )
    async with open_server(reply) as server, fetcher:
        for _ in range(2):
            await fetcher.fetch(PageRequest(server.address("/a"), obeys_robots=True))
    assert naps == [9.0, 9.0]
