"""Load: many people ask at a given rate, whether or not earlier questions were answered."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from tests.telegram.client import Private
from tests.telegram.world import World

_SEED = 5
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How many questions were asked in some seconds, and how many seconds each answer took.

    ``unanswered``: the questions without an answer at the end.
    """

    questions: int
    seconds: float
    latencies: Sequence[float]
    unanswered: int

    @property
    def rate(self) -> float:
        """Return the answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return how many seconds this share of the answers took at most."""
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


class _Asker:
    """A person in a private chat, who asks the next question when the last one is answered."""

    def __init__(self, world: World) -> None:
        self._person = Private(world)
        self._times: list[float] = []
        self._seen = len(self._person.dialog.sent)

    @property
    def is_free(self) -> bool:
        return len(self._person.dialog.sent) >= self._seen + len(self._times)

    def ask(self, question: str) -> None:
        self._times.append(time.monotonic())
        self._person.send(question)

    def list_latencies(self) -> list[float]:
        answers = self._person.dialog.sent[self._seen :]
        return [answer.at - asked for answer, asked in zip(answers, self._times, strict=False)]

    def count_unanswered(self) -> int:
        return len(self._times) - len(self.list_latencies())


class Crowd:
    """People who ask a bot, each one question after the other; new ones come where all wait."""

    def __init__(self, world: World, questions: Sequence[str], people: int = 300) -> None:
        self._world = world
        self._questions: Iterator[str] = cycle(questions)
        self._random = random.Random(_SEED)
        self._people = people
        self._askers: deque[_Asker] = deque()

    async def ask_at_rate(self, rate: float, seconds: float, patience: float = 30) -> LoadResult:
        """Ask ``rate`` questions a second, at random moments, then wait for the last answers.

        The time of an answer begins when Telegram has the question, and ends when it has the
        answer.
        """
        self._begin()
        start = due = time.monotonic()
        while (due := due + self._random.expovariate(rate)) < start + seconds:
            await asyncio.sleep(max(due - time.monotonic(), 0))
            self._choose_asker().ask(next(self._questions))
        await self._wait_for_all(patience)
        return self._make_result(time.monotonic() - start)

    async def ask_together(self, count: int, seconds: float, patience: float = 30) -> LoadResult:
        """Keep ``count`` questions unanswered at any time, for the most answers a second."""
        self._begin()
        self._askers.extend(_Asker(self._world) for _ in range(count - len(self._askers)))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            waiting = sum(not asker.is_free for asker in self._askers)
            for _ in range(count - waiting):
                self._choose_asker().ask(next(self._questions))
            await self._world.changed(_PAUSE)
        result = self._make_result(seconds)
        await self._wait_for_all(patience)
        return result

    def _begin(self) -> None:
        self._askers = deque(_Asker(self._world) for _ in range(self._people))

    def _choose_asker(self) -> _Asker:
        """Return whoever asked longest ago and has an answer, or else somebody new."""
        asker = self._askers.popleft()
        if not asker.is_free:
            self._askers.append(asker)
            asker = _Asker(self._world)
        self._askers.append(asker)
        return asker

    async def _wait_for_all(self, patience: float) -> None:
        end = time.monotonic() + patience
        while time.monotonic() < end and not all(asker.is_free for asker in self._askers):
            await self._world.changed(_PAUSE)

    def _make_result(self, seconds: float) -> LoadResult:
        latencies = [each for asker in self._askers for each in asker.list_latencies()]
        unanswered = sum(asker.count_unanswered() for asker in self._askers)
        return LoadResult(len(latencies) + unanswered, seconds, latencies, unanswered)
