"""Answerer: from a question to its answer, by one rule for a corpus of any size."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.answers.answer import Answer, Quote
from bot.answers.candidates import candidates
from bot.answers.pool import Pool, pool
from bot.answers.query import Query, parse
from bot.answers.quotables import COLUMNS, Quotables, quotables
from bot.answers.quoting import choose
from bot.answers.ranking import rank
from bot.answers.trees import Floats, load_trees
from bot.index.base import Hit, Holdings, Index
from bot.language.analyzer import Analyzer

_SEARCHED = 100
_TOP_K = 60
_LEARNED = Path(__file__).parent
CANDIDATE_TREES = _LEARNED / "candidates.npz"
SENTENCE_TREES = _LEARNED / "sentences.npz"

# A passage answers when it covers at least half of what the question turns on. Of real
# questions that the articles answer, 95 in 100 have a passage that covers more.
LEAST_COVERAGE = 0.5

_UNVOUCHED = 5.0


class Answerer:
    """Answer questions with sentences of the passages in ``index``."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._index = index
        self._analyzer = analyzer
        self._candidate_trees = load_trees(CANDIDATE_TREES)
        self._sentence_trees = load_trees(SENTENCE_TREES)

    def answer(self, question: str, at: date) -> Answer:
        """Return quotes, best first, from articles published up to the day ``at``."""
        query, hits = search(question, at, self._index, self._analyzer)
        quotes: tuple[Quote, ...] = ()
        if hits:
            found = pool(query, hits, self._analyzer)
            if _is_covered(found):
                may_answer = candidates(found, self._analyzer)
                likely = self._candidate_trees.score(may_answer.rows)
                may_quote = quotables(found, may_answer, likely, self._index)
                scores = self._sentence_trees.score(may_quote.rows) + _unvouched(may_quote)
                quotes = choose(may_quote.sentences, scores)
        return Answer(question, at, quotes, query.missing, self.holdings(at))

    def holdings(self, until: date | None = None) -> Holdings:
        """Return what is searched, up to the day ``until``."""
        return self._index.holdings(until=until)


def search(
    question: str, at: date, index: Index, analyzer: Analyzer
) -> tuple[Query, Sequence[Hit]]:
    """Return the analysed question and the best hits, best first."""
    query = parse(question, at, index, analyzer)
    hits = rank(index.search(query.terms, _SEARCHED, until=at), at)[:_TOP_K]
    return query, hits


def _is_covered(found: Pool) -> bool:
    return bool(found.whole.max(initial=0.0) >= LEAST_COVERAGE)


def _unvouched(may_quote: Quotables) -> Floats:
    """Return what sentences gain by sharing much with the question.

    The fewer articles there are to vouch for an answer, the more that says.
    """
    own, articles = (may_quote.rows[:, COLUMNS.index(name)] for name in ("own", "pool_articles"))
    gain: Floats = _UNVOUCHED * own / articles
    return gain
