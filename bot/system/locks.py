"""Lock: one writer at a time in a data folder; it dies with its process."""

import fcntl
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

_LOGGER = logging.getLogger(__name__)


@contextmanager
def hold_write_lock(folder: Path) -> Iterator[None]:
    """Be the only writer in ``folder``; wait, and say for whom, while another one is."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("a+", encoding="utf-8") as file:
        _acquire(file)
        file.truncate(0)
        file.write(f"{Path(sys.argv[0]).name} {' '.join(sys.argv[1:2])} (process {os.getpid()})")
        file.flush()
        yield
        file.truncate(0)


def _acquire(file: TextIO) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        _LOGGER.warning("Waiting for %s, which writes the index.", file.read() or "another process")
        fcntl.flock(file, fcntl.LOCK_EX)
