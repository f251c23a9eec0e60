"""The fingerprint of what an index is built with: another one means that it is built again."""

import hashlib
from functools import cache
from pathlib import Path

import Stemmer

from bot import articles
from bot.language import (
    analyzer,
    mentions,
    parts,
    sentences,
    span,
    stopwords,
)

_LAYOUT = "4"
"""Goes up when the engines store something else than before."""

_MODULES = (
    analyzer, hashes, irregular, mentions, notes, parts, sentences, span, stopwords, base
)  # fmt: skip


@cache
def fingerprint() -> str:
    """Return what changes with the code of reader, segmentation and analyzer, or the layout."""
    digest = hashlib.sha256(f"{_LAYOUT} {Stemmer.version()}".encode())
    readers = [file for path in articles.__path__ for file in sorted(Path(path).rglob("*.py"))]
    for file in (*readers, *(Path(str(module.__file__)) for module in _MODULES)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
