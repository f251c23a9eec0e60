"""Window features: what speaks for reading a window first, beyond the features of its sentence.

They are made for the few best sentences only, since they need the text: what a window says of the
whole matter, its cues, and what sets it apart from its like.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.answers.arrays import CountArray, Float32Array, FloatArray
from bot.answers.features import sentence_features
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.features.window_evidence import WindowEvidence
from bot.answers.question.english.cues import YEAR
from bot.answers.question.query import Query

_MAX_CUES = 3  # of a cue: more say no more
_NOWHERE = 999
_CUES_OF_CORES = ("cause", "negation", "former")
_CUES_OF_WINDOWS = ("negation", "office", "former")
_PAIRS = (
    ("why", "cause"), ("why", "strong_cause"), ("who_is", "apposition"), ("who_is", "office"),
    ("yes_no", "state"),
)  # fmt: skip
"""A form of a question, and the cue of a window that counts for it alone."""
_OF_CORES = (
    "score", "score_margin", "score_rank", "value", "gain", "worth", "core_content",
    "core_rarest", "title_rarest", "core_length", "digits", "capitals", "other_year", "is_lead",
    "likeness", "likeness_elsewhere", "name_opens", "beyond_title", "article_coverage",
)  # fmt: skip
_OF_WINDOWS = (
    "wide_worth", "wide_best", "wide_coverage", "wide_coverage_with_title", "wide_content",
    "wide_rarest", "covers_all_entities", "wide_size", "wide_length", "core_start",
    "worth_by_coverage", "content_by_entities", "wide_beyond_title",
)  # fmt: skip
_OF_QUESTION = ("question_words", "entity_words")
COLUMNS = (
    *sentence_features.COLUMNS,
    *_OF_CORES,
    *_OF_WINDOWS,
    *(f"query_{name}" for name in _OF_QUESTION),
    *(f"core_{name}" for name in _CUES_OF_CORES),
    *(f"wide_{name}" for name in _CUES_OF_WINDOWS),
    *(f"{opening}_{cue}" for opening, cue in _PAIRS),
)
"""The features; the core is the sentence with what it leans on, wide is the whole window."""

ENGLISH_COLUMNS = sentence_features.ENGLISH_COLUMNS | {
    "capitals", "core_length", "wide_length", "core_start",
    *(f"core_{name}" for name in _CUES_OF_CORES),
    *(f"wide_{name}" for name in _CUES_OF_WINDOWS),
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
    entity_words = sum(word.is_entity for word in query.words)
    groups: list[Any] = [
        evidence.quotables.features[evidence.numbers],
        _stack(core_columns, _OF_CORES, len(evidence.cores))[core_ids],
        _stack(_describe_windows(evidence), _OF_WINDOWS, len(core_ids)),
        np.tile([len(query.words), entity_words], (len(core_ids), 1)),
        _count_cues(evidence),
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
        "other_year": _count_other_years(evidence),
        "is_lead": (pool.passage_numbers[hits] == 0) & (pool.positions[last] <= 1),
        "likeness": likeness, "likeness_elsewhere": likeness_elsewhere,
        "name_opens": _find_names(query, texts),
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


def measure_scarcity(evidence: WindowEvidence) -> FloatArray:
    """Return how much each window's sentence has of what few of its article have; (windows,).

    That is the share of the weight of the words that the article's sentences have and its title
    lacks, each weighing log((n + 1) / (df + 1/2)), as if the article were the collection: n
    sentences are known of it, df of them have the word.
    """
    pool, query = evidence.pool, evidence.pool.query
    by_sentence = query.cover_words(pool.masks)
    articles = pool.article_ids[pool.hit_ids]
    sizes = np.bincount(articles, minlength=pool.article_count)
    frequencies = np.zeros((pool.article_count, by_sentence.shape[1]))
    np.add.at(frequencies, articles, (by_sentence > 0).astype(float))
    weights = np.log((sizes[:, None] + 1) / (frequencies + 0.5))
    is_topical = np.array([not word.is_temporal for word in query.words], bool)
    weights[(frequencies == 0) | ~is_topical] = 0
    cores = evidence.quotables.last_sentences[evidence.core_numbers]
    titles = query.cover_words(pool.title_masks[pool.hit_ids[cores]])
    of_cores = weights[articles[cores]] * (1 - titles)
    totals = np.maximum(of_cores.sum(axis=1), 1e-9)
    scarcity: FloatArray = (by_sentence[cores] * of_cores).sum(axis=1) / totals
    return scarcity[evidence.core_ids]


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


def _count_other_years(evidence: WindowEvidence) -> list[int]:
    """Return how many years each core names that are neither the news' nor the question's."""
    asked = set(YEAR.findall(evidence.pool.query.question))
    counts = []
    for core, text in zip(evidence.cores, evidence.core_texts, strict=True):
        year = core.hit.published.year
        close_years = {str(year), str(year + 1), *asked}
        counts.append(sum(name not in close_years for name in YEAR.findall(text)))
    return counts


def _find_names(query: Query, texts: Sequence[str]) -> list[int]:
    """Return where each core first has one of the question's names."""
    names = [word.text for word in query.words if word.is_entity] or [
        word.text for word in query.words[-2:]
    ]
    folded = [name.casefold() for name in names]
    return [
        min((start for start in map(text.find, folded) if start >= 0), default=_NOWHERE)
        for text in map(str.casefold, texts)
    ]


def _count_cues(evidence: WindowEvidence) -> CountArray:
    """Return the last columns, the cues of cores, of windows, and of the question's form.

    Others that were tried decide nothing in any tree, so they are not looked for.
    """
    opening = evidence.pool.query.analysis.opening
    of_form = [cue for name, cue in _PAIRS if name == opening]
    names = list(dict.fromkeys((*_CUES_OF_CORES, *_CUES_OF_WINDOWS, *of_form)))
    cores, windows = (np.minimum(counts, _MAX_CUES) for counts in evidence.count_cues(names))
    no_cues = np.zeros(len(windows), np.intp)
    return np.column_stack(
        [
            *(cores[evidence.core_ids, names.index(cue)] for cue in _CUES_OF_CORES),
            *(windows[:, names.index(cue)] for cue in _CUES_OF_WINDOWS),
            *(windows[:, names.index(cue)] if n == opening else no_cues for n, cue in _PAIRS),
        ]
    )
