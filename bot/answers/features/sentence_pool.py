"""Pool: the sentences of the best passages, one row each, and how they meet the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from bot.answers.features.titles import Titles
from bot.answers.features.tokens import Tokens, tokens
from bot.answers.question.query import Query
from bot.answers.ragged import Places, RaggedArray, Reals, make_ragged
from bot.index.protocol import Hit, prefetch
from bot.language.annotations import Annotations, decode_annotations


@dataclass(frozen=True)
class Pool:
    """The sentences of ``hits``, which are ordered best first, in rows.

    By hit: ``title_masks`` are the terms of its article's title that are asked, as bits, like
    ``masks`` of a sentence; ``article`` counts the articles, ``number`` is its place in the
    article, ``relevance`` is its score by the best one's, ``age`` is in days, ``passages`` are
    the runs of its sentences. By sentence: ``hit`` and ``place`` say where it is; the others are
    shares of the question's information, from 0 to 1: in the sentence (``own``), with the
    title (``titled``), also with the sentences around it (``around``), in the whole passage
    with the title (``whole``) and in the title alone.
    """

    query: Query
    hits: tuple[Hit, ...]
    title_masks: Places
    article: Places
    number: Reals
    relevance: Reals
    age: Reals
    passages: RaggedArray
    annotations: Annotations
    tokens: Tokens
    hit: Places
    place: Places
    masks: Places
    own: Reals
    titled: Reals
    around: Reals
    whole: Reals
    title: Reals

    def __len__(self) -> int:
        return len(self.hit)

    @property
    def articles(self) -> int:
        """Return how many articles there are."""
        return int(self.article.max()) + 1

    @cached_property
    def titles(self) -> Titles:
        """Return which terms of the sentences their titles have."""
        return Titles(self.annotations, self.tokens)

    def terms(self, row: int, several: int = 1) -> Sequence[int]:
        """Return the terms of a sentence in order, or of ``several`` from there on."""
        terms, starts = self._terms
        return terms[starts[row] : starts[row + several]]

    @cached_property
    def _terms(self) -> tuple[Sequence[int], Sequence[int]]:
        """The terms of all sentences, and where each sentence starts and the last one ends."""
        starts = self.tokens.sentences.starts.tolist()
        return self.tokens.term.tolist(), [*starts, len(self.tokens.term)]

    def at(self, row: int) -> tuple[Hit, int]:
        """Return the hit of a sentence, and its place in the passage."""
        return self.hits[self.hit[row]], int(self.place[row])


def pool(query: Query, hits: Sequence[Hit]) -> Pool:
    """Return the sentences of ``hits``, which are ordered best first."""
    prefetch(hits)
    notes = decode_annotations([hit.annotations for hit in hits])
    titles, passages = make_ragged(notes.titles), make_ragged(notes.sizes)
    hit_of = passages.run()
    told = tokens(notes.terms, notes.lengths)
    masks = told.sentences.combined(np.bitwise_or, query.bits(told.terms)[told.term], 0)
    by_hit = titles.combined(np.bitwise_or, query.bits(notes.title_terms), 0)
    title_masks = by_hit[hit_of]
    same = hit_of[1:] == hit_of[:-1]
    around = masks | title_masks
    around[1:] |= np.where(same, masks[:-1], 0)
    around[:-1] |= np.where(same, masks[1:], 0)
    scores = np.array([hit.score for hit in hits])
    today = query.at.toordinal()
    return Pool(
        query=query,
        hits=tuple(hits),
        title_masks=by_hit,
        article=_articles(hits, notes),
        number=notes.numbers.astype(np.float64),
        relevance=scores / scores[0],
        age=np.array([today - hit.published.toordinal() for hit in hits], np.float64),
        passages=passages,
        annotations=notes,
        tokens=told,
        hit=hit_of,
        place=passages.position(),
        masks=masks,
        own=query.coverages(masks),
        titled=query.coverages(masks | title_masks),
        around=query.coverages(around),
        whole=query.coverages(passages.combined(np.bitwise_or, masks, 0)[hit_of] | title_masks),
        title=query.coverages(title_masks),
    )


def _articles(hits: Sequence[Hit], notes: Annotations) -> Places:
    """Return the number of each hit's article.

    One that several sources bring under one title on one day vouches once.
    """
    ends = [0, *np.cumsum(notes.titles).tolist()]
    titles = notes.title_terms.tolist()
    bylines = [
        (hit.published, tuple(titles[start:end]) or hit.passage.article.id)
        for hit, (start, end) in zip(hits, pairwise(ends), strict=True)
    ]
    numbers = {byline: number for number, byline in enumerate(dict.fromkeys(bylines))}
    return np.array([numbers[byline] for byline in bylines], np.intp)
