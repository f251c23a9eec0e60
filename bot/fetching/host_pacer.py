"""Host pacer: one request at a time to a host, and a pause between two."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_FEW_HOSTS = 64
"""Below so many, nothing is worth forgetting."""


@dataclass(slots=True)
class _HostTurn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    end: float = float("-inf")  # of the last request


class HostPacer:
    """Let requests to a host wait for each other; hosts don't wait for other hosts.

    A pause begins when an answer has come, so that a slow host is asked less often.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _HostTurn] = {}
        self._next_sweep = _FEW_HOSTS

    def __len__(self) -> int:
        """Return how many hosts are remembered."""
        return len(self._hosts)

    @asynccontextmanager
    async def take_turn(self, host: str, pause: float) -> AsyncIterator[None]:
        """Wait until ``pause`` seconds have passed since the last request to the host."""
        self._forget_idle_hosts(pause)
        turn = self._hosts.setdefault(host.casefold(), _HostTurn())
        turn.users += 1
        try:
            async with turn.lock:
                while (wait := turn.end + pause - self._clock()) > 0:
                    await self._sleep(wait)
                try:
                    yield
                finally:
                    turn.end = self._clock()
        finally:
            turn.users -= 1

    def _forget_idle_hosts(self, pause: float) -> None:
        """Forget hosts that nobody has asked for long, now and then."""
        if len(self._hosts) < self._next_sweep:
            return
        oldest = self._clock() - max(pause, 60.0)
        self._hosts = {
            host: turn for host, turn in self._hosts.items() if turn.users or turn.end > oldest
        }
        self._next_sweep = max(_FEW_HOSTS, 2 * len(self._hosts))
