"""Words: the terms of a passage as every engine is given them, in one text between spaces."""

import re
from collections.abc import Sequence
from hashlib import sha256

LONGEST = 120
"""Characters; OpenSearch cuts a word at 255 UTF-16 units, tantivy drops one of 64 kB."""

_SPACE = re.compile(r"\s")


def word(term: str) -> str:
    """Return a term as one word; a very long one by its beginning and its digest."""
    whole = _SPACE.sub("_", term)
    if len(whole) <= LONGEST:
        return whole
    digest = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return whole[: LONGEST - len(digest)] + digest


def words(terms: Sequence[str]) -> str:
    """Return terms as words between spaces."""
    text = " ".join(terms)
    # Only to look costs a tenth of making each a word, and hardly any needs it.
    spaces = text.count(" ") == len(terms) - 1 and text.isprintable()
    if spaces and max(map(len, terms)) <= LONGEST:
        return text
    return " ".join(map(word, terms))
