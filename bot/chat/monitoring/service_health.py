"""Service health: what is monitored, measured and served as long as the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat.lifecycle.http_server import HttpLimits, serve_http
from bot.chat.monitoring.health_pages import make_health_pages
from bot.chat.monitoring.health_sampler import HealthSampler
from bot.chat.monitoring.loop_delay import LoopDelay
from bot.chat.monitoring.measures import HealthCheck
from bot.chat.monitoring.queue_gauge import QueueGauge
from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.service_metrics import ServiceMetrics
from bot.chat.monitoring.service_monitor import ServiceMonitor
from bot.chat.monitoring.watchdog import Watchdog
from bot.chat.storage.state import State
from bot.system.service_manager import ServiceManager

if TYPE_CHECKING:
    from bot.chat.services import BotServices

PORT_SETTING = "DATELINE_HEALTH_PORT"


@dataclass(frozen=True, slots=True)
class HealthOptions:
    """Where health is served; ``port`` None means nowhere, 0 a free port."""

    host: str = "127.0.0.1"
    port: int | None = None
    limits: HttpLimits = field(default_factory=HttpLimits)
    reception: Reception = field(default_factory=Reception)
    period: float = 5.0


class ServiceHealth:
    """The monitor that all parts report to, and what is made of their reports."""

    def __init__(
        self, options: HealthOptions, services: "BotServices", state: State, data: Path
    ) -> None:
        self._options = options
        self.port: int | None = None
        metrics = ServiceMetrics()
        if services.feeds:
            metrics.watch_feeds(services.feeds.measures)
        self.monitor = ServiceMonitor(metrics, options.reception)
        self._metrics = metrics
        self._reception = options.reception
        self._delay = LoopDelay()
        backlog = QueueGauge(state, self.monitor.seconds_since_progress)
        self._sampler = HealthSampler(services, data, backlog, metrics, options.period)
        self._watchdog = Watchdog(ServiceManager(), self._reception, self.check_readiness)

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """Measure and serve inside the block; raise ListenError where the port cannot be had."""
        if self._options.port is None:
            yield
            return
        pages = make_health_pages(
            lambda: (self._delay.check(),), self.check_readiness, self._export
        )
        tasks = [asyncio.create_task(self._delay.run()), asyncio.create_task(self._sampler.run())]
        try:
            async with serve_http(
                pages, self._options.host, self._options.port, PORT_SETTING, self._options.limits
            ) as self.port:
                yield
        finally:
            for task in tasks:
                task.cancel()

    async def watch(self, name: str) -> None:
        """Say that Telegram is served under a name; give signs of life until cancelled."""
        self.monitor.note_contact()
        self._watchdog.begin(name)
        await self._watchdog.run(name)

    def end(self) -> None:
        """Say that the service is stopping."""
        self._watchdog.end()

    def check_readiness(self) -> Sequence[HealthCheck]:
        """Return every check that there is."""
        checks = [self._reception.check(), self._reception.check_conflict()]
        return checks if self._options.port is None else [*checks, *self._sampler.check()]

    def _export(self) -> bytes:
        self._metrics.set_loop_delay(self._delay.longest)
        self._metrics.set_checks(self.check_readiness())
        return self._metrics.export()
