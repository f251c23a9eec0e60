"""Near duplicates: MinHash signatures, by which two articles are the same, or nearly."""

import hashlib
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.articles.article import Article

MIN_SIMILARITY = 0.6
"""The share of three-word runs from which on two articles are near duplicates.

On 8,000 news articles nearly all pairs share less than 0.2 or more than 0.9. An article that
lost a fifth of its end shares 0.8, one with a new paragraph 0.97, and one in which every
thirtieth word is another 0.82: all are found. SimHash's 64 bits find half of these at the
distance at which they are as seldom wrong.
"""

_PERMUTATIONS = 128
_BANDS = 32
_SEED = 42
_WORDS = 20_000
_LONGEST_MEAN_WORD = 20

# Odd numbers that spread 32-bit hashes over 64 bits.
_FACTORS = (
    np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9),
)  # fmt: skip

_Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class MinHashSignature:
    """An article's prose as a digest, equal for the same words, and as a MinHash signature."""

    digest: bytes
    signature: bytes

    def similarity(self, signature: "MinHashSignature") -> float:
        """Return about which share of all three-word runs two articles have in common."""
        if self.digest == signature.digest:
            return 1.0
        mine, theirs = _numbers(self.signature), _numbers(signature.signature)
        return float((mine == theirs).mean())

    def bands(self) -> tuple[int, ...]:
        """Return 32 keys, of which near duplicates have one in common.

        Of those that share 0.6, 0.99 do; of those that share 0.2, one in twenty.
        """
        return _make_bands(self.signature)


def sign_article(article: Article) -> MinHashSignature:
    """Return the signature of an article's prose; blanks and capitals make no difference."""
    words = " ".join(article.text[article.body :].casefold().split())
    prose = words.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(prose, digest_size=16).digest()
    # It takes a while to load, and most commands sign nothing.
    from rensa import RMinHash

    tokens = _tokens(words, prose)
    sketch = RMinHash.digest_matrix_from_flat_token_hashes(
        tokens, np.array([0, len(tokens)], np.uint64), _PERMUTATIONS, _SEED
    )
    return MinHashSignature(digest, np.array(sketch.to_rows()[0], np.uint32).tobytes())


def _tokens(words: str, prose: bytes) -> _Hashes:
    """Return a hash of every run of three words, or of three characters in scripts without."""
    parts = prose.split(b" ", _WORDS)[:_WORDS]
    if len(words) > _LONGEST_MEAN_WORD * len(parts):
        characters = words[: 4 * _WORDS].encode("utf-32-le", "surrogatepass")
        hashes = np.frombuffer(characters, np.uint32).astype(np.uint64)
    else:
        hashes = np.fromiter(map(zlib.crc32, parts), np.uint64, len(parts))
    if len(hashes) < len(_FACTORS):
        return hashes
    first, second, third = _FACTORS
    runs: _Hashes = (hashes[:-2] * first) ^ ((hashes[1:-1] + first) * second)
    runs ^= (hashes[2:] + second) * third
    return runs


@lru_cache(maxsize=64)  # an article is looked up in two manifests and entered in one
def _make_bands(signature: bytes) -> tuple[int, ...]:
    rows = _numbers(signature).reshape(_BANDS, -1)
    return tuple(_key(band, row.tobytes()) for band, row in enumerate(rows))


def _numbers(signature: bytes) -> npt.NDArray[np.uint32]:
    return np.frombuffer(signature, np.uint32)


def _key(band: int, rows: bytes) -> int:
    digest = hashlib.blake2b(rows, digest_size=8, salt=band.to_bytes(2, "little")).digest()
    return int.from_bytes(digest, "little", signed=True)
