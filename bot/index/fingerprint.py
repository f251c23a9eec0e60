"""Fingerprint of the code that builds an index: when it changes, the index is rebuilt."""

import hashlib
from functools import cache
from pathlib import Path

import Stemmer

from bot import articles, language, reading

_LAYOUT = "9"
"""Increased when an engine's stored format changes."""

_ROOMS = (articles, language, reading)
_SUFFIXES = (".py", ".json")
_EXEMPT_NAMES = ("temporal",)
"""What the analysis of an article does not load."""


@cache
def list_files() -> tuple[Path, ...]:
    """Return the files that decide what an index contains."""
    files = [
        file
        for room in _ROOMS
        for folder in room.__path__
        for file in sorted(Path(folder).rglob("*"))
        if file.suffix in _SUFFIXES and not set(_EXEMPT_NAMES) & set(file.parts)
    ]
    return (*files, Path(__file__).with_name("analysis.py"))


@cache
def compute_fingerprint() -> str:
    """Return a hash of the code of readers, segmentation and analyzer, and of the layout."""
    digest = hashlib.sha256(f"{_LAYOUT} {Stemmer.version()}".encode())
    for file in list_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
