"""Watching: takes over what changes in the folders while the bot runs."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from bot.errors import DatelineError
from bot.index.library import Library
from bot.index.sync.sync import SyncResult
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_TICK_MILLISECONDS = 1000
_DEBOUNCE_MILLISECONDS = 200
_STOP_SECONDS = 3.0
_LONGEST_PAUSE = 30.0


@contextmanager
def watching(
    library: Library, roots: Sequence[Path], report: Callable[[SyncResult], None]
) -> Iterator[None]:
    """Keep ``library`` equal to its folders in a thread, and report every change."""
    watcher = _Watcher(library, roots, report)
    thread = threading.Thread(target=watcher.run, name="watching", daemon=True)
    thread.start()
    try:
        yield
    finally:
        watcher.stop.set()
        thread.join(_STOP_SECONDS)


class _Watcher:
    def __init__(
        self, library: Library, roots: Sequence[Path], report: Callable[[SyncResult], None]
    ) -> None:
        self._library = library
        self._roots = roots
        self._report = report
        self._seen: dict[Path, tuple[int, int]] = {}
        self._waiting = False
        self._backoff = Backoff(1.0, _LONGEST_PAUSE)
        self.stop = threading.Event()

    def run(self) -> None:
        """Watch the folders that are there, and begin anew when one comes or goes."""
        while not self.stop.is_set():
            there = [root for root in self._roots if root.exists()]
            if there:
                self._watch(there)
            else:
                self.stop.wait(_TICK_MILLISECONDS / 1000)

    def _watch(self, there: Sequence[Path]) -> None:
        self._waiting = True  # for what changed before the watch began
        for changed in watch(
            *there,
            watch_filter=None,
            debounce=_DEBOUNCE_MILLISECONDS,
            rust_timeout=_TICK_MILLISECONDS,
            yield_on_timeout=True,
            stop_event=self.stop,
            raise_interrupt=False,
        ):
            if changed or self._waiting:
                self._update()
            if there != [root for root in self._roots if root.exists()]:
                return

    def _update(self) -> None:
        self._waiting = False
        try:
            changes = self._library.update(ready=self._is_settled)
        except (DatelineError, OSError) as error:
            _LOGGER.error("The folders could not be taken over: %s. Trying again.", error)
            self._waiting = True
            self.stop.wait(self._backoff.next_pause())
        except Exception:
            _LOGGER.exception("The folders could not be taken over.")
        else:
            self._backoff.reset()
            if changes or changes.refusals:
                self._report(changes)

    def _is_settled(self, path: Path) -> bool:
        """Tell whether a file is as it was at the last look: otherwise it is still written."""
        try:
            status = path.stat()
        except OSError:
            return True
        now = status.st_size, status.st_mtime_ns
        if self._seen.get(path) == now:
            return True
        self._seen[path] = now
        self._waiting = True
        return False
