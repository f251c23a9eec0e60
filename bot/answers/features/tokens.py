"""Tokens: the terms of sentences and titles as numbers, so that all are counted at once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answers.arrays import (
    BoolArray,
    CountArray,
    HashArray,
    IdArray,
    IntArray,
    PositionArray,
    RaggedArray,
    find_positions,
    make_ragged,
    sort_distinct,
)
from bot.language.annotations import Annotations


@dataclass(frozen=True)
class Tokens:
    """The terms of sentences, token by token in reading order.

    ``vocabulary``: the hashes of all terms, sorted and distinct; shape (terms,).
    ``sentences``: the tokens of each sentence.
    ``term_ids``: each token's term, an index into ``vocabulary``; shape (tokens,).
    ``sentence_ids``: each token's sentence; shape (tokens,).
    ``positions``: each token's position in its sentence; shape (tokens,).
    """

    vocabulary: HashArray
    sentences: RaggedArray
    term_ids: IdArray
    sentence_ids: IdArray
    positions: PositionArray

    def lookup(self, hashes: HashArray) -> IdArray:
        """Return the ids of terms, -1 for those that do not occur."""
        return find_positions(self.vocabulary, hashes)

    @cached_property
    def first_occurrences(self) -> "FirstOccurrences":
        """Return where each term occurs first in each sentence."""
        width = max(1, len(self.vocabulary))
        keys, tokens = np.unique(self.sentence_ids * width + self.term_ids, return_index=True)
        return FirstOccurrences(
            width, keys, self.sentence_ids[tokens], self.term_ids[tokens], self.positions[tokens]
        )


@dataclass(frozen=True, slots=True)
class FirstOccurrences:
    """Each pair of a sentence and a term that it has, by sentence and then by term.

    ``width``: the number of terms, at least 1.
    ``keys``: sentence * width + term, sorted; shape (pairs,).
    ``sentence_ids``, ``term_ids``: the same as two numbers; shape (pairs,) each.
    ``positions``: where the term occurs first in the sentence, in tokens; shape (pairs,).
    """

    width: int
    keys: IntArray
    sentence_ids: IdArray
    term_ids: IdArray
    positions: PositionArray

    def find(self, sentence_ids: IdArray, term_ids: IdArray) -> IdArray:
        """Return the indices of pairs, -1 for those that do not occur."""
        pairs = find_positions(self.keys, sentence_ids * self.width + term_ids)
        return np.where(term_ids >= 0, pairs, -1)

    def tabulate(self, term_ids: IdArray, sentences: int) -> PositionArray:
        """Return the positions of terms, of shape (sentences, terms), -1 where one is missing.

        Without terms there is one column of -1.
        """
        table = np.full((sentences, max(1, len(term_ids))), -1)
        column_of_term = np.full(self.width, -1)
        occurs = term_ids >= 0
        column_of_term[term_ids[occurs]] = np.flatnonzero(occurs)
        columns = column_of_term[self.term_ids]
        is_column = columns >= 0
        table[self.sentence_ids[is_column], columns[is_column]] = self.positions[is_column]
        return table


def make_tokens(hashes: HashArray, lengths: CountArray) -> Tokens:
    """Return the tokens of sentences of these lengths, given the hashes of their terms."""
    vocabulary, term_ids = np.unique(hashes, return_inverse=True)
    sentences = make_ragged(lengths)
    return Tokens(vocabulary, sentences, term_ids, sentences.list_ids(), sentences.positions())


@dataclass(frozen=True, slots=True)
class TitleTerms:
    """Which terms the titles of the hits have.

    ``vocabulary``: the hashes of all terms of titles, sorted and distinct; shape (terms,).
    ``keys``: hit * max(1, terms) + term of each pair, sorted; shape (pairs,).
    ``hit_ids``, ``term_ids``: the same as two numbers; shape (pairs,) each.
    ``counts``: how many distinct terms the title of each hit has; shape (hits,).
    ``from_token_term``: for each term of the sentences its index here, or -1.
    """

    vocabulary: HashArray
    keys: IntArray
    hit_ids: IdArray
    term_ids: IdArray
    counts: CountArray
    from_token_term: IdArray

    def lookup(self, hashes: HashArray) -> IdArray:
        """Return the ids of terms, -1 for those that no title has."""
        return find_positions(self.vocabulary, hashes)

    def contains(self, hit_ids: IdArray, term_ids: IdArray) -> BoolArray:
        """Tell which terms are in the title of their hit."""
        keys = hit_ids * max(1, len(self.vocabulary)) + term_ids
        occurs: BoolArray = find_positions(self.keys, keys) >= 0
        return occurs & (term_ids >= 0)


def make_title_terms(annotations: Annotations, tokens: Tokens) -> TitleTerms:
    """Return the terms of the titles, with those of the sentences looked up."""
    vocabulary, term_ids = np.unique(annotations.title_terms, return_inverse=True)
    width = max(1, len(vocabulary))
    keys = sort_distinct(make_ragged(annotations.titles).list_ids() * width + term_ids)
    hit_ids, distinct_ids = np.divmod(keys, width)
    return TitleTerms(
        vocabulary,
        keys,
        hit_ids,
        distinct_ids,
        np.bincount(hit_ids, minlength=len(annotations.titles)),
        find_positions(vocabulary, tokens.vocabulary),
    )
