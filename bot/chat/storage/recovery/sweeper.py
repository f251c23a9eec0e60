"""Sweeper: removes from the disk what was deleted from state.db, soon and at a bounded cost."""

import sqlite3
import time

from bot.chat.storage.recovery.state_file import StateFile

_IDLE_SECONDS = 1.0
_LONGEST_DELAY = 10.0
_REWRITE_SECONDS = 60.0
_LONG_REWRITE_SECONDS = 24 * 3600.0


class Sweeper:
    """Empties the write-ahead log, and writes the file anew where deleted rows left traces.

    The log is emptied when nothing happens for a second, or after ten. A small file is written
    anew at most once a minute, a larger one once a day.
    """

    def __init__(self, file: StateFile) -> None:
        self._file = file
        self._first_change = self._last_change = time.monotonic()
        # Whatever the last process left; a large file would delay the start.
        self._has_changes, self._has_remnants = True, file.is_small()
        self._last_rewrite = -_LONG_REWRITE_SECONDS

    def note_change(self) -> None:
        """Note that something is written, or may be."""
        self._last_change = time.monotonic()
        if not self._has_changes:
            self._has_changes, self._first_change = True, self._last_change

    def note_remnants(self) -> None:
        """Note that rows were deleted: where rows move between pages, SQLite leaves copies."""
        self._has_remnants = True

    def work(self) -> None:
        """Do what is due."""
        if self._file.is_in_memory:
            return
        seconds = time.monotonic()
        is_idle = seconds - self._last_change >= _IDLE_SECONDS
        if self._has_remnants:
            age = seconds - self._last_rewrite
            if age >= self._get_rewrite_pause() * (1 if is_idle else 2):
                self._rewrite()
        if self._has_changes and (is_idle or seconds - self._first_change >= _LONGEST_DELAY):
            self._has_changes = False
            self.truncate_log()

    def truncate_log(self) -> None:
        """Empty the write-ahead log."""
        self._try("PRAGMA wal_checkpoint(TRUNCATE)")

    def _rewrite(self) -> None:
        self._last_rewrite = time.monotonic()
        # Else a copy of the file would be among the system's temporary files.
        self._try("PRAGMA temp_store = MEMORY")
        self._has_remnants = not self._try("VACUUM")
        self._has_changes = True

    def _get_rewrite_pause(self) -> float:
        return _REWRITE_SECONDS if self._file.is_small() else _LONG_REWRITE_SECONDS

    def _try(self, statement: str) -> bool:
        """Run what can be done later just as well; return whether it was done."""
        try:
            self._file.run_now(lambda connection: connection.execute(statement).fetchall())
        except sqlite3.Error:
            return False
        return True
