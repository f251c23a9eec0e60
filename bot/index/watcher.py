"""Watcher: indexes what changes in the folders while the bot runs."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from bot.errors import DatelineError
from bot.index.library import Library
from bot.index.sync.result import SyncResult
from bot.system.backoff import Backoff
from bot.system.databases import identify_file

_LOGGER = logging.getLogger(__name__)

_TICK_MILLISECONDS = 1000
_DEBOUNCE_MILLISECONDS = 200
_STOP_SECONDS = 3.0
_LONGEST_PAUSE = 30.0
_TOLERATED_WATCH_FAILURES = 3

_UNWATCHED = (
    "The system reports no changes of the article folders: %s. They are looked at every %g s "
    "instead. If a limit is reached, raise fs.inotify.max_user_watches or "
    "fs.inotify.max_user_instances with sysctl."
)

# After an update, the time that it took is waited for so many times: what comes meanwhile, such as
# the new entries of many feeds, is indexed at once, and questions hardly feel it.
_REST_SHARE, _LONGEST_REST = 9.0, 20.0


@contextmanager
def watch_folders(
    library: Library, roots: Sequence[Path], report: Callable[[SyncResult], None]
) -> Iterator[None]:
    """Keep ``library`` equal to its folders in a thread, and report every change."""
    watcher = _Watcher(library, roots, report)
    thread = threading.Thread(target=watcher.run, name="watcher", daemon=True)
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
        self._versions: dict[Path, tuple[int, int]] = {}
        self._is_waiting = False
        self._rest_end = 0.0
        self._backoff = Backoff(1.0, _LONGEST_PAUSE)
        self._watch_backoff = Backoff(1.0, _LONGEST_PAUSE)
        self._watch_failures = 0
        self.stop = threading.Event()

    def run(self) -> None:
        """Watch the folders that exist, and begin anew when one comes or goes."""
        while not self.stop.is_set():
            roots = self._existing_roots()
            self._is_waiting = True  # for what changed before the watch began
            if roots:
                self._watch_or_wait(roots)
                continue
            while not self.stop.wait(_TICK_MILLISECONDS / 1000) and not self._existing_roots():
                if self._is_waiting or self._is_due():
                    self._update()

    def _watch_or_wait(self, roots: Mapping[Path, tuple[int, int]]) -> None:
        """Watch the folders; where the system refuses that, look at them after a pause.

        It is refused where a folder goes while the watch begins, where it holds a folder that may
        not be opened or a name that is not UTF-8, and where others use up the system's watches.
        """
        try:
            self._watch(roots)
        except (OSError, RuntimeError) as error:
            if roots != self._existing_roots():
                return
            pause = self._watch_backoff.next_pause()
            self._watch_failures += 1
            if self._watch_failures == _TOLERATED_WATCH_FAILURES:
                _LOGGER.warning(_UNWATCHED, error, _LONGEST_PAUSE)
            self._update()
            self.stop.wait(pause)

    def _watch(self, roots: Mapping[Path, tuple[int, int]]) -> None:
        for changes in watch(
            *roots,
            watch_filter=None,
            debounce=_DEBOUNCE_MILLISECONDS,
            rust_timeout=_TICK_MILLISECONDS,
            yield_on_timeout=True,
            stop_event=self.stop,
            raise_interrupt=False,
        ):
            self._watch_backoff.reset()
            self._watch_failures = 0
            self._is_waiting |= bool(changes)
            if self._is_due() or (self._is_waiting and time.monotonic() >= self._rest_end):
                self._update()
            if roots != self._existing_roots():
                return

    def _existing_roots(self) -> Mapping[Path, tuple[int, int]]:
        """Return the roots, each with what tells whether it is still the same disk's."""
        identities = ((root, identify_file(root)) for root in self._roots)
        return {root: identity for root, identity in identities if identity is not None}

    def _is_due(self) -> bool:
        return time.time() >= self._library.retry_at or self._library.needs_repair

    def _update(self) -> None:
        start = time.monotonic()
        self._index_changes()
        end = time.monotonic()
        self._rest_end = end + min(_REST_SHARE * (end - start), _LONGEST_REST)

    def _index_changes(self) -> None:
        self._is_waiting = False
        try:
            changes = self._library.update(is_ready=self._is_settled)
            if changes or changes.rejections or changes.new_losses:
                self._report(changes)
        except (DatelineError, OSError) as error:
            _LOGGER.error("The folders could not be indexed: %s. Trying again.", error)
            self._is_waiting = True
            self.stop.wait(self._backoff.next_pause())
        except Exception:
            _LOGGER.exception("The folders could not be indexed.")
        else:
            self._backoff.reset()

    def _is_settled(self, path: Path) -> bool:
        """Tell whether a file is as it was at the last look: otherwise it is still written."""
        try:
            status = path.stat()
        except OSError:
            return True
        version = status.st_size, status.st_mtime_ns
        if self._versions.get(path) == version:
            return True
        self._versions[path] = version
        self._is_waiting = True
        return False
