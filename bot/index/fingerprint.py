"""Fingerprint of the code that builds an index: when it changes, the index is rebuilt."""

import hashlib
from functools import cache
from pathlib import Path

import Stemmer

from bot import articles, reading
from bot.language import (
    analyzer,
    annotations,
    hashing,
    languages,
    lemmas,
    mention_parts,
    mentions,
    sentences,
    span,
    stopwords,
)

_LAYOUT = "6"
"""Increased when an engine's stored format changes."""

_MODULES = (
    analyzer, annotations, hashing, languages, lemmas, mention_parts, mentions, sentences, span,
    stopwords,
)  # fmt: skip


@cache
def compute_fingerprint() -> str:
    """Return a hash of the code of readers, segmentation and analyzer, and of the layout."""
    digest = hashlib.sha256(f"{_LAYOUT} {Stemmer.version()}".encode())
    readers = [
        file
        for room in (articles, reading)
        for path in room.__path__
        for file in sorted(Path(path).rglob("*.py"))
    ]
    modules = (Path(str(module.__file__)) for module in _MODULES)
    for file in (*readers, *modules, Path(__file__).with_name("analysis.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
