"""Tokens: the terms of sentences as numbers, so that all sentences are counted at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat

import numpy as np

from bot.answers.runs import Places, Runs, runs


@dataclass(frozen=True)
class Tokens:
    """The terms of sentences, token by token in reading order.

    ``numbers`` are the terms, numbered as they come; a token's ``term`` is one of them.
    ``sentences`` are the runs of tokens, ``sentence`` that of each token, and ``position`` where
    in it the token stands.
    """

    numbers: Mapping[str, int]
    term: Places
    sentences: Runs
    sentence: Places
    position: Places

    def number(self, terms: Iterable[str]) -> Places:
        """Return the numbers of terms, -1 for those that are nowhere."""
        return np.array(list(map(self.numbers.get, terms, repeat(-1))), np.intp)

    @cached_property
    def terms(self) -> Sequence[str]:
        """Return the terms by their numbers."""
        return list(self.numbers)

    @cached_property
    def firsts(self) -> "Firsts":
        """Return where each term first stands in each sentence."""
        return firsts_of(self.sentence, self.term, len(self.numbers), self.position)


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
        wanted = text * self.width + term
        found = np.searchsorted(self.key, wanted)
        there = (term >= 0) & (found < len(self.key))
        there[there] = self.key[found[there]] == wanted[there]
        return np.where(there, found, -1)

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


def tokens(terms: Sequence[str], lengths: Sequence[int]) -> Tokens:
    """Return the tokens of sentences of these lengths, given by their terms in order."""
    numbers: dict[str, int] = defaultdict(count().__next__)
    term = np.fromiter(map(numbers.__getitem__, terms), np.intp, len(terms))
    sentences = runs(lengths)
    return Tokens(dict(numbers), term, sentences, sentences.run(), sentences.position())


def firsts_of(text: Places, term: Places, terms: int, position: Places) -> Firsts:
    """Return the first places of terms, which stand in texts and there at positions, in order."""
    width = max(1, terms)
    key, token = np.unique(text * width + term, return_index=True)
    return Firsts(key, text[token], term[token], position[token], width)
