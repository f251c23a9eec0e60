"""How long questions take while feeds are polled, and while they are not, in one process."""

import asyncio
import os
import sqlite3
import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving.load import Crowd
from benchmarks.serving.processes import read_family_seconds
from benchmarks.soak.measures import percentile
from bot.feeds.opml import write_opml
from bot.feeds.subscription import Subscription
from tests.telegram.process import BotProcess
from tests.telegram.server import Server
from tests.waiting import wait_for_async
from tests.web.feed_world import DAY, HOUR, FeedWorld, WorldPlan
from tests.web.world_server import WorldServer, serving_world

_NEWS_SHARE = 0.2
"""Of how many looks something new comes."""

_SETTLE_SECONDS = 3.0


@dataclass(slots=True)
class WindowSeries:
    """The windows with or without polling: latencies of each, in seconds."""

    windows: list[Sequence[float]] = field(default_factory=list)
    unanswered: int = 0
    looks: int = 0
    cores: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Return how many seconds this share of all answers took at most."""
        return percentile([each for window in self.windows for each in window], share)

    def list_percentiles(self, share: float) -> list[float]:
        """Return the same for each window."""
        return [percentile(window, share) for window in self.windows]


class Meanwhile:
    """The real bot with feeds, whose polling is paused in every other window."""

    def __init__(
        self, folder: Path, feeds: int, every: float, rate: float, seconds: float, pairs: int
    ) -> None:
        begin = time.time() // HOUR * HOUR - HOUR
        gap = feeds * every / _NEWS_SHARE
        plan = WorldPlan(5, feeds, begin, max(0.25, 3 * gap / DAY), (gap,), troubles=False)
        self._world = FeedWorld(plan, time.time)
        self._world.replace_feeds([f for f in self._world.feeds if f.gap == gap])
        self._every = every
        self._next = 0
        self._folder = folder
        self._rate = rate
        self._seconds = seconds
        self._pairs = pairs
        self.quiet, self.polled = WindowSeries(), WindowSeries()

    async def run(self) -> None:
        """Ask in windows that alternate."""
        bot = BotProcess(
            Server(), self._folder, seeds="", DATELINE_FETCH_PRIVATE="true",
            DATELINE_MESSAGES_PER_SECOND="0",
        )  # fmt: skip
        await bot.server.start()
        with serving_world(self._world) as web:
            try:
                self._write_list(web, is_paused=False)
                await bot.start()
                await bot.ready()
                await wait_for_async(lambda: len(self._list_files()) == len(web.world.feeds),
                                     "the first entries of all feeds")  # fmt: skip
                crowd = Crowd(bot.server.world, self._make_questions())
                await crowd.ask_at_rate(self._rate, self._seconds / 2)
                for number in range(2 * self._pairs):
                    await self._ask(crowd, bot, web, is_polled=number % 4 in (0, 3))
                await bot.stop()
            finally:
                await bot.dispose()
                await bot.server.stop()

    async def _ask(
        self, crowd: Crowd, bot: BotProcess, web: WorldServer, *, is_polled: bool
    ) -> None:
        series = self.polled if is_polled else self.quiet
        self._spread_looks()
        self._write_list(web, is_paused=not is_polled)
        await asyncio.sleep(_SETTLE_SECONDS)
        looks, spent = len(web.requests), read_family_seconds(bot.process_id)
        result = await crowd.ask_at_rate(self._rate, self._seconds)
        series.windows.append(result.latencies)
        series.unanswered += result.unanswered
        series.looks += len(web.requests) - looks
        series.cores.append((read_family_seconds(bot.process_id) - spent) / result.seconds)

    def _spread_looks(self) -> None:
        """Have the next feed due every few seconds from now on, as if they had been for long."""
        count = len(self._world.feeds)
        with closing(sqlite3.connect(self._folder / "data" / "feeds.db")) as database, database:
            for place in range(count):
                feed = self._world.feeds[(self._next + place) % count]
                database.execute(
                    "UPDATE polling_feeds SET due = ?, delay = ? WHERE feed = ?",
                    (time.time() + _SETTLE_SECONDS + place * self._every, count * self._every,
                     f"feed-{feed.number}"),
                )  # fmt: skip
        self._next += int(self._seconds // self._every)

    def _write_list(self, web: WorldServer, *, is_paused: bool) -> None:
        subscriptions = [
            Subscription(f"feed-{feed.number}", web.address(feed), f"Feed {feed.number}",
                         minutes=max(int(len(web.world.feeds) * self._every / 60), 1),
                         is_paused=is_paused)
            for feed in web.world.feeds
        ]  # fmt: skip
        path = self._folder / "corpus" / "feeds.opml"
        draft = path.with_suffix(".tmp")
        draft.write_text(write_opml(subscriptions), encoding="utf-8")
        draft.replace(path)

    def _list_files(self) -> set[str]:
        return {path.parent.name for path in (self._folder / "corpus/feeds").glob("*/*.jsonl")}

    def _make_questions(self) -> list[str]:
        """Return questions on what stood in the feeds at the beginning."""
        questions = []
        for feed in self._world.feeds:
            shown_entries = feed.show(self._world.plan.begin)
            for shown in shown_entries[:5]:
                title = feed.shape_entry(shown, "http://127.0.0.1").title
                questions.append(f"{title}?")
        return questions


def measure_meanwhile(
    folder: Path, feeds: int, every: float, rate: float, seconds: float, pairs: int
) -> Meanwhile:
    """Ask the real bot in pairs of windows, with and without polling.

    ``every``: seconds between two looks at any of the feeds.
    """
    folder.mkdir(parents=True)
    meanwhile = Meanwhile(folder, feeds, every, rate, seconds, pairs)
    asyncio.run(meanwhile.run())
    return meanwhile


def print_meanwhile(meanwhile: Meanwhile) -> None:
    """Print both, and how much windows of one kind differ by themselves."""
    print(
        "| Feeds | Questions | Unanswered | Looks | p50, ms | p99, ms | p99 of the windows, ms "
        "| Cores |\n| --- | --: | --: | --: | --: | --: | --- | --: |"
    )
    for name, series in (("not polled", meanwhile.quiet), ("polled", meanwhile.polled)):
        windows = ", ".join(f"{1000 * value:.0f}" for value in series.list_percentiles(0.99))
        print(
            f"| {name} | {sum(map(len, series.windows)):,} | {series.unanswered} | {series.looks:,}"
            f" | {1000 * series.percentile(0.5):.0f} | {1000 * series.percentile(0.99):.0f} "
            f"| {windows} | {statistics.mean(series.cores):.2f} |"
        )
    quiet, polled = (
        statistics.median(series.list_percentiles(0.99))
        for series in (meanwhile.quiet, meanwhile.polled)
    )
    print(
        f"\nThe median window's p99 is {polled / quiet - 1:+.0%} while feeds are polled; "
        f"the machine's load at the end: {os.getloadavg()[0]:.1f}"
    )
