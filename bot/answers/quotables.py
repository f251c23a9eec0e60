"""Quotables: the sentences that may be quoted, each a row of features to be ranked by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.candidates import Candidates
from bot.answers.pool import Pool
from bot.answers.runs import Places
from bot.answers.sentence_features import gather
from bot.answers.trees import Floats, likelihood
from bot.answers.windows import stand_alone
from bot.articles.article import Article
from bot.index.base import Hit, Index
from bot.language.span import Span

LONGEST = 300
"""Characters: a reply is read on a phone."""

_MOST = 80
_LEAST_SHARED = 0.2  # of the question: what shares less is on something else


@dataclass(frozen=True, slots=True)
class Quotable:
    """A sentence, with those before it without which it would not stand on its own.

    ``terms`` are numbers. ``answers`` are the candidates that it holds, by their numbers, each
    with how likely it is the answer.
    ``window`` are the spans of several sentences, none for one alone.
    """

    hit: Hit
    place: int
    letters: int
    terms: frozenset[int]
    answers: Mapping[int, float]
    window: Sequence[Span] = ()

    @property
    def article(self) -> Article:
        """Return the article that is quoted, which may have to be read."""
        return self.hit.passage.article

    @property
    def span(self) -> Span:
        """Return what is quoted of the article."""
        if self.window:
            return Span(self.window[0].start, self.window[-1].end)
        return self.hit.passage.sentences[self.place]


@dataclass(frozen=True, slots=True)
class Quotables:
    """Sentences and their features: ``rows`` is of shape (sentences, columns), the columns
    those of ``sentence_features``.

    ``too_long`` are left out, and so are ``unlike`` and ``unpromising``, rows of the pool:
    they share too little with the question, or others promise more.
    """

    sentences: tuple[Quotable, ...]
    rows: Floats
    too_long: tuple[Quotable, ...]
    unlike: Places
    unpromising: Places


def quotables(pool: Pool, candidates: Candidates, scores: Floats, index: Index) -> Quotables:
    """Return the sentences of ``pool`` that may be quoted, given the candidates' scores."""
    evidence = gather(pool, candidates, scores)
    # Without another article to vouch for it, a sentence itself has to be on the question.
    alone = not pool.article.any()
    shared = pool.titled if alone else pool.around
    order = np.argsort(-evidence.promise(), kind="stable")
    alike = shared[order] >= _LEAST_SHARED
    promising = order[alike]
    kept = np.sort(promising[:_MOST])
    sentences: list[Quotable] = []
    too_long: list[Quotable] = []
    windows: list[range] = []
    answers = _answers(candidates, scores, kept)
    columns = (
        kept,
        pool.hit[kept],
        pool.place[kept],
        pool.notes.leans[kept],
        pool.notes.letters[kept],
    )
    for row, number, place, leans, letters in zip(*(of.tolist() for of in columns), strict=True):
        hit = pool.hits[number]
        spans = stand_alone(hit.passage, place, index) if leans else ()
        if spans:
            letters = spans[-1].end - spans[0].start
        window = range(row - min(place, max(0, len(spans) - 1)), row + 1)
        terms = frozenset(pool.terms(window[0], len(window)))
        held = answers.get(row, {})
        for at in window[:-1]:
            held = answers.get(at, {}) | held
        quotable = Quotable(hit, place, letters, terms, held, spans)
        if letters > LONGEST:
            too_long.append(quotable)
        else:
            sentences.append(quotable)
            windows.append(window)
    table = evidence.rows(windows, [sentence.letters for sentence in sentences])
    return Quotables(tuple(sentences), table, tuple(too_long), order[~alike], promising[_MOST:])


def _answers(candidates: Candidates, scores: Floats, rows: Places) -> dict[int, dict[int, float]]:
    """Return for each sentence how likely each candidate that it holds is the answer.

    Of the parts of one mention the likeliest counts, since they are one answer.
    """
    likely = likelihood(scores).tolist()
    best: dict[tuple[int, int], tuple[float, int]] = {}
    found: dict[int, dict[int, float]] = {}
    # Those of the sentences before, too, which may be shown with one.
    wanted = np.isin(candidates.sentence, np.concatenate([rows, rows - 1, rows - 2]))
    for row, number, mention in zip(
        candidates.sentence[wanted].tolist(),
        candidates.candidate[wanted].tolist(),
        candidates.mention[wanted].tolist(),
        strict=True,
    ):
        value = likely[number]
        if mention < 0:
            found.setdefault(row, {})[number] = value
        elif value > best.get((row, mention), (0.0, 0))[0]:
            best[row, mention] = value, number
    for (row, _), (value, number) in best.items():
        found.setdefault(row, {})[number] = value
    return found
