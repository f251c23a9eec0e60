"""Pool: the sentences of the best passages, one row each, and how they meet the question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.answers.query import Query
from bot.index.base import Hit
from bot.language.notes import Note, read_notes

Reals = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


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
    notes: tuple[Note, ...]
    hit: Places
    place: Places
    masks: Places
    own: Reals
    titled: Reals
    around: Reals
    whole: Reals
    title: Reals

    def __len__(self) -> int:
        return len(self.notes)

    @property
    def articles(self) -> int:
        """Return how many articles there are."""
        return int(self.article.max()) + 1

    def at(self, row: int) -> tuple[Hit, int]:
        """Return the hit of a sentence, and its place in the passage."""
        return self.hits[self.hit[row]], int(self.place[row])


def pool(query: Query, hits: Sequence[Hit]) -> Pool:
    """Return the sentences of ``hits``, which are ordered best first."""
    notes = [read_notes(hit.notes) for hit in hits]
    titles = [frozenset(noted.title) for noted in notes]
    # An article that several sources bring under one title on one day vouches once.
    bylines = [
        (hit.published, noted.title or hit.passage.article.id)
        for hit, noted in zip(hits, notes, strict=True)
    ]
    numbers = {byline: number for number, byline in enumerate(dict.fromkeys(bylines))}
    counts = [len(noted.sentences) for noted in notes]
    hit_of = np.repeat(np.arange(len(hits)), counts)
    flat = tuple(note for noted in notes for note in noted.sentences)
    masks = np.array([query.mask(note.terms) for note in flat], np.int64)
    by_hit = np.array([query.mask(title) for title in titles], np.int64)
    title_masks = by_hit[hit_of]
    starts = np.cumsum([0, *counts[:-1]])
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
        number=np.array([noted.number for noted in notes], np.float64),
        relevance=scores / scores[0],
        age=np.array([(query.at - hit.published).days for hit in hits], np.float64),
        notes=flat,
        hit=hit_of,
        place=np.arange(len(flat)) - starts[hit_of],
        masks=masks,
        own=query.coverages(masks),
        titled=query.coverages(masks | title_masks),
        around=query.coverages(around),
        whole=query.coverages(np.bitwise_or.reduceat(masks, starts)[hit_of] | title_masks),
        title=query.coverages(title_masks),
    )
