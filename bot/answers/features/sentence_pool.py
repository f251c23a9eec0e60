"""The sentence pool: the sentences of the best passages, and how much of the question each has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from bot.answers.arrays import (
    FloatArray,
    IdArray,
    MaskArray,
    PositionArray,
    RaggedArray,
    make_ragged,
)
from bot.answers.features.tokens import TitleTerms, Tokens, make_title_terms, make_tokens
from bot.answers.question.query import Query
from bot.index.protocol import Hit, prefetch
from bot.language.annotations import Annotations, decode_annotations


@dataclass(frozen=True)
class SentencePool:
    """The sentences of all hits, back to back in the order of the hits.

    ``hits``: passages, best first.
    ``annotations``: what was stored of the passages when they were indexed.
    ``tokens``: the terms of the sentences.
    ``passages``: the sentences of each hit.

    By hit, of shape (hits,):
    ``title_masks``: the question's terms in the article's title.
    ``article_ids``: the article, counted from 0; copies of an article share a number.
    ``passage_numbers``: the position of the passage in its article, from 0.
    ``relevance``: the hit's score as a share of the best one's.
    ``ages``: days from publication to the day of the question.

    By sentence, of shape (sentences,):
    ``hit_ids``: the hit that the sentence is in.
    ``positions``: its position in the passage, from 0.
    ``masks``: the question's terms in the sentence.
    ``coverage_sentence``: the share of the question's weight that the sentence has, 0 to 1.
    ``coverage_with_title``: the same of the sentence and the title together.
    ``coverage_with_context``: also with the sentences before and after it in the passage.
    ``coverage_passage``: of the whole passage and the title.
    ``coverage_title``: of the title alone.
    """

    query: Query
    hits: tuple[Hit, ...]
    annotations: Annotations
    tokens: Tokens
    passages: RaggedArray
    title_masks: MaskArray
    article_ids: IdArray
    passage_numbers: FloatArray
    relevance: FloatArray
    ages: FloatArray
    hit_ids: IdArray
    positions: PositionArray
    masks: MaskArray
    coverage_sentence: FloatArray
    coverage_with_title: FloatArray
    coverage_with_context: FloatArray
    coverage_passage: FloatArray
    coverage_title: FloatArray

    def __len__(self) -> int:
        return len(self.hit_ids)

    @property
    def article_count(self) -> int:
        """Return how many articles the hits are from."""
        return int(self.article_ids.max()) + 1

    @cached_property
    def title_terms(self) -> TitleTerms:
        """Return the terms of the hits' titles."""
        return make_title_terms(self.annotations, self.tokens)

    def term_ids(self, first: int, count: int = 1) -> Sequence[int]:
        """Return the terms, in order, of ``count`` sentences from ``first`` on."""
        term_ids, bounds = self._term_ids
        return term_ids[bounds[first] : bounds[first + count]]

    @cached_property
    def _term_ids(self) -> tuple[Sequence[int], Sequence[int]]:
        """The terms of all sentences, and where each starts and the last one ends."""
        term_ids = self.tokens.term_ids.tolist()
        return term_ids, [*self.tokens.sentences.starts.tolist(), len(term_ids)]

    def locate(self, sentence: int) -> tuple[Hit, int]:
        """Return the hit of a sentence, and its position in the passage."""
        return self.hits[self.hit_ids[sentence]], int(self.positions[sentence])


def pool_sentences(query: Query, hits: Sequence[Hit]) -> SentencePool:
    """Return the sentences of ``hits``, which are ordered best first."""
    prefetch(hits)
    annotations = decode_annotations([hit.annotations for hit in hits])
    titles, passages = make_ragged(annotations.titles), make_ragged(annotations.sizes)
    hit_ids = passages.list_ids()
    tokens = make_tokens(annotations.terms, annotations.lengths)
    term_masks = query.term_masks(tokens.vocabulary)[tokens.term_ids]
    masks = tokens.sentences.reduce(np.bitwise_or, term_masks, 0)
    masks_by_hit = titles.reduce(np.bitwise_or, query.term_masks(annotations.title_terms), 0)
    title_masks = masks_by_hit[hit_ids]
    is_same_passage = hit_ids[1:] == hit_ids[:-1]
    context_masks = masks | title_masks
    context_masks[1:] |= np.where(is_same_passage, masks[:-1], 0)
    context_masks[:-1] |= np.where(is_same_passage, masks[1:], 0)
    passage_masks = passages.reduce(np.bitwise_or, masks, 0)[hit_ids] | title_masks
    scores = np.array([hit.score for hit in hits])
    today = query.at.toordinal()
    return SentencePool(
        query=query,
        hits=tuple(hits),
        annotations=annotations,
        tokens=tokens,
        passages=passages,
        title_masks=masks_by_hit,
        article_ids=_number_articles(hits, annotations),
        passage_numbers=annotations.numbers.astype(np.float64),
        relevance=scores / scores[0],
        ages=np.array([today - hit.published.toordinal() for hit in hits], np.float64),
        hit_ids=hit_ids,
        positions=passages.positions(),
        masks=masks,
        coverage_sentence=query.coverages(masks),
        coverage_with_title=query.coverages(masks | title_masks),
        coverage_with_context=query.coverages(context_masks),
        coverage_passage=query.coverages(passage_masks),
        coverage_title=query.coverages(title_masks),
    )


def _number_articles(hits: Sequence[Hit], annotations: Annotations) -> IdArray:
    """Return the number of each hit's article.

    What several sources publish under one title on one day is one article.
    """
    bounds = [0, *np.cumsum(annotations.titles).tolist()]
    title_terms = annotations.title_terms.tolist()
    keys = [
        (hit.published, tuple(title_terms[start:end]) or hit.passage.article.id)
        for hit, (start, end) in zip(hits, pairwise(bounds), strict=True)
    ]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys], np.intp)
