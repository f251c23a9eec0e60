"""Window features: what speaks for reading a window first, beyond the features of its sentence.

They are made for the few best sentences only, since they need the text: what a window says of the
whole matter, its cues, and what sets it apart from its like.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray, IdArray
from bot.answers.features import sentence_features
from bot.answers.features.cue_counts import count_cues
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_evidence import WindowEvidence
from bot.answers.question.english.cues import CUES, YEAR
from bot.answers.question.query import Query

_MAX_CUES = 3  # of a cue: more say no more
_PAIRS = (
    ("why", "cause"), ("why", "strong_cause"), ("how", "manner"), ("how", "cause"),
    ("who_is", "apposition"), ("who_is", "office"), ("yes_no", "negation"),
    ("yes_no", "decision"), ("yes_no", "state"),
)  # fmt: skip
_OF_CORES = (
    "score", "score_margin", "score_rank", "value", "gain", "worth", "core_content",
    "core_rarest", "title_rarest", "core_length", "digits", "capitals", "other_year", "own_year",
    "is_lead", "likeness", "likeness_elsewhere", "name_opens", "name_in_apposition", "name_is",
    "beyond_title", "article_coverage",
)  # fmt: skip
_OF_WINDOWS = (
    "wide_worth", "wide_best", "wide_coverage", "wide_coverage_with_title", "wide_content",
    "wide_rarest", "covers_all_entities", "wide_size", "wide_length", "core_start",
    "worth_by_coverage", "content_by_entities", "wide_beyond_title",
)  # fmt: skip
_OF_QUESTION = ("question_words", "entity_words")
_TITLE_CUES = ("denial", "claim")
COLUMNS = (
    *sentence_features.COLUMNS,
    *_OF_CORES,
    *_OF_WINDOWS,
    *(f"query_{name}" for name in _OF_QUESTION),
    *(f"core_{name}" for name in CUES),
    *(f"wide_{name}" for name in CUES),
    *(f"title_{name}" for name in _TITLE_CUES),
    *(f"{opening}_{cue}" for opening, cue in _PAIRS),
)
"""The features; the core is the sentence with what it leans on, wide is the whole window."""

ENGLISH_COLUMNS = sentence_features.ENGLISH_COLUMNS | {
    "capitals", "name_in_apposition", "name_is", "core_length", "wide_length", "core_start",
    *(f"{part}_{name}" for part in ("core", "wide", "title") for name in CUES),
    *(f"{opening}_{cue}" for opening, cue in _PAIRS),
}  # fmt: skip
"""The features that only English has, and lengths, which differ by script."""

_Columns = Mapping[str, Any]


def build_window_features(
    evidence: WindowEvidence, scores: Float32Array, values: FloatArray
) -> Float32Array:
    """Return the features of windows, of shape (windows, COLUMNS).

    ``scores`` and ``values`` are those of all quotables.
    """
    core_ids, query = evidence.core_ids, evidence.pool.query
    core_columns = _describe_cores(evidence, scores, values)
    core_cues, wide_cues = (np.minimum(cues, _MAX_CUES) for cues in evidence.count_cues())
    opening = query.analysis.opening
    numbers = {name: number for number, name in enumerate(CUES)}
    entity_words = sum(word.is_entity for word in query.words)
    groups: list[Any] = [
        evidence.quotables.features[evidence.numbers],
        _stack(core_columns, _OF_CORES, len(evidence.cores))[core_ids],
        _stack(_describe_windows(evidence), _OF_WINDOWS, len(core_ids)),
        np.tile([len(query.words), entity_words], (len(core_ids), 1)),
        core_cues[core_ids],
        wide_cues,
        _count_title_cues(evidence)[core_ids],
        np.column_stack([wide_cues[:, numbers[cue]] * (opening == name) for name, cue in _PAIRS]),
    ]
    return np.hstack(groups).astype(np.float32)


def _stack(columns: _Columns, names: Sequence[str], size: int) -> Float32Array:
    rows = np.empty((size, len(names)), np.float32)
    for number, name in enumerate(names):
        rows[:, number] = columns[name]
    return rows


def _describe_cores(evidence: WindowEvidence, scores: Float32Array, values: FloatArray) -> _Columns:
    """Return the features that all windows of a core share, each of shape (cores,)."""
    pool, quotables, numbers = evidence.pool, evidence.quotables, evidence.core_numbers
    query = pool.query
    last = quotables.last_sentences[numbers]
    hits = pool.hit_ids[last]
    core, titles = pool.masks[last], pool.title_masks[hits]
    content, rarest = query.topical_mask & ~query.entity_mask, query.heaviest_mask
    likeness, likeness_elsewhere = _measure_likeness(evidence, scores)
    texts = evidence.core_texts
    return {
        "score": scores[numbers], "score_margin": scores[numbers] - scores.max(),
        "score_rank": np.arange(len(numbers)), "value": values[numbers] - values.max(),
        "gain": values[numbers] - scores[numbers],
        "worth": quotables.answer_likelihoods[numbers].sum(axis=1),
        "core_content": query.coverages(core & content), "core_rarest": (core & rarest) != 0,
        "title_rarest": (titles & rarest) != 0,
        "core_length": [core.length for core in evidence.cores],
        "digits": [sum(map(str.isdigit, text)) for text in texts],
        "capitals": [sum(map(str.isupper, text)) / len(text) for text in texts],
        **_find_years(evidence),
        "is_lead": (pool.passage_numbers[hits] == 0) & (pool.positions[last] <= 1),
        "likeness": likeness, "likeness_elsewhere": likeness_elsewhere,
        **_find_names(query, texts),
        "beyond_title": query.coverages(core & ~titles),
        "article_coverage": cover_articles(pool)[pool.article_ids[hits]],
    }  # fmt: skip


def _describe_windows(evidence: WindowEvidence) -> _Columns:
    """Return the features of each window by itself, of shape (windows,)."""
    pool, query = evidence.pool, evidence.pool.query
    ranges = evidence.ranges
    wide = np.array([np.bitwise_or.reduce(pool.masks[r.start : r.stop]) for r in ranges])
    titles = pool.title_masks[pool.hit_ids[[window[0] for window in ranges]]]
    with_title = wide | titles
    content = query.topical_mask & ~query.entity_mask
    entity_weight = max(float(query.coverages(np.array([query.entity_mask]))[0]), 1e-9)
    entities = query.coverages(with_title & query.entity_mask) / entity_weight
    coverage, content_coverage = query.coverages(with_title), query.coverages(with_title & content)
    worth = evidence.likelihoods.sum(axis=1)
    cores = [evidence.cores[core] for core in evidence.core_ids.tolist()]
    return {
        "wide_worth": worth, "wide_best": evidence.likelihoods.max(axis=1, initial=0.0),
        "wide_coverage": query.coverages(wide), "wide_coverage_with_title": coverage,
        "wide_content": content_coverage, "wide_rarest": (wide & query.heaviest_mask) != 0,
        "covers_all_entities": entities,
        "wide_size": [len(window.context) or 1 for window in evidence.windows],
        "wide_length": [window.length for window in evidence.windows],
        "core_start": [
            core.span.start - window.span.start
            for core, window in zip(cores, evidence.windows, strict=True)
        ],
        "worth_by_coverage": worth * coverage,
        "content_by_entities": content_coverage * entities,
        "wide_beyond_title": query.coverages(wide & ~titles),
    }  # fmt: skip


def cover_articles(pool: SentencePool, *, with_titles: bool = False) -> FloatArray:
    """Return how much of the question all sentences of each article have; shape (articles,)."""
    masks = np.zeros(pool.article_count, np.int64)
    np.bitwise_or.at(masks, pool.article_ids[pool.hit_ids], pool.masks)
    if with_titles:
        np.bitwise_or.at(masks, pool.article_ids, pool.title_masks)
    return pool.query.coverages(masks)


def _measure_likeness(
    evidence: WindowEvidence, scores: Float32Array
) -> tuple[FloatArray, FloatArray]:
    """Return how much each core shares with the others, and with those of other articles."""
    pool, numbers = evidence.pool, evidence.core_numbers
    terms = [core.terms for core in evidence.cores]
    place = {term: number for number, term in enumerate(sorted(set().union(*terms)))}
    table = np.zeros((len(numbers), max(1, len(place))))
    for row, members in enumerate(terms):
        table[row, [place[term] for term in members]] = 1
    table /= np.sqrt(np.maximum(table.sum(axis=1, keepdims=True), 1))
    cosines = table @ table.T
    np.fill_diagonal(cosines, 0)
    weights = np.exp(scores[numbers].astype(float) - float(scores[numbers].max()))
    articles = pool.article_ids[pool.hit_ids[evidence.quotables.last_sentences[numbers]]]
    is_other = articles[:, None] != articles[None, :]
    total = weights.sum()
    return cosines @ weights / total, (cosines * is_other) @ weights / total


def _find_years(evidence: WindowEvidence) -> _Columns:
    """Return how many years a core names that are neither the news' nor the question's."""
    asked = set(YEAR.findall(evidence.pool.query.question))
    other, present_years = [], []
    for core, text in zip(evidence.cores, evidence.core_texts, strict=True):
        years = YEAR.findall(text)
        year = core.hit.published.year
        close_years = {str(year), str(year + 1), *asked}
        other.append(sum(name not in close_years for name in years))
        present_years.append(sum(name in close_years for name in years))
    return {"other_year": other, "own_year": present_years}


def _find_names(query: Query, texts: Sequence[str]) -> _Columns:
    """Return how each core introduces the names of the question."""
    names = [word.text for word in query.words if word.is_entity] or [
        word.text for word in query.words[-2:]
    ]
    folded = [name.casefold() for name in names]
    opens, apposition, copula = [], [], []
    for text in map(str.casefold, texts):
        places = [(text.find(name), len(name)) for name in folded]
        ends = [start + length for start, length in places if start >= 0]
        opens.append(min((start for start, _ in places if start >= 0), default=999))
        successors = [text[end : end + 8] for end in ends]
        apposition.append(any(tail.startswith((", ", " (")) for tail in successors))
        copula.append(any(tail.startswith((" is ", " was ", " are ")) for tail in successors))
    return {"name_opens": opens, "name_in_apposition": apposition, "name_is": copula}


def _count_title_cues(evidence: WindowEvidence) -> IdArray:
    """Return the cues of each core's title, of shape (cores, _TITLE_CUES)."""
    counts = {
        article.id: count_cues(article.title.lower())
        for article in {core.article.id: core.article for core in evidence.cores}.values()
    }
    columns = [list(CUES).index(name) for name in _TITLE_CUES]
    return np.minimum([counts[core.article.id][columns] for core in evidence.cores], _MAX_CUES)
