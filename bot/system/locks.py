"""Locks between processes: an exclusive flock on a file, which ends with its process."""

import fcntl
import logging
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakValueDictionary

_LOGGER = logging.getLogger(__name__)
_LONGEST_NOTE = 1024  # bytes
# Of the threads of this process, by the path of the file.
_TURNS: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()


@contextmanager
def hold_lock(path: Path, activity: str) -> Iterator[None]:
    """Hold the lock on a file; wait for it, and log which process holds it, where need be.

    ``activity`` says what its holder does, as in "is writing the index". Two threads of one
    process exclude each other too, and say nothing of it. Raise OSError where the file cannot be
    opened.
    """
    with _TURNS.setdefault(str(path.absolute()), threading.Lock()), _open_lock(path) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _LOGGER.warning("Waiting for %s, which %s.", _read_note(descriptor), activity)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        with _sign(descriptor):
            yield


@contextmanager
def hold_write_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of an index's only writer, which is in the index's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with hold_lock(folder / "writer.lock", "is writing the index"):
        yield


@contextmanager
def _open_lock(path: Path) -> Iterator[int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o666)
    except IsADirectoryError:
        shutil.rmtree(path)
        descriptor = os.open(path, flags, 0o666)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _sign(descriptor: int) -> Iterator[None]:
    """Note in the lock file which process holds it."""
    note = f"{Path(sys.argv[0]).name} {' '.join(sys.argv[1:2])} (process {os.getpid()})"
    _write_note(descriptor, note.encode(errors="replace")[:_LONGEST_NOTE])
    try:
        yield
    finally:
        _write_note(descriptor, b"")


def _write_note(descriptor: int, note: bytes) -> None:
    # On a full disk the lock holds without a note: what is deleted under it makes room.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, note, 0)


def _read_note(descriptor: int) -> str:
    return os.pread(descriptor, _LONGEST_NOTE, 0).decode(errors="replace") or "another process"
