"""Atomic files: whole or absent, and flushed to disk before anything refers to them."""

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

_CHUNK = 1024 * 1024
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK)


def copy_file(source: Path, target: Path) -> str:
    """Copy a file to a new one, flush it to disk, and return its SHA-256."""
    digest = hashlib.sha256()
    with source.open("rb") as source_file, target.open("xb") as target_file:
        while chunk := source_file.read(_CHUNK):
            digest.update(chunk)
            target_file.write(chunk)
        target_file.flush()
        os.fsync(target_file.fileno())
    return digest.hexdigest()


def write_text(target: Path, text: str) -> str:
    """Write a text to a new file, flush it to disk, and return its SHA-256."""
    return write_bytes(target, text.encode())


def write_bytes(target: Path, content: bytes) -> str:
    """Write a new file, flush it to disk, and return its SHA-256."""
    with target.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish_file(source: Path, target: Path) -> None:
    """Give a file its final name; raise FileExistsError where that is taken."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A file system without links: between this look and the name lies only a moment.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "File exists", str(target)) from None
        source.rename(target)
    else:
        source.unlink()
    sync_folder(target.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file another name; where the file system has no links, a copy has it."""
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        partial = target.with_name(f"{target.stem}-copy.part")
        partial.unlink(missing_ok=True)
        copy_file(source, partial)
        partial.rename(target)


def move_file(source: Path, target: Path) -> None:
    """Move a file, across disks too; the old one stays until the new one is whole."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        partial = target.with_name(f"{target.name}.part")
        partial.unlink(missing_ok=True)
        copy_file(source, partial)
        partial.rename(target)
        sync_folder(target.parent)
        source.unlink()
    sync_folder(target.parent)
    sync_folder(source.parent)


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write an object to a file, which is then either complete or unchanged."""
    partial = path.with_name(f"{path.name}.part")
    with partial.open("w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    sync_folder(path.parent)
