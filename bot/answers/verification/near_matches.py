"""Near matches: the part of an article that has nearly the words of a claim."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.verification.alignment import Step, align_words
from bot.answers.verification.claim_sentences import count_words
from bot.answers.verification.comparison_tokens import Token
from bot.answers.verification.regions import Region
from bot.language.span import Span

_MOST_ALIGNED = 5  # regions: those that share most words
# Which share of the words of both are the same, where a claim has so many words; between them
# in proportion. One word in six may be a slip, and so may more of a long sentence. A misquotation
# with a changed word or two left out has 0.83 and more, two reports of different events rarely
# more than 0.75.
_SHORT, _NEARLY_SHORT = 6, 0.80
_LONG, _NEARLY_LONG = 16, 0.70
_LEAST_COVERAGE = 0.62  # of what the claim's words tell
_LEAST_MATCHES = 4  # words


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A claim and the stretch of an article that comes nearest to it.

    ``words``: those of the claim. ``pairs``: places in the claim and in the region's words that
    differ, as ranges of which one may be empty, in order. ``places``: the region's words that the
    claim stands for.
    ``similarity``: the share of the words of both that are the same, from 0 to 1.
    ``coverage``: the share of the claim's words that the stretch has, each by its weight.
    """

    region: Region
    words: tuple[Token, ...]
    pairs: tuple[tuple[range, range], ...]
    places: range
    similarity: float
    coverage: float
    matches: int

    @property
    def is_near(self) -> bool:
        """Tell whether it is nearly the same."""
        return (
            self.similarity >= _find_threshold(count_words(self.words))
            and self.coverage >= _LEAST_COVERAGE
            and self.matches >= _LEAST_MATCHES
        )

    def has_match_outside(self, span: Span) -> bool:
        """Tell whether words of the claim match outside a span of its text."""
        differing_places = {place for claim, _ in self.pairs for place in claim}
        return any(
            place not in differing_places and not span.start <= word.start < span.end
            for place, word in enumerate(self.words)
        )

    @property
    def stretch(self) -> Span:
        """Return the part of the article's text that the claim stands for."""
        words = self.region.words
        return Span(words[self.places.start].start, words[self.places.stop - 1].end)


def _find_threshold(count: float) -> float:
    """Return the similarity of what is nearly the same as a claim of so many words."""
    excess = min(max(count - _SHORT, 0), _LONG - _SHORT) / (_LONG - _SHORT)
    # One changed word is always near.
    return min(_NEARLY_SHORT + (_NEARLY_LONG - _NEARLY_SHORT) * excess, 1 - 1 / max(count, 1))


def find_nearest(
    claim: Sequence[Token], regions: Sequence[Region], weights: Mapping[str, float]
) -> list[NearMatch]:
    """Return what comes near to a claim, the nearest first, of equals the oldest."""
    words = tuple(token for token in claim if token.is_word)
    keys = {word.key for word in words}

    def share(region: Region) -> float:
        return sum(weights.get(key, 0.0) for key in keys & region.keys)

    candidates = sorted(regions, key=share, reverse=True)[:_MOST_ALIGNED]
    matches = (_align(words, region, weights) for region in candidates)
    return sorted(filter(None, matches), key=lambda m: (-m.similarity, m.region.article.published))


def _align(
    words: tuple[Token, ...], region: Region, weights: Mapping[str, float]
) -> NearMatch | None:
    claim_keys = [word.key for word in words]
    steps = align_words(claim_keys, [word.key for word in region.words], weights)
    if not steps:
        return None
    pairs, places = _find_pairs(steps, len(words), region)
    keys = [claim_keys[step.claim] for step in steps if step.is_match and step.claim is not None]
    total = sum(weights.get(key, 0.0) for key in claim_keys) or 1.0
    return NearMatch(
        region,
        words,
        tuple(pairs),
        places,
        similarity=2 * len(keys) / (len(words) + len(places)),
        coverage=sum(weights.get(key, 0.0) for key in keys) / total,
        matches=len(keys),
    )


def _find_pairs(
    steps: Sequence[Step], size: int, region: Region
) -> tuple[list[tuple[range, range]], range]:
    """Return the places that differ, and the words of the region that the claim stands for.

    What a claim of ``size`` words has before or after its matches stands for as many words of
    the same sentence.
    """
    first, last = steps[0], steps[-1]
    claim_start, claim_end = first.claim or 0, (last.claim or 0) + 1
    start, end = first.article or 0, (last.article or 0) + 1
    sentence_start = region.find_sentence(start).start
    sentence_end = region.find_sentence(end - 1).stop
    lead = range(max(sentence_start, start - claim_start), start)
    trail = range(end, min(sentence_end, end + size - claim_end))
    pairs = [
        (range(claim_start), lead),
        *_group(steps),
        (range(claim_end, size), trail),
    ]
    return [pair for pair in pairs if pair[0] or pair[1]], range(lead.start, trail.stop)


def _group(steps: Sequence[Step]) -> Iterator[tuple[range, range]]:
    """Yield the places of each run of steps without a match."""
    claim, article = (steps[0].claim or 0) + 1, (steps[0].article or 0) + 1
    for step in steps[1:]:
        if step.is_match and step.claim is not None and step.article is not None:
            if claim < step.claim or article < step.article:
                yield range(claim, step.claim), range(article, step.article)
            claim, article = step.claim + 1, step.article + 1
