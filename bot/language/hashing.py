"""Hashes: terms and names as numbers of 32 bits, so that arrays can hold and count them.

Two texts of one hash count as the same. Among the thousand terms that a question meets, that
happens in one question of ten thousand, and costs it one wrong number among its features.
"""

from array import array
from collections.abc import Iterable
from zlib import crc32

SIZE = 4
"""Bytes of a hash."""

_MOST_CACHED = 500_000


def hash_term(text: str) -> int:
    """Return the hash of a text, the same on every machine."""
    return crc32(text.encode("utf-8", "surrogatepass"))


class _Known(dict[str, int]):
    """The hashes of texts, each made when it is first asked for."""

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_CACHED:
            self.clear()
        made = self[text] = hash_term(text)
        return made


_KNOWN = _Known()


def hash_terms(texts: Iterable[str]) -> list[int]:
    """Return the hashes of texts, most of which are met often."""
    return list(map(_KNOWN.__getitem__, texts))


def pack_hashes(texts: Iterable[str]) -> bytes:
    """Return the hashes of texts as ``SIZE`` bytes each, in this machine's order."""
    return array("I", hash_terms(texts)).tobytes()
