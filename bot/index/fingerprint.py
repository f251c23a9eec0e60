"""The fingerprint of what an index is built with: another one means that it is built again."""

import hashlib
from functools import cache
from pathlib import Path

import Stemmer

from bot import articles, reading
from bot.index import protocol
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

_LAYOUT = "5"
"""Goes up when the engines store something else than before."""

_MODULES = (
    analyzer, annotations, hashing, languages, lemmas, mention_parts, mentions, sentences, span,
    stopwords, protocol,
)  # fmt: skip


@cache
def compute_fingerprint() -> str:
    """Return what changes with the code of reader, segmentation and analyzer, or the layout."""
    digest = hashlib.sha256(f"{_LAYOUT} {Stemmer.version()}".encode())
    readers = [
        file
        for room in (articles, reading)
        for path in room.__path__
        for file in sorted(Path(path).rglob("*.py"))
    ]
    for file in (*readers, *(Path(str(module.__file__)) for module in _MODULES)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
