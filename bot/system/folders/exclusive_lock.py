"""Exclusive lock: held by one process at a time, which says who it is; nobody waits for it."""

import fcntl
import os
import re
import socket
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from weakref import WeakSet

_LONGEST_NOTE = 1024  # bytes
_NOTE = re.compile(r"(?P<holder>.+ \(process (?P<process>\d+)\)) on (?P<host>\S+) (?P<since>.+)")
_TRIALS, _PAUSE = 10, 0.05


class ExclusiveLock:
    """A flock on a file; the system releases it when its process ends, however that happens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> str | None:
        """Take the lock; where another process has it, return which one, and since when.

        Raise OSError where the file cannot be opened.
        """
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        descriptor = os.open(self.path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            try:
                return _name_holder(descriptor)
            finally:
                os.close(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        _HELD_LOCKS.add(self)
        _write_note(descriptor)
        return None

    def is_in_place(self) -> bool:
        """Tell whether the file that is locked still has its name."""
        if self._descriptor is None:
            return False
        try:
            status = self.path.stat()
        except OSError:
            return False
        return os.path.samestat(status, os.fstat(self._descriptor))

    def release(self) -> None:
        """Release the lock."""
        if self._descriptor is not None:
            with suppress(OSError):  # nobody reads the note of a lock that is free
                os.ftruncate(self._descriptor, 0)
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._close()

    def _close(self) -> None:
        _HELD_LOCKS.discard(self)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


_HELD_LOCKS: WeakSet[ExclusiveLock] = WeakSet()


def _close_all() -> None:
    """Close the locks in a copy of this process, which would hold them when it has ended."""
    for lock in list(_HELD_LOCKS):
        lock._close()


# Once: what is registered stays for as long as the process, and locks come and go.
os.register_at_fork(after_in_child=_close_all)


def _write_note(descriptor: int) -> None:
    """Note which process holds the lock; on a full disk it holds without that."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    since = datetime.now().astimezone().isoformat(" ", "seconds")
    note = f"{command} (process {os.getpid()}) on {socket.gethostname()} {since}"
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, note.encode(errors="replace")[:_LONGEST_NOTE], 0)
    except OSError:
        return


def _name_holder(descriptor: int) -> str:
    """Return who holds a lock; a note that somebody else left is not believed."""
    for _ in range(_TRIALS):
        note = os.pread(descriptor, _LONGEST_NOTE, 0).decode(errors="replace")
        match = _NOTE.fullmatch(note)
        if match and match["host"] != socket.gethostname():
            return f"{match['holder']} on {match['host']} since {match['since']}"
        if match and _runs(int(match["process"])):
            return f"{match['holder']} since {match['since']}"
        # Whoever has the lock is about to say so.
        time.sleep(_PAUSE)
    return "another process"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
