"""Sentence checker: what the articles have of one sentence, before sentences are joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.verification.claim_sentences import ClaimSentence, is_long_enough
from bot.answers.verification.comparison_tokens import (
    Token,
    list_forms,
    span_tokens,
    tokenize,
    trim_signs,
)
from bot.answers.verification.differences import list_differences, list_outer_changes
from bot.answers.verification.exact_matches import Occurrence, find_occurrences, locate
from bot.answers.verification.near_matches import NearMatch, find_nearest
from bot.answers.verification.regions import COMMON_WEIGHT, Region, RegionSearch
from bot.answers.verification.verification import Difference, Verdict
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.span import Span

_MOST_CONTINUED = 3  # articles with a sentence that may have the next one, too
_MOST_WITHOUT_FRAME = 2  # regions that parts of a sentence are compared with
_LEAST_SHARED = 0.35  # of what a sentence's words tell, by the closest sentence
_LEAST_SHARED_WORDS = 3
_TITLE_ENDS = frozenset(("|", "-"))  # before a site's name


@dataclass(frozen=True, slots=True)
class Finding:
    """What the articles have of a sentence.

    ``claim``: the part of the text that was compared.
    ``occurrences``: where it is word for word, the oldest first; where it is nearly, the nearest;
    where nothing is near, the closest sentence. ``differences``: those from the first of them.
    """

    sentence: ClaimSentence
    claim: Span
    verdict: Verdict
    occurrences: tuple[Occurrence, ...] = ()
    differences: tuple[Difference, ...] = ()
    title_article: Article | None = None


class SentenceChecker:
    """Checks the sentences of one text, each with what the sentence before it was found in."""

    def __init__(
        self, text: str, language: str, snapshot: Snapshot, analyzer: Analyzer, at: date
    ) -> None:
        self._text = text
        self._language = language
        self._search = RegionSearch(snapshot, analyzer, at, language)

    def check(self, sentence: ClaimSentence, previous: Finding | None) -> Finding:
        """Return what the articles have of a sentence.

        ``previous``: what they have of the sentence before it.
        """
        result = self._search.search(sentence.tokens, self._text)
        regions = [*self._continue(previous), *result.regions]
        return (
            self._find_exact(sentence, regions, result.weights)
            or _find_title(sentence, regions)
            or self._find_near(sentence, regions, result.weights)
            or _find_closest(sentence, regions, result.weights)
            or Finding(sentence, sentence.span, Verdict.ABSENT)
        )

    def continue_check(self, sentence: ClaimSentence, previous: Finding | None) -> Finding:
        """Return the same for a sentence too short to be searched for: whether it goes on."""
        regions = self._continue(previous)
        finding = self._find_exact(sentence, regions, {})
        return finding or Finding(sentence, sentence.span, Verdict.ABSENT)

    def _continue(self, previous: Finding | None) -> list[Region]:
        """Return the sentences that follow the previous one in the articles that have it."""
        if previous is None or previous.verdict not in (Verdict.EXACT, Verdict.SIMILAR):
            return []
        regions = (
            self._search.continue_region(occurrence.article, occurrence.stretch.end)
            for occurrence in previous.occurrences[:_MOST_CONTINUED]
        )
        return list(filter(None, regions))

    def _find_exact(
        self, sentence: ClaimSentence, regions: Sequence[Region], weights: Mapping[str, float]
    ) -> Finding | None:
        for unit in sentence.units:
            occurrences = find_occurrences(unit, regions)
            if not occurrences:
                continue
            if len(unit) < len(sentence.tokens):
                region = occurrences[0].region
                match = self._align_whole(sentence, span_tokens(unit), region, weights)
                if match is not None:
                    return self._make_near(sentence, match)
            return _weigh_context(sentence, unit, occurrences)
        return None

    def _find_near(
        self, sentence: ClaimSentence, regions: Sequence[Region], weights: Mapping[str, float]
    ) -> Finding | None:
        matches = find_nearest(sentence.tokens, regions, weights)
        closest = [match.region for match in matches[:_MOST_WITHOUT_FRAME]]
        for unit in sentence.units[1:]:
            matches.extend(find_nearest(unit, closest, weights))
        matches = [match for match in matches if match.is_near]
        if not matches:
            return None
        best = max(matches, key=lambda match: (match.similarity, len(match.words)))
        claim = span_tokens(best.words)
        if claim != sentence.span:
            best = self._align_whole(sentence, claim, best.region, weights) or best
        return self._make_near(sentence, best)

    def _align_whole(
        self, sentence: ClaimSentence, claim: Span, region: Region, weights: Mapping[str, float]
    ) -> NearMatch | None:
        """Return the match of a whole sentence, where more of it than ``claim`` is in a region.

        What surrounds somebody's words in the article, too, does not only introduce them.
        """
        for match in find_nearest(sentence.tokens, [region], weights):
            if match.is_near and match.has_match_outside(claim):
                return match
        return None

    def _make_near(self, sentence: ClaimSentence, match: NearMatch) -> Finding:
        return Finding(
            sentence,
            span_tokens(match.words),
            Verdict.SIMILAR,
            (locate(match.region, match.stretch),),
            list_differences(match, self._text, self._language),
        )


def _weigh_context(
    sentence: ClaimSentence, unit: Sequence[Token], occurrences: Sequence[Occurrence]
) -> Finding:
    """Return an exact match, a near one where every article goes on with what changes it."""
    claim = span_tokens(unit)
    contexts = [
        list_outer_changes(
            occurrence.region, occurrence.region.find_words(occurrence.stretch), claim
        )
        for occurrence in occurrences
    ]
    plain = [
        occurrence for occurrence, changes in zip(occurrences, contexts, strict=True) if not changes
    ]
    if plain:
        return Finding(sentence, claim, Verdict.EXACT, tuple(plain))
    return Finding(sentence, claim, Verdict.SIMILAR, tuple(occurrences[:1]), contexts[0])


def _find_title(sentence: ClaimSentence, regions: Sequence[Region]) -> Finding | None:
    """Return the oldest article whose title is the sentence, without the name of its site."""
    articles = {region.article.id: region.article for region in regions}.values()
    for article in sorted(articles, key=lambda article: article.published):
        title = trim_signs(tokenize(article.title, language=article.language))
        forms = list_forms(title)
        for unit in filter(is_long_enough, sentence.units):
            size = len(unit)
            if forms[:size] == list_forms(unit) and (
                len(title) == size or title[size].form in _TITLE_ENDS
            ):
                return Finding(sentence, span_tokens(unit), Verdict.TITLE, title_article=article)
    return None


def _find_closest(
    sentence: ClaimSentence, regions: Sequence[Region], weights: Mapping[str, float]
) -> Finding | None:
    """Return the sentence that shares most with another, None where none is on the matter."""
    total = sum(weights.values()) or 1.0
    best_share, best = 0.0, None
    for region in regions:
        for span in region.sentences:
            keys = {region.words[place].key for place in region.find_words(span)} & weights.keys()
            share = sum(weights[key] for key in keys) / total
            telling_count = sum(weights[key] > COMMON_WEIGHT for key in keys)
            if telling_count >= _LEAST_SHARED_WORDS and share > max(_LEAST_SHARED, best_share):
                best_share, best = share, locate(region, span)
    return Finding(sentence, sentence.span, Verdict.ABSENT, (best,)) if best else None
