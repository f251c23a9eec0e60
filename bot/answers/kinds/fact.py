"""Fact: which part of the first quote is the answer, and what other articles give instead."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from bot.answers.answer import DifferingValue
from bot.answers.arrays import Float32Array
from bot.answers.features.candidates import Candidates
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.answer_type import QuestionAnalysis, QuestionForm
from bot.answers.selection.opening_preference import EARLY, OpeningPreference
from bot.answers.selection.quotables import Quotable
from bot.answers.selection.quoting import Opening
from bot.answers.trees import softmax
from bot.articles.article import Article
from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS
from bot.language.hashing import hash_terms
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.parts import split_parts
from bot.language.mentions.passage_mentions import find_mentions
from bot.language.span import Span

PREFERENCE = OpeningPreference(is_short=True)
KEYWORDS = OpeningPreference(is_short=True, passage_cost=EARLY)

MIN_LIKELIHOOD, MIN_CONFIDENCE = 0.3, 0.7
"""From which a candidate is marked as the answer, in an answer that is as sure.

Of 165 that were marked so in answers to questions of 2022 and 2023, 0.81 were right.
"""

_FIGURES = frozenset((Kind.NUMBER, Kind.MONEY, Kind.PERCENT))
_COUNT_WORDS = frozenset((QuestionForm.COUNT, QuestionForm.AMOUNT, QuestionForm.SHARE))
_WELL_COVERED = 0.75  # of the question, by one sentence and its title
_RECENT_DAYS = 5
_LEAST_SHARE = 0.25  # of the best one's likelihood, for a value that differs from it
_MOST_VALUES = 4


def find_highlight(
    opening: Opening,
    candidates: Candidates,
    pool: SentencePool,
    analyzer: Analyzer,
    confidence: float,
) -> Span | None:
    """Return the part of the first quote that is the answer, None where that is not clear."""
    if confidence < MIN_CONFIDENCE:
        return None
    likelihoods = opening.answer_likelihoods
    if not pool.query.analysis.wants_mention or not likelihoods.any():
        return None
    best = int(np.argmax(likelihoods))
    kind = int(candidates.kinds[best])
    if likelihoods[best] < MIN_LIKELIHOOD or kind >= len(KINDS):
        return None
    if not _is_asked_for(KINDS[kind], pool.query.analysis):
        return None
    text = opening.window.article.text
    for span, key in _find_parts(opening.window, analyzer):
        if hash_terms([key])[0] == candidates.hashes[best]:
            return _locate(key[1:], span, text)
    return None


def find_differing_values(
    opening: Opening,
    candidates: Candidates,
    scores: Float32Array,
    pool: SentencePool,
    analyzer: Analyzer,
) -> tuple[DifferingValue, ...]:
    """Return the figures that recent articles give for what is counted, the newest first.

    Empty unless several articles, in sentences that are on the same matter, give others.
    """
    if pool.query.analysis.form not in _COUNT_WORDS or not opening.answer_likelihoods.any():
        return ()
    likelihoods = softmax(scores)
    best = int(np.argmax(opening.answer_likelihoods))
    kind = int(candidates.kinds[best])
    if kind >= len(KINDS) or KINDS[kind] not in _FIGURES:
        return ()
    is_rival = (candidates.kinds == kind) & (likelihoods >= _LEAST_SHARE * likelihoods[best])
    is_rival[best] = True
    newest = opening.window.hit.published.toordinal()
    values: dict[int, DifferingValue] = {}
    pairs = zip(candidates.sentence_ids.tolist(), candidates.candidate_ids.tolist(), strict=True)
    on_matter = (
        (sentence, candidate) for sentence, candidate in pairs
        if is_rival[candidate]
        and pool.coverage_with_title[sentence] >= _WELL_COVERED
        and abs(pool.hits[pool.hit_ids[sentence]].published.toordinal() - newest) <= _RECENT_DAYS
    )  # fmt: skip
    for sentence, candidate in sorted(on_matter, key=lambda pair: _age(pool, pair[0])):
        if candidate not in values:
            value = _read_value(pool, sentence, int(candidates.hashes[candidate]), analyzer)
            if value is not None:
                values[candidate] = value
    articles = {value.article.id for value in values.values()}
    if len(values) < 2 or len(articles) < len(values):
        return ()
    return tuple(values.values())[:_MOST_VALUES]


def _is_asked_for(kind: Kind, analysis: QuestionAnalysis) -> bool:
    return not analysis.mention_kinds or kind in analysis.mention_kinds


def _age(pool: SentencePool, sentence: int) -> float:
    return float(pool.ages[pool.hit_ids[sentence]])


def _read_value(
    pool: SentencePool, sentence: int, digest: int, analyzer: Analyzer
) -> DifferingValue | None:
    hit, position = pool.locate(sentence)
    article: Article = hit.passage.article
    span = hit.passage.sentences[position]
    for part_span, key in _find_parts_in([span], article, analyzer):
        if hash_terms([key])[0] == digest:
            place = _locate(key[1:], part_span, article.text)
            return DifferingValue(place.slice(article.text), article) if place else None
    return None


def _find_parts(window: Quotable, analyzer: Analyzer) -> Iterator[tuple[Span, str]]:
    spans = window.context or (window.span,)
    return _find_parts_in(spans, window.article, analyzer)


def _find_parts_in(
    spans: Sequence[Span], article: Article, analyzer: Analyzer
) -> Iterator[tuple[Span, str]]:
    """Yield the keys of the parts of mentions, each with its sentence."""
    texts = [span.slice(article.text) for span in spans]
    mentions = find_mentions(texts, [text.split() for text in texts], article.language)
    for span, in_sentence in zip(spans, mentions, strict=True):
        for mention in in_sentence:
            for key, _, _ in split_parts(mention, analyzer, article.language):
                yield span, key


def _locate(words: str, sentence: Span, text: str) -> Span | None:
    """Return where the words of a mention stand in a sentence, None if written otherwise."""
    pattern = r"[\s\-,.’'“”\"]{1,3}".join(map(_spell, words.split()))
    match = re.search(rf"(?<!\w){pattern}(?!\w|[.,]\d)", sentence.slice(text), re.IGNORECASE)
    if not match:
        return None
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _spell(word: str) -> str:
    """Return the pattern of a word, of a number also with commas."""
    return ",?".join(map(re.escape, word)) if word.isdecimal() else re.escape(word)
