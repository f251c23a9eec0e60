"""Watchdog: signs of life for the service manager, as long as the bot does its work."""

import asyncio
from collections.abc import Callable, Sequence

from bot.chat.monitoring.measures import HealthCheck
from bot.chat.monitoring.reception import Reception
from bot.system.service_manager import ServiceManager

_STATUS_SECONDS = 10.0
_SIGNS = 3
"""Signs of life within the time in which one has to come."""


class Watchdog:
    """Tell the service manager how the service is, and that it lives.

    It lives while the event loop turns, which runs this, and while updates are asked for. That
    Telegram is away is no reason to be restarted: it is asked again and again.
    """

    def __init__(
        self,
        manager: ServiceManager,
        reception: Reception,
        check: Callable[[], Sequence[HealthCheck]],
    ) -> None:
        self._manager = manager
        self._reception = reception
        self._check = check

    def begin(self, name: str) -> None:
        """Say that the service is ready."""
        self._manager.notify("READY=1", f"STATUS=Serving Telegram as @{name}.")

    def end(self) -> None:
        """Say that the service is stopping."""
        self._manager.notify("STOPPING=1", "STATUS=Stopping.")

    async def run(self, name: str) -> None:
        """Give signs of life until the task is cancelled."""
        limit = self._manager.watchdog_seconds
        pause = min(limit / _SIGNS, _STATUS_SECONDS) if limit else _STATUS_SECONDS
        while True:
            states = [f"STATUS={self._describe(name)}"]
            if limit and self._reception.is_active:
                states.append("WATCHDOG=1")
            self._manager.notify(*states)
            await asyncio.sleep(pause)

    def _describe(self, name: str) -> str:
        faults = [f"{check.name}: {check.detail}" for check in self._check() if not check.is_ok]
        return "; ".join(faults) or f"Serving Telegram as @{name}."
