"""Openings: titles and first passages of articles as weighted terms, to be compared at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answers.arrays import FloatArray, HashArray, IdArray, IntArray, RaggedArray, make_ragged
from bot.answers.question.lexicons import background_idf
from bot.articles.article import Article
from bot.index.protocol import PassageRef
from bot.language.annotations import KINDS, Annotations, decode_annotations
from bot.language.mentions.mention_kind import Kind

_NAME = KINDS.index(Kind.NAME)

# What a term counts in a title, and in a name: titles say what an event is, names which one.
_TITLE_WEIGHT = 2.0
_NAME_WEIGHT = 1.5

# Rarity is counted among the openings themselves; with fewer than these, hardly a term is rare.
_MIN_COLLECTION = 50


@dataclass(frozen=True)
class Openings:
    """First passages of articles, and what was annotated of them.

    ``refs``: the passages, in any order.
    ``days``: the day of each as an ordinal; shape (openings,).
    ``titles``: the terms of the title of each.
    ``sentences``: the sentences of each.
    """

    refs: tuple[PassageRef, ...]
    annotations: Annotations
    days: IntArray
    titles: RaggedArray
    sentences: RaggedArray

    def __len__(self) -> int:
        return len(self.refs)

    def article(self, number: int) -> Article:
        """Return the article of an opening, which may have to be read."""
        return self.refs[number].passage.article

    @cached_property
    def sentence_terms(self) -> RaggedArray:
        """Return the terms of each sentence."""
        return make_ragged(self.annotations.lengths)

    @cached_property
    def vocabulary(self) -> HashArray:
        """Return the hashes of all terms, sorted and distinct."""
        vocabulary, _ = np.unique(self._all_terms, return_counts=True)
        return vocabulary

    @cached_property
    def weights(self) -> FloatArray:
        """Return what each term counts in each opening; shape (openings, terms).

        A term counts the more, the rarer it is; more in a title, and more in a name.
        """
        vocabulary = self.vocabulary
        shape = (len(self), len(vocabulary))
        weights = np.zeros(shape)
        annotations = self.annotations
        of_sentence = self.sentences.list_ids()
        body = np.repeat(of_sentence, annotations.lengths)
        weights[body, np.searchsorted(vocabulary, annotations.terms)] = 1.0
        names, name_terms = self._names
        columns = np.searchsorted(vocabulary, name_terms)
        weights[names, np.minimum(columns, len(vocabulary) - 1)] *= _NAME_WEIGHT
        title = self.titles.list_ids(), np.searchsorted(vocabulary, annotations.title_terms)
        weights[title] = np.maximum(weights[title], 1.0) * _TITLE_WEIGHT
        df = np.count_nonzero(weights, axis=0)
        idf = np.log(max(len(self), _MIN_COLLECTION) / np.maximum(df, 1)) + 0.1
        rarities: FloatArray = np.maximum(np.minimum(idf, background_idf(vocabulary)), 0.0)
        return weights * rarities

    @property
    def _all_terms(self) -> HashArray:
        return np.concatenate([self.annotations.terms, self.annotations.title_terms])

    @cached_property
    def _names(self) -> tuple[IdArray, HashArray]:
        """The opening and the hash of each term of a name."""
        annotations = self.annotations
        sentence = np.repeat(np.arange(len(annotations.counts)), annotations.counts)
        mention = np.repeat(np.arange(len(annotations.part_counts)), annotations.part_counts)
        part = np.repeat(np.arange(len(annotations.parts)), annotations.part_lengths)
        is_name = (annotations.kinds == _NAME)[mention[part]]
        openings = self.sentences.list_ids()[sentence[mention[part]]]
        return openings[is_name], annotations.part_terms[is_name]


def read_openings(refs: Sequence[PassageRef]) -> Openings:
    """Return what was annotated of some first passages, read at once."""
    for ref in refs:
        ref.prefetch()
    annotations = decode_annotations([ref.annotations for ref in refs])
    return Openings(
        tuple(refs),
        annotations,
        np.array([ref.published.toordinal() for ref in refs], np.intp),
        make_ragged(annotations.titles),
        make_ragged(annotations.sizes),
    )
