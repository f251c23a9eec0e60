"""Baselines: the BM25 retrievers of LangChain and LlamaIndex, on the same articles.

Their formulas are computed here from arrays: rank_bm25 looks at every passage for each word of
a question, and bm25s would be one more dependency. Tests check that the scores equal theirs.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import Stemmer
from numpy.typing import NDArray

from bot.articles.article import Article
from bot.evaluation.questions import Question
from bot.evaluation.replies import Excerpt, ShownReply, System

_K1 = 1.5
_B = 0.75
_EPSILON = 0.25
_WORDS = 100
_TOP_K = 3
_FRESH_DAYS = 14

_STEMMER = Stemmer.Stemmer("english")
_BLANK_LINES = re.compile(r"\n\s*\n")
_TOKEN = re.compile(r"\b\w\w+\b")
_STOP_WORDS = frozenset(
    """
    a an and are as at be but by for if in into is it no not of on or such that the their then
    there these they this to was will with
    """.split()
)

_IntArray = NDArray[np.int32]
_FloatArray = NDArray[np.float64]

Tokenize = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Formula:
    """How a library weighs terms: the idf of each df in N passages, and a factor on all scores."""

    idf: Callable[[_FloatArray, int], _FloatArray]
    factor: float


def okapi_idf(df: _FloatArray, count: int) -> _FloatArray:
    """Return rank_bm25's idf: what is negative becomes a quarter of the average."""
    idf = np.log(count - df + 0.5) - np.log(df + 0.5)
    return np.where(idf < 0, _EPSILON * idf.mean(), idf)


def lucene_idf(df: _FloatArray, count: int) -> _FloatArray:
    """Return the idf of Lucene, which bm25s takes by default."""
    return np.log(1 + (count - df + 0.5) / (df + 0.5))


RANK_BM25 = Formula(okapi_idf, _K1 + 1)
BM25S = Formula(lucene_idf, 1.0)


def stem_words(text: str) -> list[str]:
    """Return stems as bm25s does with English stop words and the English stemmer."""
    words = [word for word in _TOKEN.findall(text.lower()) if word not in _STOP_WORDS]
    stems: list[str] = _STEMMER.stemWords(words)
    return stems


class Baseline:
    """Rank passages of up to 100 words by BM25, and return the best three whole.

    With ``titles``, a passage has the words of its title too, which are not shown. With
    ``fresh_days``, scores are multiplied by 1 + exp(-age in days / fresh_days).
    """

    def __init__(
        self,
        articles: Iterable[Article],
        formula: Formula,
        tokenize: Tokenize = str.split,
        *,
        titles: bool = False,
        fresh_days: int | None = None,
    ) -> None:
        by_day = sorted(articles, key=lambda article: article.published)
        parts = [(article, part) for article in by_day for part in _parts(article)]
        self._days = np.array([article.published.toordinal() for article, _ in parts], np.int64)
        self._excerpts = [Excerpt(part, article.id, article.published) for article, part in parts]
        self._titles = [article.title if titles else "" for article, _ in parts]
        self._fresh_days = fresh_days
        self._tokenize = tokenize
        self._rows: dict[str, int] = {}
        if parts:
            self._compile(formula)

    def prepare(self, question: Question) -> Callable[[], ShownReply]:
        """Return what searches for the question, joined behind what was asked before."""
        text = " ".join((*question.context, question.text))
        return lambda: ShownReply(tuple(self.search(text, question.at)))

    def search(self, question: str, at: date) -> list[Excerpt]:
        """Return the three best passages of articles that were published up to the day."""
        scores = self.scores(question)[: np.searchsorted(self._days, at.toordinal(), "right")]
        if self._fresh_days is not None:
            ages = at.toordinal() - self._days[: len(scores)]
            scores = scores * (1 + np.exp(-ages / self._fresh_days))
        best = np.argsort(-scores, kind="stable")[:_TOP_K]
        return [self._excerpts[number] for number in best if scores[number] > 0]

    def scores(self, question: str) -> _FloatArray:
        """Return the score of every passage, the oldest first."""
        scores = np.zeros(len(self._excerpts))
        for token in self._tokenize(question):
            row = self._rows.get(token)
            if row is not None:
                run = slice(*self._bounds[row : row + 2])
                scores[self._passages[run]] += self._weights[run]
        return scores

    def _compile(self, formula: Formula) -> None:
        rows, tf, passages, length = self._count()
        by_token = np.argsort(rows, kind="stable")
        rows, tf, self._passages = rows[by_token], tf[by_token], passages[by_token]
        df = np.bincount(rows, minlength=len(self._rows))
        self._bounds = np.concatenate(([0], np.cumsum(df)))
        norm = _K1 * (1 - _B + _B * length[self._passages] / max(length.mean(), 1))
        idf = formula.idf(df.astype(np.float64), len(length))
        self._weights = idf[rows] * tf * formula.factor / (tf + norm)

    def _count(self) -> tuple[_IntArray, _FloatArray, _IntArray, _FloatArray]:
        """Return token, tf and passage of each posting, and the length of each passage."""
        # One passage's counts at a time: those of all together would take gigabytes.
        rows, tf, distinct, lengths = array("i"), array("d"), array("i"), array("d")
        for excerpt, title in zip(self._excerpts, self._titles, strict=True):
            counts = Counter(self._tokenize(f"{title} {excerpt.text}"))
            rows.extend(self._rows.setdefault(token, len(self._rows)) for token in counts)
            tf.extend(counts.values())
            distinct.append(len(counts))
            lengths.append(counts.total())
        passages = np.repeat(np.arange(len(lengths), dtype=np.int32), distinct)
        return np.array(rows, np.int32), np.array(tf), passages, np.array(lengths)


def build_baselines(articles: Sequence[Article]) -> Iterator[tuple[str, System]]:
    """Yield each baseline with its name, built when its turn comes."""
    yield "rank_bm25", Baseline(articles, RANK_BM25)
    yield "bm25s", Baseline(articles, BM25S, stem_words)
    yield (
        "bm25s with recency",
        Baseline(articles, BM25S, stem_words, titles=True, fresh_days=_FRESH_DAYS),
    )


def _parts(article: Article) -> Iterator[str]:
    """Yield passages of up to 100 words: whole paragraphs where they fit, as text splitters do."""
    part: list[str] = []
    for paragraph in _BLANK_LINES.split(article.text[article.body :]):
        words = paragraph.split()
        if part and len(part) + len(words) > _WORDS:
            yield " ".join(part)
            part = []
        part += words
        while len(part) > _WORDS:
            yield " ".join(part[:_WORDS])
            part = part[_WORDS:]
    if part:
        yield " ".join(part)
