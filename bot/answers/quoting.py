"""Quoting: chooses the set of sentences that is shown."""

from collections.abc import Sequence

import numpy as np

from bot.answers.answer import Quote
from bot.answers.quotables import Quotable
from bot.answers.trees import Floats

MOST_QUOTES = 6
MOST_CHARACTERS = 900

# Found on questions asked in 2022 and 2023.
_SHOWN = 3.5
_LIKELY = 2.0
_PER_100_CHARACTERS = 0.5
_FURTHEST_BEHIND = 6.0
_UNIT = 1.4

_POOL = 60
_NEAR_DUPLICATE = 0.5


def choose(sentences: Sequence[Quotable], scores: Floats) -> tuple[Quote, ...]:
    """Return the quotes that together most likely hold the answer, best first.

    Each is the sentence with the best score, plus what its candidates for the answer are
    worth, less the share of that worth that is shown already, less its length. Of two that
    say the same, only the better one is shown.
    """
    order = np.argsort(-scores, kind="stable")[:_POOL]
    remaining = [(_UNIT * float(scores[number]), sentences[number]) for number in order]
    chosen: list[Quotable] = []
    quotes: list[Quote] = []
    shown: set[str] = set()
    while remaining and len(quotes) < MOST_QUOTES:
        values = [_value(score, sentence, shown) for score, sentence in remaining]
        best = max(range(len(values)), key=values.__getitem__)
        if quotes and values[best] < quotes[0].score - _FURTHEST_BEHIND:
            break
        _, sentence = remaining.pop(best)
        if _fits(sentence, chosen) and not any(_same(sentence, other) for other in chosen):
            chosen.append(sentence)
            quotes.append(Quote(sentence.article, sentence.span, values[best]))
            shown.update(sentence.answers)
    return tuple(quotes)


def _value(score: float, sentence: Quotable, shown: set[str]) -> float:
    value = score - _PER_100_CHARACTERS * len(sentence.span) / 100
    worth = sum(sentence.answers.values())
    new = sum(value for key, value in sentence.answers.items() if key not in shown)
    if shown:
        value -= _SHOWN * (1 - new / worth if worth else 1.0)
    return value + _LIKELY * new


def _fits(sentence: Quotable, chosen: Sequence[Quotable]) -> bool:
    return not chosen or len(sentence.span) + sum(len(o.span) for o in chosen) <= MOST_CHARACTERS


def _same(one: Quotable, other: Quotable) -> bool:
    """Tell whether two sentences overlap, or share most of their words."""
    if one.article.id == other.article.id and (
        one.span.start < other.span.end and other.span.start < one.span.end
    ):
        return True
    smaller = min(len(one.terms), len(other.terms))
    return len(one.terms & other.terms) > _NEAR_DUPLICATE * smaller
