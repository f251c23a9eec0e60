"""Tokens: the terms of sentences as numbers, so that all sentences are counted at once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answers.ragged import Places, RaggedArray, make_ragged, places_in


@dataclass(frozen=True)
class Tokens:
    """The terms of sentences, token by token in reading order.

    ``terms`` are the hashes of all, each once and in order; a token's ``term`` is the number of
    one of them. ``sentences`` are the runs of tokens, ``sentence`` that of each token, and
    ``position`` where in it the token stands.
    """

    terms: Places
    term: Places
    sentences: RaggedArray
    sentence: Places
    position: Places

    def number(self, hashes: Places) -> Places:
        """Return the numbers of terms by their hashes, -1 for those that are nowhere."""
        return places_in(self.terms, hashes)

    @cached_property
    def firsts(self) -> "Firsts":
        """Return where each term first stands in each sentence."""
        return firsts_of(self.sentence, self.term, len(self.terms), self.position)


@dataclass(frozen=True, slots=True)
class Firsts:
    """The first place of each term in each of some texts, ordered by ``key``: text * width + term.

    ``position`` says where in the text that is.
    """

    key: Places
    text: Places
    term: Places
    position: Places
    width: int

    def find(self, text: Places, term: Places) -> Places:
        """Return which of these are the terms in the texts, -1 for what is not there."""
        return np.where(term >= 0, places_in(self.key, text * self.width + term), -1)

    def positions(self, terms: Places, texts: int) -> Places:
        """Return where ``terms`` stand, of shape (texts, terms), -1 where they do not.

        Without terms there is one column, of nothing.
        """
        table = np.full((texts, max(1, len(terms))), -1)
        column = np.full(self.width, -1)
        known = terms >= 0
        column[terms[known]] = np.flatnonzero(known)
        found = column[self.term]
        there = found >= 0
        table[self.text[there], found[there]] = self.position[there]
        return table


def tokens(terms: Places, lengths: Places) -> Tokens:
    """Return the tokens of sentences of these lengths, given by the hashes of their terms."""
    every, term = np.unique(terms, return_inverse=True)
    sentences = make_ragged(lengths)
    return Tokens(every, term, sentences, sentences.run(), sentences.position())


def firsts_of(text: Places, term: Places, terms: int, position: Places) -> Firsts:
    """Return the first places of terms, which stand in texts and there at positions, in order."""
    width = max(1, terms)
    key, token = np.unique(text * width + term, return_index=True)
    return Firsts(key, text[token], term[token], position[token], width)
