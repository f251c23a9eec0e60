"""A thousand feeds that are looked at every hour: what a day of that takes."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.feeds.polling_process import make_service
from benchmarks.feeds.simulated_clock import SimulatedClock
from benchmarks.feeds.week import make_environment
from bot.feeds.opml import write_opml
from bot.feeds.subscription import Subscription
from tests.paths import PROJECT
from tests.web.feed_world import DAY, HOUR, FeedWorld, WorldPlan
from tests.web.world_server import serving_world

_NEWS_GAP = 5 * HOUR
"""A fifth of the feeds have something new in an hour."""


@dataclass(frozen=True, slots=True)
class HourResult:
    """Seconds of the processor of an hour of looks, and of a second without; memory in MB.

    ``hour_alone``: of the process that polls, without those that read the feeds. ``index_seconds``:
    of one update of the index with all that came.
    """

    feeds: int
    looks: int
    unchanged_share: float
    hour: float
    hour_alone: float
    idle_second: float
    index_seconds: float
    memory: float
    articles: int

    @property
    def day(self) -> float:
        """Return the seconds of the processor of a day."""
        return 24 * self.hour + DAY * self.idle_second


def measure_hours(folder: Path, feeds: int, hours: int) -> HourResult:
    """Follow feeds for some hours, each feed hourly."""
    (folder / "corpus").mkdir(parents=True)
    begin = (time.time() - 3 * DAY) // HOUR * HOUR
    clock = SimulatedClock.make(folder / "clock", begin)
    plan = WorldPlan(5, feeds, begin, (hours + 4) / 24, (_NEWS_GAP,), troubles=False)
    world = FeedWorld(plan, clock.read_moment)
    world.replace_feeds([replace(f, validators="both", gap=_NEWS_GAP) for f in world.feeds])
    with serving_world(world) as server:
        subscriptions = [
            Subscription("", server.address(feed), title=f"Feed {feed.number}", minutes=60)
            for feed in world.feeds
        ]
        service = make_service(folder, clock)
        service.import_opml(write_opml(subscriptions), "benchmark")
        asyncio.run(service.close())
        words = ("-m", "benchmarks.feeds.hour_process", folder, folder / "clock", hours)
        run = subprocess.run(
            [sys.executable, *map(str, words)], cwd=PROJECT, stdout=subprocess.PIPE, check=True
        )
        facts = json.loads(run.stdout)
        statuses = Counter(
            request.status for request in server.requests
            if request.moment >= begin + 2 * HOUR
        )  # fmt: skip
    before = os.times()
    build = [sys.executable, "-m", "bot", "index", "build"]
    subprocess.run(build, env=make_environment(folder), stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    index_seconds = after.children_user - before.children_user
    articles = sum(
        path.read_bytes().count(b"\n") for path in (folder / "corpus/feeds").glob("*/*.jsonl")
    )
    return HourResult(
        feeds, facts["looks"], statuses[304] / max(sum(statuses.values()), 1), facts["hour"],
        facts["hour_alone"], facts["idle_second"], index_seconds, facts["memory"], articles,
    )  # fmt: skip


def print_hours(result: HourResult) -> None:
    """Print what a day takes."""
    print(
        f"{result.feeds:,} feeds, {result.looks:,} looks, {result.unchanged_share:.0%} of the "
        f"answers 304; {result.articles:,} articles; memory {result.memory:.0f} MB; the index of "
        f"all articles {result.index_seconds:.0f} s\n\n"
        "| Seconds of one core | An hour of looks | of it in the bot | A day of waiting | A day |\n"
        "| --- | --: | --: | --: | --: |\n"
        f"| | {result.hour:.1f} | {result.hour_alone:.1f} | {DAY * result.idle_second:,.0f} "
        f"| {result.day:,.0f} ({result.day / DAY:.1%} of a core) |"
    )
