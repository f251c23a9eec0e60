"""Durable: files that are whole or absent, and on the disk before anybody is told of them."""

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

_CHUNK = 1024 * 1024


def copy(source: Path, target: Path) -> str:
    """Copy a file's bytes to a new one, down to the disk, and return their SHA-256."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("xb") as writing:
        while chunk := reading.read(_CHUNK):
            digest.update(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(staged: Path, target: Path) -> None:
    """Give a file its name; raise FileExistsError where something has it already."""
    try:
        target.hardlink_to(staged)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK):
            raise
        # A file system without links: between this look and the name lies only a moment.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "File exists", str(target)) from None
        staged.rename(target)
    else:
        staged.unlink()
    settle(target.parent)


def move(source: Path, target: Path) -> None:
    """Move a file, from another disk too; until the new one is whole, the old one stays."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f"{target.name}.part")
        beside.unlink(missing_ok=True)
        copy(source, beside)
        beside.rename(target)
        settle(target.parent)
        source.unlink()
    settle(target.parent)
    settle(source.parent)


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write an object to a file, which is then whole or as it was before."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
    settle(path.parent)
