"""Private files: all that a process creates is for its owner, unless it is made for others too."""

import os
from pathlib import Path

_OWN_MASK = 0o077

_mask: int | None = None
"""What the user's own umask takes away; None where new files are not restricted."""


def restrict_new_files() -> None:
    """Have this process, and those that it starts, create files that only their owner may read."""
    global _mask
    mask = os.umask(_OWN_MASK)
    if mask != _OWN_MASK:
        _mask = mask


def open_to_others(path: Path) -> None:
    """Give a file or folder that this process created the permissions of the user's own umask."""
    if _mask is None:
        return
    mode = 0o777 if path.is_dir() else 0o666
    path.chmod(mode & ~_mask)
