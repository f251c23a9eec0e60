"""Fetcher: fetches a page, within its policy.

Redirects are followed here, so that each of them is looked at like the address that was asked
for. No cookies are kept, and nothing is read from the environment.
"""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from bot.fetching.exchange.exchanger import REDIRECT_STATUSES, Exchanger, RawResponse
from bot.fetching.exchange.packed_feeds import unpack_feed
from bot.fetching.exchange.response_errors import explain_status
from bot.fetching.exchange.response_headers import read_validator
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.fetch_policy import FetchPolicy
from bot.fetching.guard.destination_rules import check_destination
from bot.fetching.guard.guarded_network import Resolve
from bot.fetching.guard.name_resolution import resolve_name
from bot.fetching.host_pacer import HostPacer
from bot.fetching.pages import PageRequest, PageResponse
from bot.fetching.redirects import follow_redirect, is_permanent, is_same_origin, refuse_circle
from bot.fetching.robots_rules import MOST_ROBOTS_BYTES, RobotsRules
from bot.fetching.web_address import has_scheme, parse_address

_MOST_REQUESTS = 16
"""At the same time, to all hosts."""
_NO_HTTPS = frozenset((FetchFailure.UNREACHABLE, FetchFailure.TIMEOUT, FetchFailure.TLS))


class Fetcher:
    """Fetch pages; a context manager, which closes its connections at its end.

    ``resolve`` finds the addresses of a host; ``clock`` and ``sleep`` are those of the pauses
    between two requests to a host; ``tls`` says which certificates are trusted.

    With a proxy, it is the proxy that looks names up and connects: addresses and names that are
    not public by their spelling are refused here too, but a name that leads into a network has to
    be refused by the proxy.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        resolve: Resolve = resolve_name,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy
        self._exchanger = Exchanger(policy, resolve, tls)
        self._pacer = HostPacer(clock, sleep)
        self._slots = asyncio.Semaphore(_MOST_REQUESTS)
        self._robots = RobotsRules(policy.user_agent, self._read_robots, clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._exchanger.aclose()

    async def fetch(self, request: PageRequest) -> PageResponse:
        """Return a page, or that it has not changed; raise FetchError."""
        return await self._follow(request, self._policy.most_bytes)

    async def _read_robots(self, origin: str) -> bytes:
        request = PageRequest(f"{origin}/robots.txt")
        return (await self._follow(request, MOST_ROBOTS_BYTES, is_cut=True)).content

    async def _follow(
        self, request: PageRequest, most_bytes: int, *, is_cut: bool = False
    ) -> PageResponse:
        journey = _Journey(self._policy.seconds, request, most_bytes, is_cut)
        response = await self._ask_first(journey)
        for _ in range(self._policy.most_redirects):
            if response.status not in REDIRECT_STATUSES:
                break
            journey.follow(response)
            response = await self._ask(journey)
        if response.status in REDIRECT_STATUSES:
            raise refuse_circle(journey.address.host)
        return await journey.arrive(response)

    async def _ask_first(self, journey: "_Journey") -> RawResponse:
        """Prefer https where nobody said which; a password is never sent without it."""
        try:
            return await self._ask(journey)
        except FetchError as error:
            if not journey.may_change_scheme or error.kind not in _NO_HTTPS:
                raise
        journey.leave_https()
        return await self._ask(journey)

    async def _ask(self, journey: "_Journey") -> RawResponse:
        address = journey.address
        check_destination(address, allows_private=self._policy.allows_private)
        pause = self._policy.pause
        if journey.request.obeys_robots:
            pause = max(pause, await self._robots.check(address))
        turn = self._pacer.take_turn(address.host, pause)
        async with turn, self._slots, journey.spend_time():
            return await self._exchanger.exchange(
                address,
                journey.headers,
                seconds=journey.seconds,
                most_bytes=journey.most_bytes,
                is_cut=journey.is_cut,
            )


class _Journey:
    """One request on its way from address to address."""

    def __init__(self, seconds: float, request: PageRequest, most_bytes: int, is_cut: bool) -> None:
        self.request = request
        self.address = self._start = parse_address(request.address)
        self.seconds = seconds  # that are left
        self.most_bytes = most_bytes
        self.is_cut = is_cut
        self.may_change_scheme = not (has_scheme(request.address) or self.address.credentials)
        self.headers = {
            "Accept": read_validator(request.accept) or "*/*",
            "If-None-Match": read_validator(request.etag),
            "If-Modified-Since": read_validator(request.last_modified),
        }
        self._addresses = {str(self.address)}
        self._is_lasting = True

    @asynccontextmanager
    async def spend_time(self) -> AsyncIterator[None]:
        """Count the time inside the block; waiting for a host's turn is not the site's fault."""
        loop = asyncio.get_running_loop()
        begin = loop.time()
        try:
            yield
        finally:
            self.seconds = max(self.seconds - (loop.time() - begin), 0.0)

    def leave_https(self) -> None:
        """Go on by http from the address without a scheme; it is then the one to remember."""
        port = 80 if self.address.port == 443 else self.address.port
        self.address = self._start = replace(self.address, scheme="http", port=port)
        self._addresses.add(str(self.address))
        self.may_change_scheme = False

    def follow(self, response: RawResponse) -> None:
        """Go where a redirect leads; raise FetchError (REDIRECTS) where that has no end."""
        target = follow_redirect(self.address, response.headers.location)
        if str(target) in self._addresses:
            raise refuse_circle(self.address.host)
        self._addresses.add(str(target))
        if not is_same_origin(self.address, target):
            self.headers |= {"If-None-Match": "", "If-Modified-Since": ""}
        if not is_permanent(response.status, self.address, target):
            self._is_lasting = False
        self.address = target

    @property
    def permanent_address(self) -> str:
        """Return what to ask for from now on, empty where that is what was asked for."""
        lasting_address = self.address if self._is_lasting else self._start
        is_same = str(lasting_address) == str(parse_address(self.request.address))
        return "" if is_same else str(lasting_address)

    async def arrive(self, response: RawResponse) -> PageResponse:
        """Return the page at the last address."""
        host, headers = self.address.host, response.headers
        is_asked = self.headers["If-None-Match"] or self.headers["If-Modified-Since"]
        if response.status == 304 and not is_asked:
            raise explain_status(host, response.status, headers)
        content, media_type = response.content, headers.media_type
        if response.status == 200 and not self.is_cut:
            content, media_type = await unpack_feed(
                content, media_type, self.address.target, self.most_bytes
            )
            if not content.strip():
                raise FetchError(
                    FetchFailure.CONTENT, f"{host} sent an empty page: try again later"
                )
        return PageResponse(
            address=self.address.public,
            status=response.status,
            content=content,
            media_type=media_type,
            charset=headers.charset,
            etag=headers.etag,
            last_modified=headers.last_modified,
            max_age=headers.read_max_age(),
            permanent_address=self.permanent_address,
        )
