"""A clock for tests of pacing: time passes only where everybody sleeps."""

import asyncio
import heapq
from collections.abc import Coroutine
from itertools import count
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

_TURNS = 20  # of the event loop, in which everybody who is awake falls asleep


class Clock:
    """Time that passes only where everybody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        end = self.seconds + max(seconds, 0)
        heapq.heappush(self._sleepers, (end, next(self._numbers), future))
        await future

    async def run(self, *coroutines: Coroutine[Any, Any, Any]) -> None:
        """Run ``coroutines`` to their end."""
        tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
        while not all(task.done() for task in tasks):
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if self._sleepers:
                end, _, future = heapq.heappop(self._sleepers)
                self.seconds = max(self.seconds, end)
                if not future.done():
                    future.set_result(None)
        for task in tasks:
            task.result()

    def replace(self, monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> None:
        """Let ``modules`` have this time."""
        for module in modules:
            names = SimpleNamespace(monotonic=self, time=self)
            monkeypatch.setattr(module, "time", names)
            if hasattr(module, "asyncio"):
                sleeping = SimpleNamespace(sleep=self.sleep, Lock=asyncio.Lock)
                monkeypatch.setattr(module, "asyncio", sleeping)
