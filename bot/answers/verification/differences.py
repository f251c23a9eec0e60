"""Differences: the words that a claim and an article do not share, and what they change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.verification.changes import WordSequence, find_changes
from bot.answers.verification.comparison_tokens import Token
from bot.answers.verification.near_matches import NearMatch
from bot.answers.verification.regions import Region
from bot.answers.verification.verification import Change, Difference
from bot.language.span import Span

_BEFORE, _AFTER = 3, 2  # words beside a stretch where a negation means it
_CLAUSE_ENDS = frozenset((",", ";", ":", "(", ")", "…", '"', "、", "،", "؛"))
_CONJUNCTIONS = frozenset("and but or as while because although though".split())


def list_differences(match: NearMatch, text: str, language: str) -> tuple[Difference, ...]:
    """Return where a claim in ``text`` and an article differ, in order."""
    claim = WordSequence(match.words, text, language, frozenset((0,)))
    article = _read_region(match.region)
    contents = [(claim.describe(c), article.describe(a)) for c, a in match.pairs]
    differences = [
        Difference(
            _span_places(match.words, claim_places),
            _span_places(match.region.words, article_places),
            find_changes(*pair),
        )
        for (claim_places, article_places), pair in zip(match.pairs, contents, strict=True)
    ]
    claim_numbers = sum((pair[0].numbers for pair in contents), Counter[str]())
    if claim_numbers == sum((pair[1].numbers for pair in contents), Counter[str]()):
        # Numbers that only stand elsewhere are the same: $5 and 5 dollars.
        differences = [replace(d, changes=d.changes - {Change.NUMBER}) for d in differences]
    edges = Span(match.words[0].start, match.words[-1].end)
    outer = list_outer_negations(match.region, match.places, edges)
    return tuple(sorted((*differences, *outer), key=lambda d: (d.article, d.claim)))


def list_outer_negations(region: Region, places: range, claim: Span) -> tuple[Difference, ...]:
    """Return the negations beside a stretch of an article that a claim leaves out.

    ``places``: the region's words that the claim stands for. In "not all ships", "all ships" is
    word for word, and says the opposite.
    """
    words = _read_region(region)
    before = _find_neighbours(region, places.start - 1, -1, _BEFORE)
    after = _find_neighbours(region, places.stop, 1, _AFTER)
    return tuple(
        Difference(
            Span(edge, edge),
            _span_places(region.words, range(place, place + 1)),
            frozenset((Change.NEGATION,)),
        )
        for neighbours, edge in ((before, claim.start), (after, claim.end))
        for place in neighbours
        if words.is_negation(place)
    )


def _find_neighbours(region: Region, place: int, step: int, count: int) -> Iterator[int]:
    """Yield the places of the words of the same clause, from ``place`` on."""
    if not 0 <= place - step < len(region.words):
        return
    sentence = region.find_sentence(place - step)
    for number in range(count):
        neighbour = place + number * step
        if neighbour not in sentence or region.words[neighbour].key in _CONJUNCTIONS:
            return
        if _divides_clause(region, *sorted((neighbour - step, neighbour))):
            return
        yield neighbour


def _divides_clause(region: Region, left: int, right: int) -> bool:
    """Tell whether a sign between two neighbouring words ends a clause."""
    start, end = region.words[left].end, region.words[right].start
    return any(token.form in _CLAUSE_ENDS for token in region.tokens if start <= token.start < end)


def _read_region(region: Region) -> WordSequence:
    beginnings = frozenset(region.find_words(span).start for span in region.sentences)
    return WordSequence(region.words, region.article.text, region.article.language, beginnings)


def _span_places(words: Sequence[Token], places: range) -> Span:
    """Return the span of some words; where there are none, that of no character beside them."""
    if places:
        return Span(words[places.start].start, words[places.stop - 1].end)
    offset = words[places.start - 1].end if places.start else words[0].start
    return Span(offset, offset)
