"""Flood limits: how much a bot may write before Telegram asks it to wait."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tests.telegram.refusals import too_many_requests

Limit: TypeAlias = tuple[int, float]
"""So many messages in so many seconds."""


@dataclass
class FloodLimits:
    """What Telegram bears, as its documentation has it; ``refusals`` counts what it did not."""

    chat: Limit = (3, 3.0)
    group: Limit = (20, 60.0)
    overall: Limit = (30, 1.0)
    refusals: int = 0

    def accelerate(self, factor: int) -> None:
        """Let the same numbers of messages through in so many times less time."""
        self.chat, self.group, self.overall = (
            (count, seconds / factor) for count, seconds in (self.chat, self.group, self.overall)
        )

    def check_chat(self, times: Sequence[float], now: float, *, is_group: bool) -> None:
        """Raise RefusalError for one more message in a chat after those at ``times``."""
        for limit in (self.chat, self.group) if is_group else (self.chat,):
            self._check(times, now, limit)

    def check_all(self, times: Sequence[float], now: float) -> None:
        """Raise RefusalError for one more message after those of all chats."""
        self._check(times, now, self.overall)

    def _check(self, times: Sequence[float], now: float, limit: Limit) -> None:
        count, seconds = limit
        recent = [time for time in times if now - time < seconds]
        if len(recent) >= count:
            self.refusals += 1
            raise too_many_requests(max(1, math.ceil(recent[-count] + seconds - now)))
