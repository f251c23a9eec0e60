"""Quotables: the sentences that may be quoted, each a row of features to be ranked by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.answers.features.candidates import Candidates
from bot.answers.features.sentence_features import Evidence, gather
from bot.answers.features.sentence_pool import Pool
from bot.answers.ragged import Places, Reals
from bot.answers.trees import Floats, likelihood
from bot.answers.windows import stand_alone
from bot.articles.article import Article
from bot.index.protocol import Hit, Snapshot
from bot.language.span import Span

LONGEST = 300
"""Characters: a reply is read on a phone."""

_MOST = 60
_LEAST_SHARED = 0.2  # of the question: what shares less is on something else


@dataclass(frozen=True, slots=True)
class Quotable:
    """A sentence, with those before it without which it would not stand on its own.

    ``terms`` are numbers. ``window`` are the spans of several sentences, none for one alone.
    """

    hit: Hit
    place: int
    letters: int
    terms: Sequence[int]
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
    those of ``sentence_features``. ``answers``, of shape (sentences, candidates), are 0 for a
    candidate that a sentence does not hold, and otherwise how likely it is the answer.

    ``too_long`` are left out, and so are ``unlike`` and ``unpromising``, rows of the pool:
    they share too little with the question, or others promise more.
    """

    sentences: tuple[Quotable, ...]
    rows: Floats
    answers: Reals
    too_long: tuple[Quotable, ...]
    unlike: Places
    unpromising: Places


def quotables(pool: Pool, candidates: Candidates, scores: Floats, snapshot: Snapshot) -> Quotables:
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
    columns = (
        kept,
        pool.hit[kept],
        pool.place[kept],
        pool.annotations.leans[kept],
        pool.annotations.letters[kept],
    )
    for row, number, place, leans, letters in zip(*(of.tolist() for of in columns), strict=True):
        hit = pool.hits[number]
        spans = stand_alone(hit.passage, place, snapshot) if leans else ()
        if spans:
            letters = spans[-1].end - spans[0].start
        window = range(row - min(place, max(0, len(spans) - 1)), row + 1)
        terms = pool.terms(window[0], len(window))
        quotable = Quotable(hit, place, letters, terms, spans)
        if letters > LONGEST:
            too_long.append(quotable)
        else:
            sentences.append(quotable)
            windows.append(window)
    table = evidence.rows(windows, [sentence.letters for sentence in sentences])
    answers = _held(evidence, windows) * likelihood(scores)
    return Quotables(
        tuple(sentences), table, answers, tuple(too_long), order[~alike], promising[_MOST:]
    )


def _held(evidence: Evidence, windows: Sequence[range]) -> npt.NDArray[np.bool_]:
    """Tell which candidates what is shown holds, of shape (windows, candidates)."""
    held = evidence.holds[[window[-1] for window in windows]]
    for number, window in enumerate(windows):
        if len(window) > 1:
            held[number] = evidence.holds[window[0] : window[-1] + 1].any(axis=0)
    return held
