"""Common words: how much a term says by itself, from articles of earlier years."""

import numpy as np

from bot.answers.data import DATA
from bot.answers.ragged import Places, Reals, places_in
from bot.language.hashing import hash_terms

COMMON_TERMS = DATA / "common.txt"


def _read() -> tuple[Places, Reals]:
    lines = (
        line for line in COMMON_TERMS.read_text("utf-8").splitlines() if not line.startswith("#")
    )
    known = {term: float(idf) for term, _, idf in (line.partition("\t") for line in lines)}
    of = np.array(hash_terms(known), np.intp)
    order = np.argsort(of)
    return of[order], np.array([*known.values()])[order]


_COMMON, _IDF = _read()
RARE = float(_IDF.max(initial=0.0)) or 1.0
"""The idf of every term that is not common."""


def idf(terms: Places) -> Reals:
    """Return log(N / df) of terms, given by their hashes, that are common in news, or RARE.

    Names are left out, since their frequency is of its time.
    """
    return np.append(_IDF, RARE)[places_in(_COMMON, terms)]
