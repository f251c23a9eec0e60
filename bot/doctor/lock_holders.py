"""Lock holders: which process has locked a file, without a lock of one's own."""

import os
from pathlib import Path

_TABLE = Path("/proc/locks")
_LONGEST_NOTE = 1024  # bytes


def find_holder(folder: Path, table: Path = _TABLE) -> str:
    """Return the process that holds a lock in the data folder, empty where none does.

    To try the lock could keep a bot that starts at this moment from starting.
    """
    try:
        rows = [line.split() for line in table.read_text().splitlines()]
    except OSError:
        return ""  # not Linux
    processes = {int(row[5].rpartition(":")[2]): row[4] for row in rows
                 if len(row) > 5 and row[1] == "FLOCK" and row[5].count(":") == 2}  # fmt: skip
    for path in (*folder.glob("*.lock"), *folder.glob("index/*/*.lock")):
        try:
            process = processes.get(path.stat().st_ino)
            note = _read_note(path) if process else ""
        except OSError:
            continue
        if process and not _is_own(process):
            return note or f"process {process}"
    return ""


def _read_note(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.pread(descriptor, _LONGEST_NOTE, 0).decode(errors="replace").strip()
    finally:
        os.close(descriptor)


def _is_own(process: str) -> bool:
    return process == str(os.getpid())
