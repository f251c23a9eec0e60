"""A run: the ceiling, then minutes without faults, then minutes with all of them."""

import asyncio
import random
import signal
import time
from dataclasses import dataclass, field

from benchmarks.soak.corpus import Churn, count_new_articles
from benchmarks.soak.journal import Journal
from benchmarks.soak.measures import (
    MemoryMeasure,
    PhaseMeasure,
    measure_memory,
    measure_phase,
)
from benchmarks.soak.options import SoakOptions
from benchmarks.soak.processes import Sampler
from benchmarks.soak.promises import (
    Promise,
    is_state_idle,
    judge_ceiling,
    judge_chaos,
    judge_index,
    judge_rates,
    judge_requests,
    judge_state,
    judge_steady,
)
from benchmarks.soak.service import RandomFaults, RecordingServer
from benchmarks.soak.supervisor import SoakBot, Supervisor, await_condition
from benchmarks.soak.traffic import Traffic

_STEADY_SHARE, _CHAOS_SHARE = 0.8, 0.5
_LOWEST_RATE = 2.0
_TRIALS = 2  # of a rate: something else may have held up the machine
_SETTLE_SECONDS = 60.0
_STOP_SECONDS = 10.0
_CATCH_UP_SECONDS = 120.0


@dataclass
class SoakResult:
    """What came of a run."""

    rows: list[PhaseMeasure] = field(default_factory=list)
    ceiling: float = 0.0
    steady: PhaseMeasure | None = None
    memory: MemoryMeasure | None = None
    chaos: PhaseMeasure | None = None
    changes: dict[str, int] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    phases: dict[str, tuple[float, float]] = field(default_factory=dict)


class SoakRun:
    """The parts of a run, and its phases in their order."""

    def __init__(
        self, options: SoakOptions, server: RecordingServer, bot: SoakBot, journal: Journal,
        traffic: Traffic, articles: int,
    ) -> None:  # fmt: skip
        self.result = SoakResult()
        self.journal = journal
        self.sampler = Sampler()
        self._options = options
        self._server = server
        self._bot = bot
        self._traffic = traffic
        self._articles = articles
        self._faults = RandomFaults(journal, options.seed)
        self._supervisor = Supervisor(bot, journal, options.seed)
        self._random = random.Random(options.seed)
        server.faults = self._faults

    async def run(self) -> SoakResult:
        """Run all phases, and stop the bot."""
        await self._bot.start()
        await self._bot.ready()
        background = [
            asyncio.create_task(self.sampler.run(lambda: self._bot.number, self._measure_queue)),
            asyncio.create_task(self._forget_often()),
        ]
        try:
            await self._ask("warm-up", _LOWEST_RATE * 2, self._options.warm_up_seconds)
            await self._find_ceiling()
            await self._stay_steady()
            await self._go_through_chaos()
            await self._finish()
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
        return self.result

    async def _find_ceiling(self) -> None:
        if not self._options.ceiling_seconds:
            return
        highest, lowest_bad = 0.0, 0.0
        for rate in self._options.rates:
            if not await self._sustains(rate):
                lowest_bad = rate
                break
            highest = rate
        for _ in range(self._options.bisections if lowest_bad else 0):
            middle = round((highest + lowest_bad) / 2, 1)
            if await self._sustains(middle):
                highest = middle
            else:
                lowest_bad = middle
        self.result.ceiling = highest
        self.result.promises.append(judge_ceiling(highest, self._options.least_rate))

    async def _sustains(self, rate: float) -> bool:
        for _ in range(_TRIALS):
            phase = f"ceiling {len(self.result.rows)}"
            measure = await self._ask(phase, rate, self._options.ceiling_seconds)
            self.result.rows.append(measure)
            _report(f"{rate:g} questions a second", measure)
            if measure.p99 < self._options.latency and not (measure.failures or measure.unanswered):
                return True
        return False

    async def _stay_steady(self) -> None:
        if not self._options.steady_seconds:
            return
        ceiling = self.result.ceiling
        rate = self._options.steady_rate or max(ceiling * _STEADY_SHARE, _LOWEST_RATE)
        self.result.steady = await self._ask("steady", rate, self._options.steady_seconds)
        # Without faults, inline queries and pressed buttons have to be answered, too.
        await await_condition(
            lambda: not any(each.phase == "steady" for each in self.journal.open.values()),
            min(_SETTLE_SECONDS, self._options.drain_seconds),
        )
        _report(f"steady, {rate:g} questions a second", self.result.steady)
        start, end = self.result.phases["steady"]
        samples = [each for each in self.sampler.samples if start <= each.at <= end]
        self.result.memory = measure_memory(samples)
        self.result.promises += judge_steady(
            self.journal, self.result.steady, self.result.memory, self._options.latency
        )

    async def _go_through_chaos(self) -> None:
        if not self._options.chaos_seconds:
            return
        ceiling, options = self.result.ceiling, self._options
        rate = options.chaos_rate or max(ceiling * _CHAOS_SHARE, _LOWEST_RATE)
        churn = Churn(self._bot.corpus, options.seed)
        trouble = [
            asyncio.create_task(self._supervisor.kill_often(options.kills)),
            asyncio.create_task(self._supervisor.kill_children_often(options.child_kills)),
            asyncio.create_task(self._change_often(churn)),
        ]
        self._faults.is_active = True
        asking = asyncio.create_task(self._ask("chaos", rate, options.chaos_seconds, drains=False))
        # What fails in the harness itself must not look like a quiet run.
        await asyncio.wait([asking, *trouble], return_when=asyncio.FIRST_COMPLETED)
        self._faults.is_active = False
        for task in trouble:
            task.cancel()
        for outcome in await asyncio.gather(*trouble, return_exceptions=True):
            if isinstance(outcome, Exception):
                asking.cancel()
                raise outcome
        await asking
        await self._supervisor.settle()
        state = self._bot.folder / "data" / "state.db"
        is_idle = await self._drain() and await await_condition(
            lambda: is_state_idle(state), self._options.drain_seconds
        )
        self.result.chaos = self._measure("chaos", rate)
        self.result.changes = churn.counts
        _report(f"chaos, {rate:g} questions a second", self.result.chaos)
        self.result.promises += judge_chaos(self.journal, self._supervisor.failures, is_idle)

    async def _finish(self) -> None:
        """Wait until the bot has all changes, stop it, and judge what it leaves."""
        bot, promises = self._bot, self.result.promises
        articles = await self._await_articles()
        began = time.monotonic()
        bot.signal(signal.SIGTERM)
        status = await bot.ended()
        seconds = time.monotonic() - began
        promises.append(
            Promise(
                f"SIGTERM ends the bot within {_STOP_SECONDS:.0f} s",
                status == 0 and seconds < _STOP_SECONDS, f"status {status} after {seconds:.1f} s",
            )
        )  # fmt: skip
        secret = self._server.token.partition(":")[2]
        promises.append(Promise("The token is in no line of the log", secret not in bot.log))
        promises += judge_rates(self.journal, *self._list_rate_phases())
        promises += judge_requests(self.journal, self._server.violations)
        promises += judge_state(bot.folder / "data" / "state.db")
        promises += await asyncio.to_thread(
            lambda: [*judge_index(bot.folder, bot.environment, articles)]
        )

    async def _await_articles(self) -> float | None:
        """Return how many articles the bot says it has, as soon as that is what there are."""
        count = self._articles + await asyncio.to_thread(count_new_articles, self._bot.corpus)
        end = time.monotonic() + _CATCH_UP_SECONDS
        while True:
            articles = await self._bot.read_metric("dateline_corpus_articles")
            if articles in (None, count) or time.monotonic() > end:
                return articles
            await asyncio.sleep(1)

    async def _ask(
        self, phase: str, rate: float, seconds: float, *, drains: bool = True
    ) -> PhaseMeasure:
        start = time.monotonic()
        await self._traffic.run(rate, seconds, phase)
        self.result.phases[phase] = start, time.monotonic()
        if drains:
            await self._drain(min(_SETTLE_SECONDS, self._options.drain_seconds))
        return self._measure(phase, rate)

    def _list_rate_phases(self) -> list[str]:
        return [f"ceiling {number}" for number in range(len(self.result.rows))]

    def _measure(self, phase: str, rate: float) -> PhaseMeasure:
        start, end = self.result.phases[phase]
        samples = [each for each in self.sampler.samples if start <= each.at <= end]
        questions = [*self.journal.list_questions(phase)]
        return measure_phase(questions, samples, rate, end - start)

    async def _drain(self, seconds: float | None = None) -> bool:
        """Wait until nothing waits that has to be answered; tell whether that came."""
        patience = self._options.drain_seconds if seconds is None else seconds
        return await await_condition(lambda: not self.journal.count_waiting(), patience)

    async def _change_often(self, churn: Churn) -> None:
        while True:
            await asyncio.sleep(self._random.uniform(*self._options.changes))
            await asyncio.to_thread(churn.step)

    async def _forget_often(self) -> None:
        while True:
            await asyncio.sleep(5)
            self._server.forget()

    def _measure_queue(self) -> tuple[float, int]:
        """Return the age of the oldest question that waits, and how many requests do."""
        waiting = self.journal.open.values()
        timestamp = time.monotonic()
        ages = (timestamp - each.at for each in waiting if each.is_question)
        return max(ages, default=0.0), len(waiting)


def _report(name: str, measure: PhaseMeasure) -> None:
    print(
        f"{name}: p50 {measure.p50 * 1000:.0f} ms, p99 {measure.p99 * 1000:.0f} ms, "
        f"{measure.unanswered} of {measure.questions} unanswered; {measure.bound}",
        flush=True,
    )
