"""Database files of SQLite that can be made again."""

import shutil
from contextlib import suppress
from pathlib import Path

_SUFFIXES = ("", "-wal", "-shm", "-journal")


def discard_database(path: Path) -> None:
    """Delete a database with all of its files; raise OSError where that is refused.

    What is a folder instead is deleted too.
    """
    for suffix in _SUFFIXES:
        file = path.with_name(path.name + suffix)
        with suppress(FileNotFoundError):
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            else:
                file.unlink()


def is_same_file(path: Path, identity: tuple[int, int] | None) -> bool:
    """Tell whether a path is still the file that it was when ``identify_file`` was called."""
    return identify_file(path) == identity


def identify_file(path: Path) -> tuple[int, int] | None:
    """Return the device and the number of a file, None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
