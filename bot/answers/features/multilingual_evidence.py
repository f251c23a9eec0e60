"""Multilingual evidence: what speaks for a window in any language, beyond what English taught.

The trees know corpora in which articles support one another. Of a few articles in a language of
its own one is on the matter, and what counts is which of its sentences has the kind of thing that
is asked for and the most of the question's words.
"""

import re
from collections.abc import Mapping
from functools import cache

import numpy as np

from bot.answers.arrays import BoolArray, Float32Array, FloatArray, make_ragged
from bot.answers.features import sentence_features
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_evidence import WindowEvidence
from bot.answers.features.window_features import cover_articles
from bot.answers.question.answer_type import QuestionForm
from bot.answers.question.multilingual.phrases import find_phrases, simplify
from bot.language.annotations import KINDS
from bot.language.languages.language import Language
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.multilingual_mentions import compile_days

COLUMNS = (
    "score", "sentence_score", "coverage", "coverage_with_title", "core_coverage",
    "beyond_title", "article_coverage", "is_best_article", "has_kind", "core_has_kind", "money",
    "number", "share", "day", "full_day", "name", "full_name", "place_name", "place", "cause",
    "negation", "nearness", "is_first", "position", "sentences", "characters",
)  # fmt: skip
"""The features; ``core_`` is the sentence without what stands around it."""

_BEST_LIKELIHOOD = sentence_features.COLUMNS.index("best_likelihood")
_NUMERIC = frozenset((Kind.NUMBER, Kind.MONEY, Kind.PERCENT))


def build_multilingual_features(evidence: WindowEvidence, scores: FloatArray) -> Float32Array:
    """Return the features of windows, of shape (windows, COLUMNS), given their log-odds."""
    pool, query = evidence.pool, evidence.pool.query
    core_sentences = evidence.quotables.last_sentences[evidence.numbers]
    hits = pool.hit_ids[core_sentences]
    articles = pool.article_ids[hits]
    masks = np.array([np.bitwise_or.reduce(pool.masks[r.start : r.stop]) for r in evidence.ranges])
    cores = pool.masks[core_sentences]
    titles = pool.title_masks[hits]
    article_coverage = cover_articles(pool, with_titles=True)
    new_kinds = find_new_kinds(pool)
    by_window = np.array([new_kinds[r.start : r.stop].any(axis=0) for r in evidence.ranges])
    kinds = {kind: by_window[:, number] for number, kind in enumerate(KINDS)}
    core_kinds = {kind: new_kinds[core_sentences, number] for number, kind in enumerate(KINDS)}
    form, opening = query.analysis.form, query.analysis.opening
    answer_kinds = query.analysis.mention_kinds
    cues = _count_cues(evidence)
    long_names = _find_long_names(pool)
    columns: dict[str, FloatArray | BoolArray] = {
        "score": scores,
        "sentence_score": evidence.quotables.features[evidence.numbers, _BEST_LIKELIHOOD],
        "coverage": query.coverages(masks),
        "coverage_with_title": query.coverages(masks | titles),
        "core_coverage": query.coverages(cores),
        "beyond_title": query.coverages(masks & ~titles),
        "article_coverage": article_coverage[articles],
        "is_best_article": article_coverage[articles] >= article_coverage.max(initial=0.0) - 1e-9,
        "has_kind": _has_any(kinds, answer_kinds),
        "core_has_kind": _has_any(core_kinds, answer_kinds),
        "money": core_kinds[Kind.MONEY] & (form is QuestionForm.AMOUNT),
        "number": _has_any(core_kinds, _NUMERIC) & (form is QuestionForm.COUNT),
        "share": core_kinds[Kind.PERCENT] & (form is QuestionForm.SHARE),
        "day": _has_any(core_kinds, frozenset((Kind.DAY, Kind.YEAR))) & (form is QuestionForm.TIME),
        "full_day": _have_numbered_day(evidence) & (form is QuestionForm.TIME),
        "full_name": long_names[core_sentences] & (form is QuestionForm.PERSON),
        "name": core_kinds[Kind.NAME] & (form is QuestionForm.PERSON),
        "place_name": core_kinds[Kind.NAME] & (form is QuestionForm.PLACE) & cues["place"],
        "place": cues["place"] & (form is QuestionForm.PLACE),
        "cause": cues["cause"] & (opening == "why"),
        "negation": cues["negation"] & (opening == "yes_no"),
        "is_first": (pool.passage_numbers[hits] == 0) & (pool.positions[core_sentences] == 0),
        "position": np.minimum(pool.positions[core_sentences], 9) / 9,
        "nearness": _measure_nearness(pool, answer_kinds)[core_sentences],
        "sentences": np.array([len(r) for r in evidence.ranges], float),
        "characters": np.array([window.length / 320 for window in evidence.windows]),
    }
    rows = np.empty((len(masks), len(COLUMNS)), np.float32)
    for number, name in enumerate(COLUMNS):
        rows[:, number] = columns[name]
    return rows


def find_new_kinds(pool: SentencePool) -> BoolArray:
    """Tell which kinds of mentions each sentence has that the question lacks.

    Of shape (sentences, KINDS).
    """
    annotations = pool.annotations
    mentions, parts = make_ragged(annotations.counts), make_ragged(annotations.part_counts)
    terms = make_ragged(annotations.part_lengths)
    is_asked = pool.query.contains(annotations.part_terms)
    has_all = terms.reduce(np.logical_and, is_asked, False)
    is_new = ~has_all[parts.starts] if len(parts.starts) else np.zeros(0, bool)
    table = np.zeros((len(pool), len(KINDS)), bool)
    np.logical_or.at(table, (mentions.list_ids(), annotations.kinds), is_new)
    return table


def _find_long_names(pool: SentencePool) -> BoolArray:
    """Tell which sentences name somebody by several words; shape (sentences,)."""
    annotations = pool.annotations
    mentions, parts = make_ragged(annotations.counts), make_ragged(annotations.part_counts)
    table = np.zeros(len(pool), bool)
    if len(parts.starts):
        is_long = annotations.part_words[parts.starts] >= 2
        is_name = annotations.kinds == KINDS.index(Kind.NAME)
        np.logical_or.at(table, mentions.list_ids(), is_long & is_name)
    return table


def _have_numbered_day(evidence: WindowEvidence) -> BoolArray:
    """Tell which windows give a day by its number, and not by the weekday alone."""
    texts = (window.text for window in evidence.windows)
    names = _month_pattern(evidence.pool.query.language)
    return np.array([bool(names.search(text)) for text in texts], bool)


@cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    return compile_days(language)


def _measure_nearness(pool: SentencePool, kinds: frozenset[Kind]) -> FloatArray:
    """Return how near words of the question stand to what may be the answer; (sentences,)."""
    tokens, annotations = pool.tokens, pool.annotations
    nearness = np.zeros(len(pool))
    kind_numbers = [KINDS.index(kind) for kind in kinds]
    if not kind_numbers or not len(annotations.kinds):
        return nearness
    mentions, parts = make_ragged(annotations.counts), make_ragged(annotations.part_counts)
    terms = make_ragged(annotations.part_lengths)
    first_parts = parts.starts
    is_wanted = np.isin(annotations.kinds, kind_numbers) & (
        annotations.part_lengths[first_parts] > 0
    )
    sentence_of = mentions.list_ids()
    is_asked = pool.query.contains(tokens.vocabulary)[tokens.term_ids]
    vocabulary = tokens.lookup(annotations.part_terms)
    starts, lengths = tokens.sentences.starts, tokens.sentences.lengths
    for mention in np.flatnonzero(is_wanted).tolist():
        sentence = int(sentence_of[mention])
        begin, end = int(starts[sentence]), int(starts[sentence] + lengths[sentence])
        term = int(vocabulary[terms.starts[first_parts[mention]]])
        places = np.flatnonzero(tokens.term_ids[begin:end] == term)
        asked_positions = np.flatnonzero(is_asked[begin:end])
        if len(places) and len(asked_positions):
            distances = np.abs(places[:, None] - asked_positions[None, :]).min(axis=0)
            value = float((1 / (1 + distances / 3)).sum()) / 3
            nearness[sentence] = max(nearness[sentence], value)
    return nearness


def _has_any(kinds: Mapping[Kind, BoolArray], kind_numbers: frozenset[Kind]) -> BoolArray:
    has_kind = np.zeros(len(next(iter(kinds.values()))), bool)
    for kind in kind_numbers:
        has_kind |= kinds[kind]
    return has_kind


def _count_cues(evidence: WindowEvidence) -> Mapping[str, BoolArray]:
    """Tell which windows have words of a cause, a denial or a place."""
    language = evidence.pool.query.language
    phrases = {
        "cause": language.cues.cause,
        "negation": language.cues.negation,
        "place": language.cues.place,
    }
    texts = [simplify(window.text, language) for window in evidence.windows]
    return {
        name: np.array([bool(find_phrases(text, words, language)) for text in texts], bool)
        for name, words in phrases.items()
    }
