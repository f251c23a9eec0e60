"""Pool: the sentences of the best passages, one row each, and how they meet the question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.query import Query
from bot.answers.runs import Places, Reals, runs
from bot.answers.tokens import Tokens, tokens
from bot.index.base import Hit
from bot.language.notes import Notes, read_notes


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences of ``hits``, which are ordered best first, in rows.

    By hit: ``titles`` are the terms of its article's title, ``title_masks`` those of
    them that are asked, as bits, like ``masks`` of a sentence; ``article`` counts the articles,
    ``number`` is its place in the article, ``relevance`` is its score by the best one's,
    ``age`` is in days. By sentence: ``hit`` and ``place`` say where it is; the others are
    shares of the question's information, from 0 to 1: in the sentence (``own``), with the
    title (``titled``), also with the sentences around it (``around``), in the whole passage
    with the title (``whole``) and in the title alone.
    """

    query: Query
    hits: tuple[Hit, ...]
    titles: tuple[frozenset[str], ...]
    title_masks: Places
    article: Places
    number: Reals
    relevance: Reals
    age: Reals
    notes: Notes
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

    def terms(self, row: int, several: int = 1) -> Sequence[str]:
        """Return the terms of a sentence in order, or of ``several`` from there on."""
        start = int(self.tokens.sentences.starts[row])
        return self.notes.terms[start : start + sum(self.notes.lengths[row : row + several])]

    def at(self, row: int) -> tuple[Hit, int]:
        """Return the hit of a sentence, and its place in the passage."""
        return self.hits[self.hit[row]], int(self.place[row])


def pool(query: Query, hits: Sequence[Hit]) -> Pool:
    """Return the sentences of ``hits``, which are ordered best first."""
    notes = read_notes([hit.notes for hit in hits])
    titles = [frozenset(title) for title in notes.titles]
    # An article that several sources bring under one title on one day vouches once.
    bylines = [
        (hit.published, tuple(title) or hit.passage.article.id)
        for hit, title in zip(hits, notes.titles, strict=True)
    ]
    numbers = {byline: number for number, byline in enumerate(dict.fromkeys(bylines))}
    passages = runs(notes.sizes)
    hit_of = passages.run()
    told = tokens(notes.terms, notes.lengths)
    masks = told.sentences.combined(np.bitwise_or, _bits(query, told)[told.term], 0)
    by_hit = np.array([query.mask(title) for title in titles], np.int64)
    title_masks = by_hit[hit_of]
    same = hit_of[1:] == hit_of[:-1]
    around = masks | title_masks
    around[1:] |= np.where(same, masks[:-1], 0)
    around[:-1] |= np.where(same, masks[1:], 0)
    scores = np.array([hit.score for hit in hits])
    return Pool(
        query=query,
        hits=tuple(hits),
        titles=tuple(titles),
        title_masks=by_hit,
        article=np.array([numbers[byline] for byline in bylines], np.intp),
        number=np.array(notes.numbers, np.float64),
        relevance=scores / scores[0],
        age=np.array([(query.at - hit.published).days for hit in hits], np.float64),
        notes=notes,
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


def _bits(query: Query, told: Tokens) -> Places:
    """Return the bit of each term by its number, 0 of those that are not asked."""
    bits = np.zeros(len(told.numbers), np.int64)
    for term in query.terms:
        if term in told.numbers:
            bits[told.numbers[term]] = query.mask([term])
    return bits
