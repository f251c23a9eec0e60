"""Differences: the words that a claim and an article do not share, and what they change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answers.verification.changes import (
    NO_CONTENTS,
    UNITS,
    Contents,
    WordSequence,
    find_changes,
)
from bot.answers.verification.comparison_tokens import Token
from bot.answers.verification.near_matches import NearMatch
from bot.answers.verification.regions import Region
from bot.answers.verification.verification import Change, Difference
from bot.language.span import Span

_WORDS_BEFORE, _WORDS_AFTER = 3, 2  # words beside a stretch where a negation means it
_CLAUSE_ENDS = frozenset((",", ";", ":", "(", ")", "…", '"', "、", "،", "؛"))
_CONJUNCTIONS = frozenset("and but or as while because although though".split())


def list_differences(match: NearMatch, text: str, language: str) -> tuple[Difference, ...]:
    """Return where a claim in ``text`` and an article differ, in order."""
    claim = WordSequence(match.words, text, language, frozenset((0,)))
    article = _read_region(match.region)
    contents = [(claim.describe(pair[0]), article.describe(pair[1])) for pair in match.pairs]
    differences = [
        Difference(
            _span_places(match.words, claim_places, 0),
            _span_places(match.region.words, article_places, match.places.start),
            find_changes(*pair),
        )
        for (claim_places, article_places), pair in zip(match.pairs, contents, strict=True)
    ]
    edges = Span(match.words[0].start, match.words[-1].end)
    outer = list(_find_outer(article, match.region, match.places))
    contents.extend((NO_CONTENTS, article.describe(range(place, place + 1))) for place, _ in outer)
    differences.extend(_make_outer(match.region, match.places, edges, outer))
    if _only_move_units(contents):
        differences = [replace(d, changes=d.changes - {Change.NUMBER}) for d in differences]
    return tuple(sorted(differences, key=lambda d: (d.article, d.claim)))


def list_outer_changes(region: Region, places: range, claim: Span) -> tuple[Difference, ...]:
    """Return the words beside a stretch of an article without which it says something else.

    ``places``: the region's words that the claim stands for. In "not all ships", "all ships" is
    word for word, and says the opposite; in "14 million", "14" is another number.
    """
    outer = _find_outer(_read_region(region), region, places)
    return tuple(_make_outer(region, places, claim, outer))


def _only_move_units(contents: Sequence[tuple[Contents, Contents]]) -> bool:
    """Tell whether all numbers that differ are units that stand elsewhere: $5 and 5 dollars."""
    claim_numbers = sum((claim.numbers for claim, _ in contents), Counter[str]())
    article_numbers = sum((article.numbers for _, article in contents), Counter[str]())
    return claim_numbers == article_numbers and claim_numbers.keys() <= UNITS


def _make_outer(
    region: Region, places: range, claim: Span, outer: Iterable[tuple[int, Change]]
) -> Iterator[Difference]:
    """Yield the words beside some places as differences at the ends of a claim."""
    for place, change in outer:
        edge = claim.start if place < places.start else claim.end
        span = _span_places(region.words, range(place, place + 1), place)
        yield Difference(Span(edge, edge), span, frozenset((change,)))


def _find_outer(words: WordSequence, region: Region, places: range) -> Iterator[tuple[int, Change]]:
    """Yield the words before and after some places that change what they say."""
    for inner, step, count in (
        (places.start, -1, _WORDS_BEFORE),
        (places.stop - 1, 1, _WORDS_AFTER),
    ):
        for distance, place in enumerate(_find_neighbours(region, inner, step, count)):
            if words.is_negation(place):
                yield place, Change.NEGATION
            elif not distance and words.is_number(place) and words.is_number(inner):
                yield place, Change.NUMBER


def _find_neighbours(region: Region, inner: int, step: int, count: int) -> Iterator[int]:
    """Yield the places of the words of the same clause beside the word at ``inner``."""
    sentence = region.find_sentence(inner)
    for place in range(inner + step, inner + step * (count + 1), step):
        if place not in sentence or region.words[place].key in _CONJUNCTIONS:
            return
        if _divides_clause(region, *sorted((place - step, place))):
            return
        yield place


def _divides_clause(region: Region, first: int, second: int) -> bool:
    """Tell whether a sign between two neighbouring words ends a clause."""
    start, end = region.words[first].end, region.words[second].start
    return any(token.form in _CLAUSE_ENDS for token in region.tokens if start <= token.start < end)


def _read_region(region: Region) -> WordSequence:
    beginnings = frozenset(region.find_words(span).start for span in region.sentences)
    return WordSequence(region.words, region.article.text, region.article.language, beginnings)


def _span_places(words: Sequence[Token], places: range, first: int) -> Span:
    """Return the span of some words; of none, an empty one behind the word before them.

    ``first``: the first word of all, before which there is none.
    """
    if places:
        return Span(words[places.start].start, words[places.stop - 1].end)
    offset = words[places.start - 1].end if places.start > first else words[first].start
    return Span(offset, offset)
