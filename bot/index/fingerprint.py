"""The fingerprint of what an index is built with: another one means that it is built again."""

import hashlib
from functools import cache
from pathlib import Path

import Stemmer

from bot import articles, language
from bot.index import base

_LAYOUT = "1"
"""Goes up when the engines store something else than before."""


@cache
def fingerprint() -> str:
    """Return what changes with the code of reader, segmentation and analyzer, or the layout."""
    digest = hashlib.sha256(f"{_LAYOUT} {Stemmer.version()}".encode())
    folders = [Path(path) for package in (language, articles) for path in package.__path__]
    files = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    for file in (*files, Path(base.__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
