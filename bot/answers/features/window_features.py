"""Window features: what speaks for reading a window first, beyond the features of its sentence.

They are made for the few best sentences only, since they need the text: what a window says of the
whole matter, its cues, and what sets it apart from its like.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from bot.answers.arrays import CountArray, Float32Array, FloatArray
from bot.answers.features import sentence_features
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.english.cues import CUES, QUESTION_OPENINGS, YEAR
from bot.answers.question.query import Query
from bot.answers.quotables import Quotable, Quotables

OPENINGS = (*(name for name, _ in QUESTION_OPENINGS), "bare")
_MAX_CUES = 3  # of a cue: more say no more
_PAIRS = (
    ("why", "cause"), ("why", "strong_cause"), ("how", "manner"), ("how", "cause"),
    ("who_is", "apposition"), ("who_is", "office"), ("yes_no", "negation"),
    ("yes_no", "decision"), ("yes_no", "state"),
)  # fmt: skip
_COLUMNS = (
    "score", "score_margin", "score_rank", "value", "gain", "worth", "wide_worth", "wide_best",
    "wide_coverage", "wide_coverage_with_title", "wide_content", "core_content", "core_rarest",
    "wide_rarest", "title_rarest", "covers_all_entities", "wide_size", "wide_length",
    "core_length", "core_start", "digits", "capitals", "other_year", "own_year", "is_lead",
    "likeness", "likeness_elsewhere", "name_opens", "name_in_apposition", "name_is", "bare_query",
    "worth_by_coverage", "content_by_entities", "words", "entity_words",
)  # fmt: skip
COLUMNS = (
    *sentence_features.COLUMNS,
    *_COLUMNS,
    *(f"core_{name}" for name in CUES),
    *(f"wide_{name}" for name in CUES),
    *(f"title_{name}" for name in ("denial", "claim")),
    *(f"asks_{name}" for name in OPENINGS),
    *(f"{opening}_{cue}" for opening, cue in _PAIRS),
)
"""The features; the core is the sentence with what it leans on, wide is the whole window."""


def find_opening(question: str) -> str:
    """Return how a question asks, one of ``OPENINGS``."""
    for name, pattern in QUESTION_OPENINGS:
        if pattern.search(question.lower()):
            return name
    return "bare"


class WindowEvidence:
    """What the windows of the best sentences hold."""

    def __init__(
        self,
        pool: SentencePool,
        quotables: Quotables,
        best: Sequence[int],
        windows: Sequence[Quotable],
    ) -> None:
        self.pool, self.quotables, self.windows = pool, quotables, windows
        self.best = np.array(best, np.intp)
        self.cores = [quotables.sentences[number] for number in best]

    @cached_property
    def texts(self) -> tuple[list[str], list[str]]:
        """Return the texts of the cores and of the windows."""
        return [_text(core) for core in self.cores], [_text(window) for window in self.windows]

    @cached_property
    def ranges(self) -> list[range]:
        """Return the sentences of the pool that each window takes, as far as they are there."""
        return [
            _range_of(window, int(self.quotables.last_sentences[number]))
            for window, number in zip(self.windows, self.best.tolist(), strict=True)
        ]

    def likelihoods(self) -> FloatArray:
        """Return how likely each candidate in a window is the answer; shape (windows, n)."""
        by_sentence = self.quotables.sentence_likelihoods
        return np.array([by_sentence[r.start : r.stop].max(axis=0) for r in self.ranges])


def build_window_features(
    evidence: WindowEvidence, scores: Float32Array, values: FloatArray
) -> Float32Array:
    """Return the features of windows, of shape (windows, COLUMNS).

    ``scores`` and ``values`` are those of all quotables.
    """
    columns = _own_features(evidence, scores, values)
    core_texts, wide_texts = ([*map(str.lower, texts)] for texts in evidence.texts)
    for name, pattern in CUES.items():
        columns[f"core_{name}"] = _count(pattern, core_texts)
        columns[f"wide_{name}"] = _count(pattern, wide_texts)
    titles = [window.article.title.lower() for window in evidence.windows]
    for name in ("denial", "claim"):
        columns[f"title_{name}"] = _count(CUES[name], titles)
    asked = find_opening(evidence.pool.query.question)
    for name in OPENINGS:
        columns[f"asks_{name}"] = float(asked == name)
    for opening, cue in _PAIRS:
        columns[f"{opening}_{cue}"] = columns[f"wide_{cue}"] * float(asked == opening)
    rows = np.empty((len(evidence.windows), len(COLUMNS)), np.float32)
    base_count = len(sentence_features.COLUMNS)
    rows[:, :base_count] = evidence.quotables.features[evidence.best]
    for number, name in enumerate(COLUMNS[base_count:], start=base_count):
        rows[:, number] = columns[name]
    return rows


def _own_features(
    evidence: WindowEvidence, scores: Float32Array, values: FloatArray
) -> dict[str, Any]:
    pool, quotables, best = evidence.pool, evidence.quotables, evidence.best
    query = pool.query
    last = quotables.last_sentences[best]
    hits = pool.hit_ids[last]
    wide = np.array([np.bitwise_or.reduce(pool.masks[r.start : r.stop]) for r in evidence.ranges])
    core = pool.masks[last]
    titles = pool.title_masks[hits]
    content = query.topical_mask & ~query.entity_mask
    rarest = query.heaviest_mask
    likelihoods = evidence.likelihoods()
    wide_worth = likelihoods.sum(axis=1)
    worth = quotables.answer_likelihoods[best].sum(axis=1)
    coverage = query.coverages(wide | titles)
    entity_weight = max(float(query.coverages(np.array([query.entity_mask]))[0]), 1e-9)
    entities = query.coverages((wide | titles) & query.entity_mask) / entity_weight
    wide_content = query.coverages((wide | titles) & content)
    agreement, elsewhere = _likeness(evidence, scores)
    core_texts, _ = evidence.texts
    return {
        "score": scores[best], "score_margin": scores[best] - scores.max(),
        "score_rank": np.arange(len(best)), "value": values[best] - values.max(),
        "gain": values[best] - scores[best], "worth": worth, "wide_worth": wide_worth,
        "wide_best": likelihoods.max(axis=1, initial=0.0),
        "wide_coverage": query.coverages(wide), "wide_coverage_with_title": coverage,
        "wide_content": wide_content, "core_content": query.coverages(core & content),
        "core_rarest": (core & rarest) != 0, "wide_rarest": (wide & rarest) != 0,
        "title_rarest": (titles & rarest) != 0, "covers_all_entities": entities,
        "wide_size": [len(window.context) or 1 for window in evidence.windows],
        "wide_length": [window.length for window in evidence.windows],
        "core_length": [core.length for core in evidence.cores],
        "core_start": [
            core.span.start - window.span.start
            for core, window in zip(evidence.cores, evidence.windows, strict=True)
        ],
        "digits": [sum(map(str.isdigit, text)) for text in core_texts],
        "capitals": [sum(map(str.isupper, text)) / len(text) for text in core_texts],
        **_years(evidence, core_texts),
        "is_lead": (pool.passage_numbers[hits] == 0) & (pool.positions[last] <= 1),
        "likeness": agreement, "likeness_elsewhere": elsewhere,
        **_names(query, core_texts), "bare_query": query.weight,
        "worth_by_coverage": wide_worth * coverage, "content_by_entities": wide_content * entities,
        "words": len(query.words),
        "entity_words": sum(word.is_entity for word in query.words),
    }  # fmt: skip


def _range_of(window: Quotable, last: int) -> range:
    """Return the sentences of the pool in a window around the sentence ``last``."""
    spans = window.hit.passage.sentences
    start, end = window.span.start, window.span.end
    inside = [n for n, span in enumerate(spans) if span.start >= start and span.end <= end]
    if not inside:
        return range(last, last + 1)
    offset = last - window.position
    return range(offset + inside[0], offset + inside[-1] + 1)


def _likeness(evidence: WindowEvidence, scores: Float32Array) -> tuple[FloatArray, FloatArray]:
    """Return how much each core shares with the others, and with those of other articles."""
    pool, size = evidence.pool, len(evidence.best)
    terms = [core.terms for core in evidence.cores]
    ids = sorted(set().union(*terms))
    place = {term: number for number, term in enumerate(ids)}
    table = np.zeros((size, max(1, len(ids))))
    for row, members in enumerate(terms):
        table[row, [place[term] for term in members]] = 1
    table /= np.sqrt(np.maximum(table.sum(axis=1, keepdims=True), 1))
    cosines = table @ table.T
    np.fill_diagonal(cosines, 0)
    weights = np.exp(scores[evidence.best].astype(float) - float(scores[evidence.best].max()))
    articles = pool.article_ids[pool.hit_ids[evidence.quotables.last_sentences[evidence.best]]]
    is_other = articles[:, None] != articles[None, :]
    total = weights.sum()
    return cosines @ weights / total, (cosines * is_other) @ weights / total


def _years(evidence: WindowEvidence, texts: Sequence[str]) -> dict[str, object]:
    """Return how many years a core names that are neither the news' nor the question's."""
    asked = set(YEAR.findall(evidence.pool.query.question))
    other, present_years = [], []
    for core, text in zip(evidence.cores, texts, strict=True):
        years = YEAR.findall(text)
        year = core.hit.published.year
        close_years = {str(year), str(year + 1), *asked}
        other.append(sum(name not in close_years for name in years))
        present_years.append(sum(name in close_years for name in years))
    return {"other_year": other, "own_year": present_years}


def _names(query: Query, texts: Sequence[str]) -> dict[str, object]:
    """Return how each core introduces the names of the question."""
    names = [word.text for word in query.words if word.is_entity] or [
        word.text for word in query.words[-2:]
    ]
    opens, apposition, copula = [], [], []
    for text in texts:
        lowercase = text.casefold()
        places = [(lowercase.find(name.casefold()), len(name)) for name in names]
        ends = [start + length for start, length in places if start >= 0]
        opens.append(min((start for start, _ in places if start >= 0), default=999))
        successors = [lowercase[end : end + 8] for end in ends]
        apposition.append(any(tail.startswith((", ", " (")) for tail in successors))
        copula.append(any(tail.startswith((" is ", " was ", " are ")) for tail in successors))
    return {"name_opens": opens, "name_in_apposition": apposition, "name_is": copula}


def _count(pattern: re.Pattern[str], texts: Sequence[str]) -> CountArray:
    counts = [min(_MAX_CUES, sum(1 for _ in pattern.finditer(text))) for text in texts]
    return np.array(counts, np.intp)


def _text(quotable: Quotable) -> str:
    return quotable.span.slice(quotable.article.text)
