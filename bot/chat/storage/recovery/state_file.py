"""State file: a database that goes on in memory while its file cannot be used."""

import logging
import os
import sqlite3
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from bot.chat.storage.recovery.connecting import (
    Preparation,
    open_file,
    read_damaged,
    read_on_full_disk,
    verify_file,
)
from bot.chat.storage.recovery.file_watch import FileWatch
from bot.chat.storage.recovery.rescue import (
    MemoryCopy,
    connect_memory,
    copy_database,
    list_tables,
    set_aside,
)
from bot.chat.storage.recovery.state_faults import (
    DamageError,
    StateFault,
    classify_error,
    explain_disk,
    is_full,
)
from bot.chat.storage.recovery.write_back import (
    add_rows,
    adopt_new_file,
    write_changes,
    write_new_file,
)
from bot.errors import DatelineError
from bot.system.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

_T = TypeVar("_T")

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_MOST_BYTES_AT_ONCE = 64 * 1024 * 1024
_IN_MEMORY = "until then, what is new is kept in memory, and lost if the bot is killed"


class StateError(DatelineError):
    """Say why a file cannot be used, and what to do."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(f"{path}: {fault}")


class StateFile:
    """A database in a file, which may fail at any moment.

    A damaged file is set aside, and what can be read of it goes into a new one. On a full or
    broken disk, behind another program's lock, and when the file was moved or deleted, all goes
    on in memory, and is written once that is possible again.

    ``own_tables``: those whose rows are added to a file that was put in the place of this one;
    whoever put it there decides on the others.
    """

    def __init__(self, path: Path, prepare: Preparation, own_tables: Collection[str] = ()) -> None:
        """Open it; raise StateError where that is impossible."""
        self.path = path
        self._prepare = prepare
        self._own_tables = own_tables
        self._fault: StateFault | None = None
        self._is_complete = True
        self._earlier_changes = 0
        self._backoff = Backoff(_FIRST_PAUSE, _LONGEST_PAUSE)
        self._next_trial = 0.0
        self._connection = self._open()
        self._watch = FileWatch(path)

    @property
    def is_in_memory(self) -> bool:
        """Tell whether the file cannot be used at the moment."""
        return self._fault is not None

    def is_small(self) -> bool:
        """Tell whether reading or writing all of it takes less than half a second."""
        try:
            return self.path.stat().st_size <= _MOST_BYTES_AT_ONCE
        except OSError:
            return True

    def run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do work on the database; where the file fails, do it again in memory."""
        try:
            return work(self._connection)
        except sqlite3.Error as error:
            fault = self._find_fault(error)
            if fault is None:
                raise
            self._leave_file(fault, error)
        return work(self._connection)

    def run_now(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Do work that makes no sense in memory; raise sqlite3.Error where the file fails."""
        if self._fault is None:
            work(self._connection)
            self._watch.note_sizes()

    def check(self) -> None:
        """Notice that the file is gone or another one; use it again when that is possible."""
        if self._fault is None and not self._watch.is_in_place():
            message = f"{self.path} was moved, deleted or replaced while the bot runs"
            self._leave_file(StateFault.ABSENCE, FileNotFoundError(message))
        if self._fault is None and self._watch.is_shorter():
            self.verify()
        if self._fault is not None and time.monotonic() >= self._next_trial:
            self._try_return()

    def verify(self) -> None:
        """Read the whole file, and leave it if it is damaged."""
        if self._fault is not None:
            return
        try:
            verify_file(self.path)
        except sqlite3.Error as error:
            if classify_error(error) is StateFault.DAMAGE:
                self._leave_file(StateFault.DAMAGE, error)

    def close(self) -> None:
        """Close the file; write what is only in memory if that is possible now."""
        if self._fault is not None:
            self._try_return()
        if self._fault is not None and self._connection.total_changes > self._earlier_changes:
            _LOGGER.error("%s cannot be written: what is new since then is lost.", self.path)
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        fault: StateFault | None = StateFault.DISK
        try:
            adopt_new_file(self.path)
            return open_file(self.path, self._prepare)
        except sqlite3.Error as error:
            failure: Exception = error
            fault = classify_error(error)
        except OSError as error:
            failure = error
        try:
            return self._open_in_spite(fault, failure)
        except (sqlite3.Error, OSError) as error:
            raise StateError(self.path, self._explain(fault, error)) from error

    def _open_in_spite(self, fault: StateFault | None, error: Exception) -> sqlite3.Connection:
        if fault is StateFault.DAMAGE:
            rescue = self._make_usable(read_damaged(self.path))
            write_new_file(rescue.connection, self.path, self._prepare)
            self._set_aside(rescue, error)
            rescue.connection.close()
            adopt_new_file(self.path)
            return open_file(self.path, self._prepare)
        if fault is StateFault.DISK and is_full(self.path, error):
            memory = read_on_full_disk(self.path)
            self._prepare(memory.connection)
            self._fault = fault
            self._is_complete = memory.is_complete
            self._earlier_changes = memory.connection.total_changes
            self._delay_trial()
            _LOGGER.error("%s: %s; %s.", self.path, explain_disk(self.path, error), _IN_MEMORY)
            return memory.connection
        raise error

    def _find_fault(self, error: sqlite3.Error) -> StateFault | None:
        """Return what is wrong with the file, None where it is not the file or not in use."""
        if self._fault is not None:
            return None
        fault = classify_error(error)
        # A file that was cut off has no tables any more, which SQLite calls an error in the
        # statement.
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_ERROR and _lacks_tables(self._connection):
            return StateFault.DAMAGE
        return fault

    def _leave_file(self, fault: StateFault, error: Exception) -> None:
        """Go on in memory, with all rows that can be read; try the file again soon."""
        with suppress(sqlite3.Error):
            self._connection.rollback()
        memory = copy_database(self._connection)
        with suppress(sqlite3.Error):
            self._connection.close()
        if fault is StateFault.DAMAGE and not memory.is_readable:
            memory = read_damaged(self.path)  # without what was in the cache
        memory = self._make_usable(memory)
        self._connection, self._fault = memory.connection, fault
        self._is_complete = memory.is_complete
        self._earlier_changes = self._connection.total_changes
        if fault is StateFault.DAMAGE:
            self._leave_damage(memory, error)
        elif fault is StateFault.ABSENCE:
            _LOGGER.error("%s; the bot goes on with what it knows.", error)
        else:
            _LOGGER.error("%s: %s; %s.", self.path, self._explain(fault, error), _IN_MEMORY)
            self._delay_trial()

    def _leave_damage(self, memory: MemoryCopy, error: Exception) -> None:
        try:
            self._set_aside(memory, error)
        except OSError as failure:
            _LOGGER.error(
                "%s is damaged (%s), and cannot be set aside (%s). %s",
                self.path, error, failure.strerror, memory.describe(),
            )  # fmt: skip
            self._delay_trial()
        else:
            self._try_return()

    def _set_aside(self, memory: MemoryCopy, error: Exception) -> None:
        target = set_aside(self.path)
        _LOGGER.error(
            "%s is damaged (%s). It is now %s. %s",
            self.path, error, target.name, memory.describe(),
        )  # fmt: skip

    def _make_usable(self, memory: MemoryCopy) -> MemoryCopy:
        """Bring a copy up to date; where that is impossible, return an empty one."""
        try:
            self._prepare(memory.connection)
        except (sqlite3.Error, DatelineError):
            memory.connection.close()
            memory = MemoryCopy(connect_memory(), {}, is_readable=False)
            self._prepare(memory.connection)
        return memory

    def _try_return(self) -> None:
        """Write what changed into the file, and use it again."""
        try:
            connection = self._reopen()
        except DamageError as error:
            self._remove_damage(error)
        except (sqlite3.Error, OSError, DatelineError):
            self._delay_trial()
        else:
            self._connection.close()
            self._connection, self._fault = connection, None
            self._watch.note_file()
            self._backoff.reset()
            _LOGGER.warning("%s is in use again, with all that was new meanwhile.", self.path)

    def _reopen(self) -> sqlite3.Connection:
        if not os.path.lexists(self.path):
            write_new_file(self._connection, self.path, self._prepare)
            adopt_new_file(self.path)
            return open_file(self.path, self._prepare)
        connection = open_file(self.path, self._prepare)
        try:
            if self._watch.is_same_file():
                write_changes(self._connection, self.path, deletes=self._is_complete)
            else:
                add_rows(self._connection, self.path, self._own_tables)
        except BaseException:
            connection.close()
            raise
        return connection

    def _remove_damage(self, error: DamageError) -> None:
        """Set a file aside that somebody put in the place of this one."""
        self._delay_trial()
        with suppress(OSError):
            target = set_aside(self.path)
            _LOGGER.error("%s is damaged (%s). It is now %s.", self.path, error, target.name)
            self._next_trial = 0.0

    def _delay_trial(self) -> None:
        self._next_trial = time.monotonic() + self._backoff.next_pause()

    def _explain(self, fault: StateFault | None, error: Exception) -> str:
        if fault is StateFault.LOCK:
            return "another program has locked it: end that program"
        return explain_disk(self.path, error)


def _lacks_tables(connection: sqlite3.Connection) -> bool:
    try:
        return not list_tables(connection)
    except sqlite3.Error:
        return True
