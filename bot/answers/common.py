"""Common words: how much a term says by itself, from articles of earlier years."""

from pathlib import Path

COMMON_TERMS = Path(__file__).with_name("common.txt")


def _read() -> dict[str, float]:
    lines = (
        line for line in COMMON_TERMS.read_text("utf-8").splitlines() if not line.startswith("#")
    )
    return {term: float(idf) for term, _, idf in (line.partition("\t") for line in lines)}


_IDF = _read()
RARE = max(_IDF.values(), default=1.0)
"""The idf of every term that is not common."""


def idf(term: str) -> float:
    """Return log(N / df) of a term that is common in news, RARE of any other.

    Names are left out, since their frequency is of its time.
    """
    return _IDF.get(term, RARE)
