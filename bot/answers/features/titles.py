"""Titles: which terms the titles of the hits have."""

import numpy as np
import numpy.typing as npt

from bot.answers.features.tokens import Tokens
from bot.answers.ragged import Places, make_ragged, places_in
from bot.language.annotations import Annotations


class Titles:
    """The terms of titles: ``terms`` are their hashes, each once and in order.

    ``hit`` and ``term`` say which title has which of them, each pair once and in order;
    ``sizes`` how many a title has. ``of_tokens`` are the numbers that the terms of the
    sentences have here, -1 for what no title has.
    """

    def __init__(self, notes: Annotations, tokens: Tokens) -> None:
        self.terms, term = np.unique(notes.title_terms, return_inverse=True)
        self._width = max(1, len(self.terms))
        self._key = np.unique(make_ragged(notes.titles).run() * self._width + term)
        self.hit, self.term = np.divmod(self._key, self._width)
        self.sizes = np.bincount(self.hit, minlength=len(notes.titles))
        self.of_tokens = self.number(tokens.terms)

    def number(self, hashes: Places) -> Places:
        """Return the numbers of terms by their hashes, -1 for what no title has."""
        return places_in(self.terms, hashes)

    def have(self, hit: Places, term: Places) -> npt.NDArray[np.bool_]:
        """Tell which terms, by their numbers, stand in the title of the hit."""
        there: npt.NDArray[np.bool_] = places_in(self._key, hit * self._width + term) >= 0
        return there & (term >= 0)
