"""The web server of a world of feeds, which takes note of all that it gave away."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from tests.web.feed_world import FeedWorld, ShownEntry, WorldFeed
from tests.web.web_server import WebPage, WebRequest, WebServer
from tests.web.world_troubles import HARMLESS, Trouble


@dataclass(frozen=True, slots=True)
class WorldAnswer:
    """What a request for a feed got; ``number`` is the one of the request.

    ``entries``: what a sound answer showed.
    """

    number: int
    feed: WorldFeed
    moment: float
    trouble: Trouble | None
    page: WebPage
    entries: tuple[ShownEntry, ...]


class WorldServer(WebServer):
    """Serve all hosts of a world at one port, each at an address of its own on loopback."""

    def __init__(self, world: FeedWorld) -> None:
        first, *others = world.hosts
        super().__init__(world.clock, first, others)
        self.world = world
        self.answers: list[WorldAnswer] = []
        self.report: Callable[[WorldAnswer], None] = lambda _: None

    def address(self, feed: WorldFeed) -> str:
        """Return the address of a feed."""
        return f"http://{feed.host}:{self.port}{feed.path}"

    def choose_page(self, host: str, path: str, number: int) -> WebPage:
        """Return what to answer, and take note of it."""
        page = self.world.answer(host, path, number)
        feed = self.world.find_feed(host, path.partition("?")[0])
        if feed is not None:
            moment = self.world.clock()
            trouble = feed.find_trouble(moment)
            is_sound = trouble is None or (trouble.kind in HARMLESS and not page.redirect)
            entries = tuple(feed.show(moment)) if is_sound else ()
            answer = WorldAnswer(number, feed, moment, trouble, page, entries)
            self.answers.append(answer)
            self.report(answer)
        return page

    def list_by_feed(self) -> dict[int, list[tuple[WebRequest, WorldAnswer]]]:
        """Return the requests for each feed with their answers, in order."""
        result: defaultdict[int, list[tuple[WebRequest, WorldAnswer]]] = defaultdict(list)
        for answer in list(self.answers):
            result[answer.feed.number].append((self.requests[answer.number], answer))
        return result


def is_delivered(request: WebRequest) -> bool:
    """Tell whether an answer was sent to its end, or nothing had to be."""
    return bool(request.end) and request.status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


@contextmanager
def serving_world(world: FeedWorld) -> Iterator[WorldServer]:
    """Run the server of a world for as long as a block."""
    server = WorldServer(world)
    server.start()
    try:
        yield server
    finally:
        server.stop()
