"""Pseudonyms: what stands in the log for the number of a person or of a chat."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

_KEY_BYTES = 32
_DIGEST_BYTES = 5

_key = secrets.token_bytes(_KEY_BYTES)


def hash_id(number: int) -> str:
    """Return the pseudonym of a number: ten hexadecimal digits."""
    digest = hashlib.blake2b(str(number).encode(), key=_key, digest_size=_DIGEST_BYTES)
    return digest.hexdigest()


def use_key(folder: Path) -> None:
    """Take the key from a file in ``folder``, which is made where it is missing.

    So a person has the same pseudonym after a restart, and the log can show who disturbs. The
    log alone says nothing of who that is. Where the folder cannot be used, the key is one of this
    process's own.
    """
    global _key
    with suppress(OSError):
        _key = _read_key(folder / "log.key")


def _read_key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        key = path.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
        path.unlink()  # the process died while it wrote the file
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_key)
    return _key
