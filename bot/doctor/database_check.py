"""Database check: looks at SQLite files of this program, and leaves them as they are."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from bot.doctor.diagnosis import Diagnosis, approve, blame, warn
from bot.reading.source import display_path

_PATIENCE = 4.0  # seconds
_STEPS = 10_000  # of SQLite's, between two looks at the clock


@contextmanager
def open_database_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to be read; raise sqlite3.Error or OSError where that fails.

    Where another process has it open, it is read beside that one. What a killed process left in
    its log is read in a copy, because SQLite would otherwise write here. A query ends after some
    seconds with ``sqlite3.OperationalError``.
    """
    has_log = _has_content(path, "-wal")
    with tempfile.TemporaryDirectory() as folder:
        options = "immutable=1"
        if has_log and Path(f"{path}-shm").exists():
            options = "readonly_shm=1"
        elif has_log:
            copy = Path(folder, path.name)
            for suffix in ("", "-wal"):
                shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
            path, options = copy, ""
        name = quote(os.fsencode(path.absolute()))
        mode = "rw" if not options else "ro"
        uri = f"file:{name}?mode={mode}&{options}"
        with closing(sqlite3.connect(uri, uri=True, timeout=1)) as database:
            deadline = time.monotonic() + _PATIENCE
            database.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            yield database


def check_state(folder: Path, version: int, holder: str) -> Iterator[Diagnosis]:
    """Yield how state.db is; ``holder`` is the process that runs the bot, empty where none does."""
    path = folder / "state.db"
    if not path.exists():
        yield approve("state.db", "there is none yet: the first start of the bot makes it")
        return
    try:
        with open_database_copy(path) as database:
            fault = find_damage(database)
            (number,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        if holder:
            yield approve("state.db", f"{holder} has it open, and checks it itself")
        else:
            yield warn(
                "state.db", f"it cannot be looked at: {error}",
                "end the other program that has it open, or try again",
            )  # fmt: skip
        return
    except (sqlite3.Error, OSError) as error:
        fault, number = str(error), 0
    if fault:
        yield blame(
            "state.db",
            f"{display_path(path)} is damaged: {fault}",
            "start the bot, which moves it aside and saves what it can; or restore it from a "
            "backup while the bot is stopped",
        )
    elif number > version:
        yield blame(
            "state.db",
            f"it is of version {number}, but this program knows versions up to {version}",
            "install the newer version of Dateline again",
        )
    else:
        yield approve("state.db", f"it is whole, of version {number} of {version}")


def find_damage(database: sqlite3.Connection) -> str:
    """Return the first fault of a database, empty where there is none, or none in time."""
    try:
        (line,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            return ""
        raise
    return "" if line == "ok" else " ".join(str(line).split())


def _has_content(path: Path, suffix: str) -> bool:
    try:
        return Path(f"{path}{suffix}").stat().st_size > 0
    except OSError:
        return False
