"""Answerer: from a question to its answer, by one rule for a corpus of any size."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from bot.answers.answer import Answer
from bot.answers.arranging import arranged, fit
from bot.answers.confidence import evidence, load_confidence
from bot.answers.data import DATA
from bot.answers.explain.candidate_names import Name, names
from bot.answers.features.candidates import Candidates, candidates
from bot.answers.features.sentence_features import COLUMNS
from bot.answers.features.sentence_pool import Pool, pool
from bot.answers.question.query import Query, parse_query
from bot.answers.question.time_focus import TimeFocus, focus_of, search_focused
from bot.answers.quotables import Quotables, quotables
from bot.answers.quoting import Choice, choice, quotes
from bot.answers.ranking import rank
from bot.answers.trees import Floats, load_trees
from bot.articles.article import Article
from bot.index.protocol import Hit, Index, IndexStats, Snapshot
from bot.language.analyzer import Analyzer

_SEARCHED = 100
TOP_K = 40
CANDIDATE_TREES = DATA / "candidates.npz"
SENTENCE_TREES = DATA / "sentences.npz"

# Where there are few articles, none may vouch for another, nor are all of them news: there a
# passage answers when it covers at least half of what the question turns on.
LEAST_COVERAGE = 0.5
FEW_ARTICLES = 5

_UNVOUCHED = 5.0


@dataclass(frozen=True, slots=True)
class Selection:
    """What may answer and what may be quoted, with their scores, and what was chosen of it."""

    candidates: Candidates
    likely: Floats
    quotables: Quotables
    unvouched: Floats
    scores: Floats
    choice: Choice


@dataclass(frozen=True, slots=True)
class ScoredSentences:
    """What would be answered, how confidently, and on what evidence."""

    chosen: Selection
    evidence: Floats
    confidence: float


@dataclass(frozen=True, slots=True)
class AnswerTrace:
    """What comes about between a question and its answer, step by step.

    ``stats`` counts what was searched. ``matched`` are the hits by BM25 alone, ``hits`` the
    best ones in their final order. ``pool`` is None without any, ``chosen`` where that is not
    sure enough, which ``weighed`` tells.
    """

    query: Query
    stats: IndexStats
    matched: Sequence[Hit]
    hits: Sequence[Hit]
    pool: Pool | None
    chosen: Selection | None
    focus: TimeFocus
    weighed: ScoredSentences | None = None


class Answerer:
    """Answer questions with sentences of the passages in ``index``."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._index = index
        self._analyzer = analyzer
        self._candidate_trees = load_trees(CANDIDATE_TREES)
        self._sentence_trees = load_trees(SENTENCE_TREES)
        self._confidence = load_confidence()

    def on(self, index: Index) -> Self:
        """Return the same for another index, without reading again what was learned."""
        other = copy(self)
        other._index = index
        return other

    def answer(self, question: str, at: date) -> Answer:
        """Return quotes, best first, from articles published up to the day ``at``."""
        steps = self.trace(question, at)
        chosen = steps.chosen
        quoted = quotes(chosen.quotables.sentences, chosen.choice) if chosen else ()
        quoted = arranged(quoted, steps.matched, steps.focus)
        fitting = fit(quoted, steps.focus, steps.stats.last)
        return Answer(
            question,
            at,
            quoted,
            steps.query.missing,
            steps.stats,
            confidence=steps.weighed.confidence if steps.weighed else 0.0,
            closest=None if quoted else _closest(steps.pool),
            fit=fitting,
        )

    def trace(self, question: str, at: date) -> AnswerTrace:
        """Return how the answer to ``question`` comes about, from one snapshot of the index."""
        snapshot = self._index.snapshot()
        stats = snapshot.stats(until=at)
        focus = focus_of(question, at)
        query, matched = _matched(question, focus, snapshot, stats, self._analyzer)
        hits = rank(matched, focus)[:TOP_K]
        found = pool(query, hits) if hits else None
        weighed = self._weighed(found, focus, snapshot) if found is not None else None
        chosen = weighed.chosen if weighed and found and self._answers(found, weighed) else None
        return AnswerTrace(query, stats, matched, hits, found, chosen, focus, weighed)

    def names(self, steps: AnswerTrace) -> Sequence[Name]:
        """Return what the candidates for the answer are called, none where there are none."""
        if steps.chosen is None or steps.pool is None:
            return ()
        return names(steps.chosen.candidates, steps.pool, self._analyzer)

    def rank_sentences(self, rows: Floats) -> Floats:
        """Return the learned score of each row of features."""
        return self._sentence_trees.score(rows)

    def _weighed(self, found: Pool, focus: TimeFocus, snapshot: Snapshot) -> ScoredSentences:
        chosen = self._chosen(found, snapshot)
        ages = np.array([focus.distance(hit.published) for hit in found.hits], np.float64)
        features = evidence(found, ages, chosen.candidates, chosen.likely, chosen.scores)
        return ScoredSentences(chosen, features, self._confidence.of(features))

    def _answers(self, found: Pool, weighed: ScoredSentences) -> bool:
        if found.articles < FEW_ARTICLES:
            return _is_covered(found)
        return weighed.confidence >= self._confidence.threshold

    def _chosen(self, found: Pool, snapshot: Snapshot) -> Selection:
        may_answer = candidates(found)
        likely = self._candidate_trees.score(may_answer.rows)
        may_quote = quotables(found, may_answer, likely, snapshot)
        unvouched = _unvouched(may_quote)
        scores = self.rank_sentences(may_quote.rows) + unvouched
        made = choice(may_quote.sentences, scores, may_quote.answers)
        return Selection(may_answer, likely, may_quote, unvouched, scores, made)

    def stats(self, until: date | None = None) -> IndexStats:
        """Return what is searched, up to the day ``until``."""
        return self._index.snapshot().stats(until=until)


def search(
    question: str, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> tuple[Query, Sequence[Hit]]:
    """Return the analysed question and the best hits, best first."""
    focus = focus_of(question, at)
    stats = snapshot.stats(until=at)
    query, matched = _matched(question, focus, snapshot, stats, analyzer)
    return query, rank(matched, focus)[:TOP_K]


def _matched(
    question: str, focus: TimeFocus, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> tuple[Query, Sequence[Hit]]:
    """Return the analysed question and the hits by BM25 alone."""
    query = parse_query(question, focus, snapshot, stats, analyzer)
    return query, search_focused(query.terms, _SEARCHED, snapshot, focus)


def _closest(found: Pool | None) -> Article | None:
    """Return the article of the passage that covers most of the question, if any covers some."""
    if found is None or not found.whole.any():
        return None
    closest, _ = found.at(int(np.argmax(found.whole)))
    return closest.passage.article


def _is_covered(found: Pool) -> bool:
    """Tell whether a passage covers enough of what the question asks, but for the time."""
    query = found.query
    lasting = query.mask(term for word in query.words if not word.timed for term in word.terms)
    passages = np.bitwise_or.reduceat(found.masks, np.flatnonzero(found.place == 0))
    masks = passages | found.title_masks
    covered = query.coverages(masks & lasting).max(initial=0.0)
    return bool(covered >= LEAST_COVERAGE * query.lasting)


def _unvouched(may_quote: Quotables) -> Floats:
    """Return what sentences gain by sharing much with the question.

    The fewer articles there are to vouch for an answer, the more that says.
    """
    own, articles = (may_quote.rows[:, COLUMNS.index(name)] for name in ("own", "pool_articles"))
    gain: Floats = _UNVOUCHED * own / articles
    return gain
