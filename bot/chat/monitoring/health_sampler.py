"""Health sampler: measures every few seconds what takes too long to measure at every request."""

import asyncio
import logging
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat.executor import SearchExecutor
from bot.chat.monitoring.measures import HealthCheck, IndexMeasure
from bot.chat.monitoring.queue_gauge import QueueGauge
from bot.chat.monitoring.service_metrics import ServiceMetrics
from bot.errors import UnavailableError
from bot.localization.english import count_noun

if TYPE_CHECKING:
    from bot.chat.services import BotServices

_LOGGER = logging.getLogger(__name__)

_PERIOD = 5.0
_LONGEST_WORK = 10.0
_LOCK_SECONDS = 2.0

_LONGEST_AGE = 60.0
"""Seconds for which a sample holds."""


class HealthSampler:
    """Measure the index, state.db and the backlog, and keep what the last look came to."""

    def __init__(
        self,
        services: "BotServices",
        data: Path,
        backlog: QueueGauge,
        metrics: ServiceMetrics,
        period: float = _PERIOD,
    ) -> None:
        self._services = services
        self._data = data
        self._backlog = backlog
        self._metrics = metrics
        self._period = period
        # Searches of its own: whoever asks must not wait for it.
        self._search = SearchExecutor(
            services.answerer, workers=1, limit=_LONGEST_WORK, patience=_LONGEST_WORK
        )
        self._checks: Sequence[HealthCheck] = ()
        self._time = time.monotonic()

    async def run(self) -> None:
        """Measure until the task is cancelled."""
        while True:
            try:
                await self._measure()
            except Exception:
                # Measuring goes on; /ready says since when there is no result.
                _LOGGER.exception("The bot's health could not be measured.")
            await asyncio.sleep(self._period)

    async def _measure(self) -> None:
        index, state = await self._check_index(), await self._check_state()
        self._checks = (index, state, self._check_backlog())
        self._time = time.monotonic()

    def check(self) -> Sequence[HealthCheck]:
        """Return what the last look came to; fail where that is long ago."""
        age = time.monotonic() - self._time
        if not self._checks or age > _LONGEST_AGE:
            words = f"nothing was measured for {age:.0f} s"
            return tuple(HealthCheck(name, False, words) for name in ("index", "state", "queue"))
        return self._checks

    async def _check_index(self) -> HealthCheck:
        try:
            measure = await self._search.call(self._measure_index)
        except TimeoutError:
            return HealthCheck("index", False, f"it did not answer within {_LONGEST_WORK:.0f} s")
        except (UnavailableError, OSError):
            return HealthCheck("index", False, "it cannot be searched now; the log says why")
        self._metrics.set_index(measure)
        stats = measure.stats
        detail = f"{count_noun('article', stats.articles)}, {count_noun('passage', stats.passages)}"
        if stats.last:
            detail += f", the newest of {stats.last}"
        if measure.unfinished_files:
            detail += f"; {count_noun('file', measure.unfinished_files)} not read to the end yet"
        return HealthCheck("index", True, detail)

    def _measure_index(self) -> IndexMeasure:
        stats = self._services.answerer.stats(self._services.today())
        library = self._services.library
        if library is None:
            return IndexMeasure(stats)
        return IndexMeasure(stats, _add_up(library.folder), len(library.unfinished_files))

    async def _check_state(self) -> HealthCheck:
        try:
            free = await self._search.call(lambda: _write(self._data / "state.db"))
        except TimeoutError:
            return HealthCheck("state", False, "state.db could not be written in time")
        except (sqlite3.Error, OSError) as error:
            return HealthCheck("state", False, f"state.db cannot be written: {error}")
        self._metrics.set_free_space(free)
        return HealthCheck("state", True, "state.db can be written")

    def _check_backlog(self) -> HealthCheck:
        try:
            backlog = self._backlog.measure()
        except sqlite3.Error as error:
            return HealthCheck("queue", False, f"state.db cannot be read: {error}")
        self._metrics.set_backlog(backlog)
        return self._backlog.check(backlog)


def _write(path: Path) -> int:
    """Write to a database as it is on the disk, and return the free bytes there.

    The connection is not the bot's, which would write on into a file that was deleted. The
    version stays the same, but its page is written.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_LOCK_SECONDS)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {int(version)}")
    status = os.statvfs(path.parent)
    return status.f_bavail * status.f_frsize


def _add_up(folder: Path | None) -> int:
    """Return the size of all files in a folder, in bytes."""
    if folder is None:
        return 0
    return sum(_get_size(path) for path in folder.rglob("*"))


def _get_size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # it is replaced just now
        return 0
