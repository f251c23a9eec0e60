"""Matching: whether a quoted text says an answer."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")


def normalized(text: str) -> str:
    """Return the runs of letters and digits in lower case, with one space around each.

    Commas are dropped first, so that ``14,000`` is one run and equal to ``14000``.
    """
    words = _WORD.findall(text.lower().replace(",", ""))
    return f" {' '.join(words)} "


def says(text: str, answers: Iterable[str]) -> bool:
    """Tell whether any of ``answers`` stands in ``text``, as whole words in a row."""
    within = normalized(text)
    return any(normalized(answer) in within for answer in answers)


def says_within(quotes: Sequence[str], answers: Iterable[str], characters: int) -> bool:
    """Tell whether an answer stands in the first ``characters`` of the quotes, joined by spaces.

    Only quoted text counts: no title, date or caption. A quote is cut where the count ends.
    """
    return says(" ".join(quotes)[:characters], answers)


def rank_of_first_right(quotes: Sequence[str], answers: Sequence[str]) -> int | None:
    """Return the place, from 1, of the first quote that says an answer; None without one."""
    right = (rank for rank, quote in enumerate(quotes, start=1) if says(quote, answers))
    return next(right, None)
