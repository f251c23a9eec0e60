"""Looks: the requests for a feed, each with all its redirects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.feeds.week_record import WeekRecord
from tests.web.feed_shapes import Quirk
from tests.web.feed_world import DAY, ShownEntry, WorldFeed
from tests.web.web_server import WebRequest
from tests.web.world_server import WorldAnswer, WorldServer, is_delivered

SHORTEST = 900.0
"""Seconds between two looks at a feed, unless something else is set."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a feed; ``moment`` is the true time, ``begin`` the machine's.

    ``life``: the number of the process that looked.
    ``is_cut_off``: the process was killed while it may have been under way.
    """

    feed: WorldFeed
    moment: float
    begin: float
    life: int
    steps: Sequence[tuple[WebRequest, WorldAnswer]]
    is_cut_off: bool

    @property
    def entries(self) -> tuple[ShownEntry, ...]:
        """Return what was given away in a sound answer."""
        request, answer = self.steps[-1]
        return answer.entries if is_delivered(request) and request.status == 200 else ()

    @property
    def least_wait(self) -> float:
        """Return for how many seconds the feed is to be left alone."""
        request, answer = self.steps[-1]
        if answer.page.retry_after is not None:
            return max(answer.page.retry_after, SHORTEST)
        if answer.page.retry_at is not None:
            # It is told in whole seconds.
            return max(answer.page.retry_at - self.moment - 1, SHORTEST)
        asked = 0.0
        if is_delivered(request) and answer.trouble is None:
            shape = self.feed.shape
            asks = shape.has(Quirk.TTL) or shape.has(Quirk.UPDATE_PERIOD)
            asked = max(self.feed.max_age, shape.minutes * 60 if asks else 0)
        return min(max(asked, SHORTEST), DAY)


def list_looks(server: WorldServer, record: WeekRecord) -> Iterator[tuple[WorldFeed, list[Look]]]:
    """Yield the looks at each feed, in order."""
    steps_by_feed = server.list_by_feed()
    for feed in server.world.feeds:
        groups: list[list[tuple[WebRequest, WorldAnswer]]] = []
        for request, answer in steps_by_feed.get(feed.number, []):
            last = groups[-1][-1] if groups else None
            if last and _is_next_step(last, request, answer, record):
                groups[-1].append((request, answer))
            else:
                groups.append([(request, answer)])
        lives = [record.find_life(group[0][0]) for group in groups]
        yield feed, [
            Look(
                feed, group[0][1].moment, group[0][0].begin, life, group,
                record.is_cut_off(life, group[0][1].moment, next_life),
            )
            for group, life, next_life in zip(groups, lives, [*lives[1:], None], strict=True)
        ]  # fmt: skip


def _is_next_step(
    last: tuple[WebRequest, WorldAnswer], request: WebRequest, answer: WorldAnswer,
    record: WeekRecord,
) -> bool:  # fmt: skip
    """Tell whether a request follows a redirect."""
    return (
        bool(last[1].page.redirect)
        and last[1].moment == answer.moment
        and record.find_life(last[0]) == record.find_life(request)
        and last[0].path != request.path
    )
