"""A web server whose pages a test sets, changes, delays and breaks while it runs."""

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from email.utils import formatdate, parsedate_to_datetime

from aiohttp import web

from tests.waiting import LAST_RESORT, wait_for

Clock = Callable[[], float]
"""Returns seconds since 1970."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """What an address answers.

    ``changed``: when it changed last, in seconds since 1970; it is sent, and asked for, as
    Last-Modified. ``has_etag`` sends an ETag, which says whether the content is the same.
    ``redirect``: the path or address that it leads to. ``retry_after``: seconds, or a moment
    since 1970 where ``retry_at`` is set. ``pause``: seconds before anything is sent, ``drip``
    seconds between every byte. ``is_stuck``: nothing is ever sent. ``is_endless``: the body comes
    again and again. ``is_cut``: the connection is closed before anything is sent. ``claims``: the
    length that the header tells, whatever the content's.
    """

    body: bytes = b""
    status: int = 200
    media_type: str = "application/rss+xml; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    changed: float | None = None
    has_etag: bool = False
    redirect: str = ""
    retry_after: float | None = None
    retry_at: float | None = None
    pause: float = 0.0
    drip: float = 0.0
    is_stuck: bool = False
    is_endless: bool = False
    is_cut: bool = False
    claims: int | None = None

    @property
    def etag(self) -> str:
        """Return the tag of the content."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class WebRequest:
    """A request that came, and the status that it got; 0 as long as it has none.

    ``host`` is the one asked for, with its port; ``moment`` is of the server's clock. ``begin``
    and ``end`` are of one that nobody sets; ``end`` is 0 until all has been sent.
    """

    path: str
    headers: Mapping[str, str]
    status: int = 0
    method: str = "GET"
    host: str = ""
    moment: float = 0.0
    begin: float = 0.0
    end: float = 0.0


class WebServer:
    """Serve pages on loopback in a thread of its own, so that any kind of test can use it.

    Pages are set with ``put`` under their paths; what is not there is 404. ``requests`` has what
    came, and ``statuses`` what was answered.
    """

    def __init__(
        self, clock: Clock = time.time, host: str = "127.0.0.1", more_hosts: Sequence[str] = ()
    ) -> None:
        self.clock = clock
        self.host = host
        self.more_hosts = more_hosts
        self.port = 0
        self.requests: list[WebRequest] = []
        self.running = 0
        self.most_at_once = 0
        self._pages: dict[str, list[WebPage]] = {}
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._end: asyncio.Event | None = None

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def put(self, path: str, page: WebPage | bytes | str, **details: object) -> WebPage:
        """Answer a path with a page from now on."""
        if not isinstance(page, WebPage):
            page = WebPage(page.encode() if isinstance(page, str) else page)
        page = replace(page, **details)  # type: ignore[arg-type]
        self._pages[path] = [page]
        return page

    def put_series(self, path: str, *pages: WebPage) -> None:
        """Answer a path with each page once, and with the last one from then on."""
        self._pages[path] = list(pages)

    def remove(self, path: str) -> None:
        """Answer a path with 404 from now on."""
        self._pages.pop(path, None)

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(request.path == path for request in list(self.requests))

    def statuses(self, path: str) -> Sequence[int]:
        """Return what a path has answered so far."""
        return [r.status for r in list(self.requests) if r.path == path and r.status]

    def wait_for_request(self, path: str, count: int = 1) -> None:
        """Wait until a path was asked for so many times."""
        wait_for(lambda: self.count(path) >= count, f"request {count} for {path}")

    def start(self) -> None:
        """Listen on a free port, or on that of the last time."""
        begun = threading.Event()
        faults: list[BaseException] = []

        def run() -> None:
            try:
                asyncio.run(self._serve(begun))
            except BaseException as error:  # told to whoever waits
                faults.append(error)
                begun.set()

        self._thread = threading.Thread(target=run, name="web server", daemon=True)
        self._thread.start()
        assert begun.wait(LAST_RESORT)
        if faults:
            raise faults[0]

    def stop(self) -> None:
        """Refuse connections from now on."""
        if self._loop is None or self._thread is None or self._end is None:
            return
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(LAST_RESORT)
        self._loop = self._thread = self._end = None

    async def _serve(self, begun: threading.Event) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        runner = web.ServerRunner(
            web.Server(self._handle, access_log=None),
            shutdown_timeout=0.1,
            handler_cancellation=True,
        )
        await runner.setup()
        site = web.TCPSite(runner, self.host, self.port, reuse_address=True)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        for host in self.more_hosts:
            await web.TCPSite(runner, host, self.port, reuse_address=True).start()
        begun.set()
        await self._end.wait()
        await runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        with self._lock:
            number = len(self.requests)
            self.requests.append(
                WebRequest(
                    request.path_qs, dict(request.headers), method=request.method,
                    host=request.host, moment=self.clock(), begin=time.monotonic(),
                )
            )  # fmt: skip
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
        try:
            response = await self._answer(request, number)
            self.note_end(number)
            return response
        finally:
            self.running -= 1

    async def _answer(self, request: web.BaseRequest, number: int) -> web.StreamResponse:
        page = self.choose_page(request.host, request.path_qs, number)
        await _hesitate(page, request)
        headers = self._make_headers(page)
        status = 304 if self._is_same(page, request) else page.status
        if page.redirect and status == 200:
            status = 302
        self.requests[number] = replace(self.requests[number], status=status)
        if status == 304 or request.method == "HEAD":
            headers.pop("Content-Type")
            return web.Response(status=status, headers=headers)
        response = web.StreamResponse(status=status, headers=headers)
        if page.claims is not None:
            response.content_length = page.claims
        elif not (page.drip or page.is_endless):
            response.content_length = len(page.body)
        with suppress(ConnectionError):  # whoever reads it has had enough
            await response.prepare(request)
            await _send_body(page, response)
            await response.write_eof()
        return response

    def note_end(self, number: int) -> None:
        """Take note that the answer to a request has been sent."""
        self.requests[number] = replace(self.requests[number], end=time.monotonic())

    def choose_page(self, host: str, path: str, number: int) -> WebPage:
        """Return what to answer the request of this number."""
        del host, number
        pages = self._pages.get(path) or self._pages.get(path.partition("?")[0])
        if not pages:
            return WebPage(b"there is nothing here", 404, "text/plain")
        return pages.pop(0) if len(pages) > 1 else pages[0]

    def _make_headers(self, page: WebPage) -> dict[str, str]:
        headers = {"Content-Type": page.media_type, "Date": _format(self.clock())}
        if page.has_etag:
            headers["ETag"] = page.etag
        if page.changed is not None:
            headers["Last-Modified"] = _format(page.changed)
        if page.redirect:
            address = page.redirect
            headers["Location"] = address if "//" in address else self.url(address)
        if page.retry_after is not None:
            headers["Retry-After"] = f"{page.retry_after:.0f}"
        if page.retry_at is not None:
            headers["Retry-After"] = _format(page.retry_at)
        return {**headers, **page.headers}

    def _is_same(self, page: WebPage, request: web.BaseRequest) -> bool:
        if page.status != 200 or page.redirect:
            return False
        tag = request.headers.get("If-None-Match")
        if tag is not None:
            return page.has_etag and page.etag in [part.strip() for part in tag.split(",")]
        since = request.headers.get("If-Modified-Since")
        if since is None or page.changed is None:
            return False
        return int(page.changed) <= parsedate_to_datetime(since).timestamp()


@contextmanager
def serving(clock: Clock = time.time, host: str = "127.0.0.1") -> Iterator[WebServer]:
    """Run a web server for as long as a block."""
    server = WebServer(clock, host)
    server.start()
    try:
        yield server
    finally:
        server.stop()


async def _send_body(page: WebPage, response: web.StreamResponse) -> None:
    if page.drip:
        for place in range(len(page.body)):
            await response.write(page.body[place : place + 1])
            await asyncio.sleep(page.drip)
        return
    await response.write(page.body)
    while page.is_endless:
        await response.write(page.body)


async def _hesitate(page: WebPage, request: web.BaseRequest) -> None:
    if page.is_cut and request.transport is not None:
        request.transport.abort()
    if page.is_stuck or page.is_cut:
        await asyncio.Event().wait()
    await asyncio.sleep(page.pause)


def _format(moment: float) -> str:
    return formatdate(moment, usegmt=True)
