"""A simulated week of feeds: the process that fetches them is killed, and its clock jumps."""

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.feeds.polling_process import make_service
from benchmarks.feeds.promises import (
    judge_attention,
    judge_entries,
    judge_growth,
    judge_index,
    judge_manners,
    read_articles,
)
from benchmarks.feeds.simulated_clock import SimulatedClock
from benchmarks.feeds.week_record import ProcessLife, WeekRecord
from benchmarks.soak.promises import Promise
from bot.feeds.opml import write_opml
from bot.feeds.subscription import Subscription
from tests.paths import PROJECT
from tests.web.feed_world import DAY, HOUR, FeedWorld, WorldPlan
from tests.web.world_server import WorldServer, serving_world

_PATIENCE = 3600.0
# When, as a share of the time, and to how much after the true time.
_JUMPS = ((0.2, 3 * HOUR), (0.27, 0.0), (0.37, -5 * HOUR), (0.46, 0.0), (0.62, 40 * DAY),
          (0.63, 0.0))  # fmt: skip
_LONGEST_DELAY = 0.08
_TICK = 0.002


@dataclass(frozen=True, slots=True)
class WeekOptions:
    """How large a week is, and how often its process is killed."""

    seed: int = 5
    feeds: int = 100
    days: float = 7.0
    kills: int = 30
    jumps: Sequence[tuple[float, float]] = _JUMPS
    updates_index: bool = True


@dataclass(slots=True)
class WeekResult:
    """What came of a week; seconds are of the machine's clock.

    ``memory`` is in MB, ``blocks`` those that Python has for its objects, at the end of each day.
    """

    seconds: float = 0.0
    processor_seconds: float = 0.0
    kills: int = 0
    entries: int = 0
    articles: int = 0
    hosts: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    troubles: int = 0
    memory: dict[int, float] = field(default_factory=dict)
    blocks: dict[int, float] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    promises: list[Promise] = field(default_factory=list)


class Week:
    """Runs a week in a folder."""

    def __init__(self, folder: Path, options: WeekOptions) -> None:
        self.folder = folder
        self._options = options
        self._random = random.Random(options.seed)
        (folder / "corpus").mkdir(parents=True)
        # So that it lies in the past for whatever looks at the machine's own clock.
        begin = (time.time() - (options.days + 2) * DAY) // HOUR * HOUR
        self.clock = SimulatedClock.make(folder / "clock", begin)
        plan = WorldPlan(options.seed, options.feeds, begin, options.days)
        self.world = FeedWorld(plan, self.clock.read_moment)
        self.record = WeekRecord()
        self.result = WeekResult(hosts=len(self.world.hosts))
        self._jumps = [(share * options.days * DAY, shift) for share, shift in options.jumps]
        self._kills = self._plan_kills()
        self._is_answered = threading.Event()

    def run(self) -> WeekResult:
        """Let the week pass, and judge what is left."""
        with serving_world(self.world) as server:
            server.report = lambda answer: self._is_answered.set() if answer.entries else None
            self._subscribe(server)
            begin = time.monotonic()
            self._live()
            self.result.seconds = time.monotonic() - begin
            self.judge(server)
        return self.result

    def _subscribe(self, server: WorldServer) -> None:
        subscriptions = [
            Subscription("", server.address(feed), title=feed.shape.title)
            for feed in self.world.feeds
        ]
        service = make_service(self.folder, self.clock)
        service.import_opml(write_opml(subscriptions), "benchmark")
        asyncio.run(service.close())

    def _live(self) -> None:
        total = self._options.days * DAY
        end = time.monotonic() + _PATIENCE
        before = os.times()
        while self.clock.read_steady() < total:
            assert time.monotonic() < end, f"the week does not end: {self.folder}"
            self._live_once(total)
        after = os.times()
        self.result.processor_seconds = (
            after.children_user + after.children_system
            - before.children_user - before.children_system
        )  # fmt: skip
        for text in (self.folder / "lines").read_text().splitlines():
            with suppress(ValueError):
                facts = json.loads(text)
                if "error" in facts:
                    self.result.errors[facts["error"]] += 1
                else:
                    self.result.memory[facts["day"]] = facts["memory"]
                    self.result.blocks[facts["day"]] = facts["blocks"]

    def _live_once(self, total: float) -> None:
        words = ("-m", "benchmarks.feeds.polling_process", self.folder, self.folder / "clock")
        with (self.folder / "log").open("ab") as log, (self.folder / "lines").open("ab") as lines:
            process = subprocess.Popen(
                [sys.executable, *map(str, words), str(total)],
                cwd=PROJECT,
                stdout=lines,
                stderr=log,
            )
        life = ProcessLife(process.pid)
        self.record.lives.append(life)
        life.is_killed = self._wait_for_kill(process)
        life.last_moment = self.clock.read_moment()
        code = process.wait()
        assert life.is_killed or code == 0, f"it ended with {code}: {self.folder / 'log'}"

    def _wait_for_kill(self, process: subprocess.Popen[bytes]) -> bool:
        """Set the clock when that is due, and kill the process; tell whether it was killed."""
        while process.poll() is None:
            passed = self.clock.read_steady()
            while self._jumps and self._jumps[0][0] <= passed:
                _, shift = self._jumps.pop(0)
                self.clock.shift(shift)
                self.record.shifts.append((time.monotonic(), shift))
            if self._kills and self._kills[0][0] <= passed:
                _, waits_for_answer = self._kills[0]
                if not waits_for_answer or self._is_answered.wait(0.5):
                    time.sleep(self._random.uniform(0, _LONGEST_DELAY))
                    if process.poll() is None:
                        self._kills.pop(0)
                        process.kill()
                        process.wait()
                        self.result.kills += 1
                        return True
            self._is_answered.clear()
            time.sleep(_TICK)
        return False

    def _plan_kills(self) -> list[tuple[float, bool]]:
        """Return when to kill: two of three just after a feed was sent."""
        total = self._options.days * DAY
        moments = sorted(self._random.uniform(0, 0.97 * total) for _ in range(self._options.kills))
        return [(moment, number % 3 != 0) for number, moment in enumerate(moments)]

    def judge(self, server: WorldServer) -> None:
        """Hold what is left against what was given away."""
        result, options = self.result, self._options
        articles = read_articles(self.folder / "corpus")
        result.articles = len(articles)
        result.entries = sum(len(feed.entries) for feed in self.world.feeds)
        result.statuses = Counter(request.status for request in server.requests)
        result.troubles = sum(len(feed.troubles) for feed in self.world.feeds)
        result.promises += judge_entries(server, self.record, articles)
        result.promises += judge_attention(server, self.record)
        result.promises += judge_manners(server, self.record)
        if options.updates_index:
            result.promises += judge_index(make_environment(self.folder), len(articles))
        if not options.kills:
            result.promises += judge_growth("Memory", "MB", result.memory)
            result.promises += judge_growth("What objects take", "blocks", result.blocks)


def make_environment(folder: Path) -> Mapping[str, str]:
    """Return the variables of commands on a folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
    return {
        **kept, "PYTHONPATH": str(PROJECT), "DATELINE_CORPUS": str(folder / "corpus"),
        "DATELINE_DATA": str(folder / "data"), "DATELINE_SEEDS": "",
    }  # fmt: skip
