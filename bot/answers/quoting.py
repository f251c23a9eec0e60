"""Quoting: chooses the sentences that are shown."""

from collections.abc import Iterable, Sequence

from bot.answers.answer import Quote
from bot.answers.candidates import Candidate

MOST_QUOTES = 3

# Weights of a candidate's figures, found by search on questions asked in 2022 and 2023.
_COVERAGE = 1.0
_CONTEXT = 0.5
_RELEVANCE = 1.0
_EXPECTED = 0.3
_PER_100_CHARACTERS = 0.1
_OVERLAP = 0.6
_FRAGMENT = 0.5
_TOO_LONG = 2.0

_NEAR_DUPLICATE = 0.8
_LEAST_SHARE_OF_BEST = 0.6
_POOL = 40

# A reply is read on a phone: longer sentences lose to shorter ones, and three fill a screen.
_LONG_SENTENCE = 320
_MOST_CHARACTERS = 900
_FRAGMENT_CHARACTERS = 40


def choose(candidates: Iterable[Candidate]) -> tuple[Quote, ...]:
    """Return up to three quotes, best first, of which no two say the same."""
    ranked = sorted(((_score(c), c) for c in candidates), key=lambda pair: -pair[0])
    pool = ranked[:_POOL]
    chosen: list[Candidate] = []
    quotes: list[Quote] = []
    while pool and len(quotes) < MOST_QUOTES:
        score, best = _next(pool, chosen)
        pool = [pair for pair in pool if pair[1] is not best]
        if quotes and score < _LEAST_SHARE_OF_BEST * quotes[0].score:
            break
        quote = Quote(best.article, best.span, score)
        if _adds(quote, quotes) and _overlap(best, chosen) <= _NEAR_DUPLICATE:
            chosen.append(best)
            quotes.append(quote)
    return tuple(quotes)


def _next(
    pool: Sequence[tuple[float, Candidate]], chosen: Sequence[Candidate]
) -> tuple[float, Candidate]:
    """Return the candidate that is best beside those already chosen, and its score there."""
    scored = ((score - _OVERLAP * _overlap(c, chosen), c) for score, c in pool)
    return max(scored, key=lambda pair: pair[0])


def _overlap(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """Return the largest share of the candidate's terms that a chosen one holds already."""
    if not candidate.terms:
        return 0.0
    shared = (len(candidate.terms & other.terms) for other in chosen)
    return max(shared, default=0) / len(candidate.terms)


def _adds(quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Tell whether a quote fits below the others and shares no sentence with one of them."""
    if any(_share_a_sentence(quote, other) for other in quotes):
        return False
    return not quotes or sum(len(q.span) for q in (*quotes, quote)) <= _MOST_CHARACTERS


def _share_a_sentence(one: Quote, other: Quote) -> bool:
    return (
        one.article.id == other.article.id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
    )


def _score(candidate: Candidate) -> float:
    length = len(candidate.span)
    return (
        _COVERAGE * candidate.coverage
        + _CONTEXT * candidate.context
        + _RELEVANCE * candidate.relevance
        + _EXPECTED * candidate.expected
        - _PER_100_CHARACTERS * length / 100
        - _FRAGMENT * (length < _FRAGMENT_CHARACTERS)
        - _TOO_LONG * (length > _LONG_SENTENCE * candidate.sentences)
    )
