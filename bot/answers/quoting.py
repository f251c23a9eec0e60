"""Quoting: chooses the sentences that are shown."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.answers.answer import Quote
from bot.answers.candidates import Candidate
from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Index
from bot.language.span import Span

MOST_QUOTES = 3
MOST_SENTENCES = 3

# Found by search on questions asked in 2022 and 2023; docs/answers.md has the figures.
_COVERAGE = 1.0
_CONTEXT = 0.5
_RELEVANCE = 1.0
_EXPECTED = 0.3
_PER_100_CHARACTERS = 0.1
_OVERLAP = 0.6
_FRAGMENT = 0.5
_NEAR_DUPLICATE = 0.8
_LEAST_SHARE_OF_BEST = 0.6

# A reply is read on a phone: longer quotes lose to shorter ones, and three fill a screen.
_LONG_SENTENCE = 320
_MOST_CHARACTERS = 900
_FRAGMENT_CHARACTERS = 40

_LEANS_ON_BEFORE = re.compile(r"[\"“‘'(]*(?:He|She|It|They|This|That)\b")


def choose(candidates: Iterable[Candidate], index: Index) -> tuple[Quote, ...]:
    """Return up to three quotes, best first, of which no two say the same."""
    pool = sorted(((_score(c), c) for c in candidates), key=lambda pair: -pair[0])[:40]
    chosen: list[Candidate] = []
    quotes: list[Quote] = []
    while pool and len(quotes) < MOST_QUOTES:
        score, best = max(
            ((score - _OVERLAP * _overlap(c, chosen), c) for score, c in pool),
            key=lambda pair: pair[0],
        )
        pool = [pair for pair in pool if pair[1] is not best]
        if chosen and (
            score < _LEAST_SHARE_OF_BEST * quotes[0].score
            or _overlap(best, chosen) > _NEAR_DUPLICATE
        ):
            continue
        quote = Quote(best.article, _stand_alone(best.article, best.span, index), score)
        shown = sum(len(quote.span) for quote in quotes)
        if quotes and (shown + len(quote.span) > _MOST_CHARACTERS or _meets(quote, quotes)):
            continue
        chosen.append(best)
        quotes.append(quote)
    return tuple(quotes)


def _score(candidate: Candidate) -> float:
    length = len(candidate.span)
    return (
        _COVERAGE * candidate.coverage
        + _CONTEXT * candidate.context
        + _RELEVANCE * candidate.relevance
        + _EXPECTED * candidate.expected
        - _PER_100_CHARACTERS * length / 100
        - _FRAGMENT * (length < _FRAGMENT_CHARACTERS)
        - 2 * (length > _LONG_SENTENCE)
    )
