"""Whatever an address looks like, no connection leads to where the public web is not.

Connections to public addresses end at a server of the test's own; every other address is really
connected to, and noted.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address

import httpcore
import pytest

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetcher import Fetcher
from bot.fetching.pages import PageRequest
from tests.fetching.servers import (
    PUBLIC,
    LoopbackServer,
    SeenRequest,
    make_policy,
    open_server,
    redirect,
    resolve_to,
    respond,
)

SECRET = b"a secret of this machine"
REFUSALS = {
    FetchFailure.ADDRESS,
    FetchFailure.FORBIDDEN,
    FetchFailure.REDIRECTS,
    FetchFailure.UNREACHABLE,
}

# {port} is where the machine's own server listens.
SPELLINGS = [
    "http://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7f000001:{port}/",
    "http://0X7F.0X0.0X0.0X1:{port}/",
    "http://2130706433:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0x0.0.01:{port}/",
    "http://0000177.0.0.1:{port}/",
    "http://00000000177.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0x0:{port}/",
    "http://①②⑦.0.0.1:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127．0｡0。1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.%31:{port}/",
    "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1:{port}/",
    "http://١٢٧.0.0.1:{port}/",
    "http://127.0.0.1\u00ad:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/",
    "http://local\u00adhost:{port}/",
    "http://foo.localhost:{port}/",
    "http://printer.local:{port}/",
    "http://metadata.google.internal:{port}/",
    "http://localhost.localdomain:{port}/",
    "http://ip6-localhost:{port}/",
    "http://router:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[::ffff:0:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b:1::127.0.0.1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[2001:db8::1]:{port}/",
    "http://[2600:1:2:3:0:5efe:127.0.0.1]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fe80::1%lo]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[fec0::1]:{port}/",
    "http://[fc00::1]:{port}/",
    "http://[fd00:ec2::254]:{port}/",
    "http://[ff02::1]:{port}/",
    "http://[100::1]:{port}/",
    "http://10.0.0.1:{port}/",
    "http://172.16.0.1:{port}/",
    "http://172.31.255.255:{port}/",
    "http://192.168.1.1:{port}/",
    "http://100.64.0.1:{port}/",
    "http://100.100.100.200:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/latest/meta-data/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.51.100.7/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://0.1.2.3:{port}/",
    "http://news.example@127.0.0.1:{port}/",
    "http://news.example:80@127.0.0.1:{port}/",
    "http://news.example%40127.0.0.1:{port}/",
    "http://news.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@news.example/",
    "http://a@news.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@news.example/",
    "http://127.0.0.1:{port}?@news.example/",
    "http://127.0.0.1:{port}/#news.example",
    "http:127.0.0.1:{port}",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "//127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1\n:{port}/",
    "http://127.0.0.1\r\nHost: news.example:{port}/",
    "\x00http://127.0.0.1:{port}/",
    "http://127.0.0.1\x00.news.example:{port}/",
    "feed://127.0.0.1:{port}/",
    "feed:http://127.0.0.1:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_GET",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/info",
    "unix:///var/run/docker.sock",
    "data:text/plain,secret",
    "javascript:alert(1)",
    "jar:http://127.0.0.1:{port}/!/",
    "view-source:http://127.0.0.1:{port}/",
    "url:http://127.0.0.1:{port}/",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    f"http://{PUBLIC}:22/",
    f"http://{PUBLIC}:25/",
    f"http://{PUBLIC}:6379/",
]
ANSWERS = [
    ["127.0.0.1"],
    ["127.0.0.2"],
    ["0.0.0.0"],  # noqa: S104
    ["::1"],
    ["::"],
    ["::ffff:127.0.0.1"],
    ["64:ff9b::7f00:1"],
    ["2002:7f00:1::1"],
    ["fe80::1%lo"],
    ["fe80::1"],
    ["fd12:3456::1"],
    ["10.1.2.3"],
    ["172.20.0.1"],
    ["192.168.0.10"],
    ["100.64.1.1"],
    ["169.254.169.254"],
    ["168.63.129.16"],
    ["224.0.0.251"],
    ["255.255.255.255"],
    [PUBLIC, "127.0.0.1"],
    ["127.0.0.1", PUBLIC],
    [PUBLIC, "::1"],
    ["2606:4700::6810:84e5", "10.0.0.1"],
    [],
    ["nonsense"],
    ["127.1"],
    ["/var/run/docker.sock"],
]
NAMES = [
    "127.0.0.1.nip.example",
    "7f000001.rebind.example",
    "news.example",
    "localhost.news.example",
    "xn--bcher-kva.example",
    "a_b.example",
]


@dataclass(slots=True)
class Internet:
    """The public server, that of the machine itself, and the addresses that were connected to."""

    site: LoopbackServer
    own: LoopbackServer
    attempts: list[str] = field(default_factory=list)

    @property
    def inner_attempts(self) -> list[str]:
        return [name for name in self.attempts if not ip_address(name).is_global]

    def spell(self, address: str) -> str:
        return address.replace("{port}", str(self.own.port))


@pytest.fixture
async def internet(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Internet]:
    def answer(request: SeenRequest) -> bytes:
        return respond("public news")

    def betray(request: SeenRequest) -> bytes:
        return respond(SECRET)

    connect = httpcore.AnyIOBackend.connect_tcp
    async with open_server(answer) as site, open_server(betray, host="0.0.0.0") as own:  # noqa: S104
        world = Internet(site, own)

        async def connect_tcp(
            self: httpcore.AnyIOBackend, host: str, port: int, *rest: object, **options: object
        ) -> httpcore.AsyncNetworkStream:
            world.attempts.append(host)
            if ip_address(host).is_global:
                host, port = "127.0.0.1", site.port
            return await connect(self, host, port, *rest, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_tcp)
        yield world


def make_public_fetcher(*addresses: str) -> Fetcher:
    return Fetcher(make_policy(allows_private=False), resolve=resolve_to(*addresses))


async def expect_refusal(fetcher: Fetcher, address: str) -> FetchError:
    async with fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest(address))
    assert caught.value.kind in REFUSALS
    return caught.value


def assert_nothing_inside_was_reached(internet: Internet) -> None:
    assert internet.inner_attempts == []
    assert internet.own.connections == 0


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_leads_inside(internet: Internet, spelling: str) -> None:
    # A resolver that finds the loopback under any name: nothing may depend on it.
    await expect_refusal(make_public_fetcher("127.0.0.1"), internet.spell(spelling))
    assert_nothing_inside_was_reached(internet)
    assert internet.site.connections == 0


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_redirect_leads_inside(internet: Internet, spelling: str) -> None:
    location = internet.spell(spelling)
    if any(character in location for character in "\r\n\x00"):
        location = location.replace("\r\n", "%0d%0a").replace("\n", "%0a").replace("\x00", "%00")
    internet.site.reply = lambda request: redirect(location.encode().decode("latin-1"))

    async def resolve(host: str, port: int) -> Sequence[str]:
        return [PUBLIC if host == "news.example" else "127.0.0.1"]

    async with Fetcher(make_policy(allows_private=False), resolve=resolve) as fetcher:
        with pytest.raises(FetchError):
            await fetcher.fetch(PageRequest("http://news.example/start"))
    assert internet.site.connections >= 1
    assert_nothing_inside_was_reached(internet)


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
async def test_no_answer_of_a_name_server_leads_inside(
    internet: Internet, answer: list[str]
) -> None:
    address = internet.spell("http://news.example:{port}/")
    await expect_refusal(make_public_fetcher(*answer), address)
    assert internet.attempts == []


@pytest.mark.parametrize("name", NAMES)
async def test_names_count_for_what_they_lead_to(internet: Internet, name: str) -> None:
    await expect_refusal(
        make_public_fetcher("127.0.0.1"), internet.spell(f"http://{name}:{{port}}/")
    )
    assert_nothing_inside_was_reached(internet)
    async with make_public_fetcher(PUBLIC) as fetcher:
        page = await fetcher.fetch(PageRequest(f"http://{name}/"))
    assert page.content == b"public news"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    [
        "http://user:password@127.0.0.1:{port}/",
        "//127.0.0.1:{port}/",
        "http://inside.example:{port}/",
        "https://inside.example:{port}/",
    ],
)
async def test_each_kind_of_redirect_is_looked_at(
    internet: Internet, status: int, location: str
) -> None:
    internet.site.reply = lambda request: redirect(internet.spell(location), status)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["10.0.0.5" if host == "inside.example" else PUBLIC]

    async with Fetcher(make_policy(allows_private=False), resolve=resolve) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest("http://news.example/"))
    assert caught.value.kind is FetchFailure.FORBIDDEN
    assert internet.attempts == [PUBLIC]


async def test_a_second_answer_of_a_name_server_is_not_asked_for(internet: Internet) -> None:
    answers: Iterator[list[str]] = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    asked = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    async with Fetcher(make_policy(allows_private=False), resolve=resolve) as fetcher:
        page = await fetcher.fetch(PageRequest("http://rebind.example/"))
    assert page.content == b"public news"
    assert asked == ["rebind.example"]
    assert internet.attempts == [PUBLIC]


async def test_a_name_that_changes_between_two_requests_is_looked_at_again(
    internet: Internet,
) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    async def resolve(host: str, port: int) -> Sequence[str]:
        return next(answers)

    address = PageRequest("http://rebind.example/")
    async with Fetcher(make_policy(allows_private=False), resolve=resolve) as fetcher:
        await fetcher.fetch(address)
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(address)
    assert caught.value.kind is FetchFailure.FORBIDDEN
    assert internet.attempts == [PUBLIC]


async def test_a_name_that_changes_between_two_hops_is_looked_at_again(internet: Internet) -> None:
    internet.site.reply = lambda request: redirect(internet.spell("http://rebind.example:{port}/2"))
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    async def resolve(host: str, port: int) -> Sequence[str]:
        return next(answers)

    await expect_refusal(
        Fetcher(make_policy(allows_private=False), resolve=resolve), "http://rebind.example/1"
    )
    assert_nothing_inside_was_reached(internet)


async def test_rules_of_a_site_are_fetched_through_the_same_guard(internet: Internet) -> None:
    internet.site.reply = lambda request: redirect(internet.spell("http://127.0.0.1:{port}/"))
    async with make_public_fetcher(PUBLIC) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(PageRequest("http://news.example/", obeys_robots=True))
    assert caught.value.kind is FetchFailure.ROBOTS
    assert internet.site.targets == ["/robots.txt"]
    assert_nothing_inside_was_reached(internet)


@pytest.mark.parametrize(
    "address",
    [
        "http://news.example/",
        "http://news.example:8080/a?b=c",
        f"http://{PUBLIC}/",
        "http://0x5db8d70e/",
        "http://0000127.0.0.1/",  # 87.0.0.1, in octal digits
        "http://[2606:4700::6810:84e5]/",
        "http://bücher.example/",
        "HTTP://NEWS.EXAMPLE./",
        "http://user:word@news.example/",
    ],
)
async def test_public_addresses_are_reached(internet: Internet, address: str) -> None:
    async with make_public_fetcher(PUBLIC) as fetcher:
        page = await fetcher.fetch(PageRequest(address))
    assert page.content == b"public news"
    assert len(internet.attempts) == 1


@pytest.mark.parametrize(
    "spelling",
    [
        "http://127.0.0.1:{port}/",
        "http://0x7f.1:{port}/",
        "http://2130706433:{port}/",
        "http://①②⑦.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://inside.example:{port}/",
    ],
)
async def test_the_machine_itself_is_reached_where_the_policy_allows_it(
    internet: Internet, spelling: str
) -> None:
    async with Fetcher(make_policy(), resolve=resolve_to("127.0.0.1")) as fetcher:
        page = await fetcher.fetch(PageRequest(internet.spell(spelling)))
    assert page.content == SECRET
    assert internet.own.connections == 1


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/", "http://[fd00:ec2::254]/", "http://100.100.100.200/"],
)
async def test_secrets_of_clouds_are_closed_to_every_policy(
    internet: Internet, address: str
) -> None:
    error = await expect_refusal(Fetcher(make_policy()), address)
    assert error.kind is FetchFailure.FORBIDDEN
    assert internet.attempts == []


async def test_the_next_address_is_tried_where_the_first_does_not_answer(
    internet: Internet,
) -> None:
    async with open_server(lambda request: respond("here")) as server:
        resolve = resolve_to("127.0.0.9", "127.0.0.1")
        async with Fetcher(make_policy(), resolve=resolve) as fetcher:
            page = await fetcher.fetch(PageRequest(server.address(host="news.example")))
    assert page.content == b"here"
    assert internet.attempts == ["127.0.0.9", "127.0.0.1"]


async def test_refusals_leave_no_task_behind(internet: Internet) -> None:
    async with make_public_fetcher("10.0.0.1") as fetcher:
        for number in range(50):
            with pytest.raises(FetchError):
                await fetcher.fetch(PageRequest(f"http://n{number}.example/"))
    assert len(asyncio.all_tasks()) <= 3
