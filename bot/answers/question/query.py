"""Query: a question's analysed form."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from bot.answers.arrays import (
    BoolArray,
    FloatArray,
    HashArray,
    IdArray,
    MaskArray,
    find_positions,
)
from bot.answers.question.answer_type import QuestionAnalysis
from bot.answers.question.expansion import Alternative
from bot.answers.question.time_focus import TimeFocus
from bot.index.search_terms import Disjunction, SearchTerm, WeightedTerms
from bot.language.hashing import hash_terms
from bot.language.languages.language import Language
from bot.language.languages.lookup import ENGLISH

_BITS = 62
_FIGURE_DIGITS = 4
_YEARS = range(1800, 2101)
ENTITY_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question.

    ``text``: the word as written.
    ``terms``: what the analyzer makes of it.
    ``weight``: its idf, doubled for a name or a number: a passage on somebody else does not
    answer, however many of the other words it holds.
    ``is_entity``: whether it is a name or a number.
    ``df``: in how many passages the rarest of its terms occurs.
    ``idf``: log((N + 1) / df), N being the number of passages.
    ``is_temporal``: whether it only says when. News of that time need not hold it, and other
    news may, so it weighs nothing and is not searched for beside other words.
    ``alternatives``: what may stand in its place in an article.
    """

    text: str
    terms: tuple[str, ...]
    weight: float
    is_entity: bool
    df: int
    idf: float = 0.0
    is_temporal: bool = False
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Query:
    """A question's words that can be searched for, each once; its days; and what it asks for."""

    question: str
    focus: TimeFocus
    words: tuple[Word, ...]
    analysis: QuestionAnalysis
    language: Language = ENGLISH

    @property
    def at(self) -> date:
        """Return the day on which the question is asked."""
        return self.focus.at

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Return the terms to search for, each once."""
        return tuple(dict.fromkeys(term for word in self.words for term in word.terms))

    @cached_property
    def weight(self) -> float:
        """Return the sum of the weights of all words."""
        return sum(word.weight for word in self.words)

    @property
    def topical_share(self) -> float:
        """Return the share of the weight that words have which do not only say when."""
        topical = sum(word.weight for word in self.words if not word.is_temporal)
        return topical / self.weight if topical else 1.0

    @property
    def has_unknown_name(self) -> bool:
        """Tell whether a name in it occurs in no passage, and nothing stands for it."""
        return any(
            word.is_entity and not (word.df or word.alternatives or word.is_temporal)
            for word in self.words
            if not word.text[0].isdecimal()
        )

    @property
    def has_known_figure(self) -> bool:
        """Tell whether an article has a number of the question of four digits, years aside."""
        figures = (word for word in self.words if word.text[0].isdecimal() and word.df)
        terms = (word.terms[0] for word in figures if not word.is_temporal)
        return any(
            len(term) >= _FIGURE_DIGITS and term.isdecimal() and int(term) not in _YEARS
            for term in terms
        )

    @property
    def is_mostly_unknown(self) -> bool:
        """Tell whether half of its weight, without times, is in words that occur nowhere."""
        words = [word for word in self.words if not word.is_temporal]
        total = sum(word.weight for word in words)
        unknown = sum(word.weight for word in words if not (word.df or word.alternatives))
        return total > 0 and unknown >= total / 2

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the words that occur in no passage, as written."""
        return tuple(
            word.text
            for word in self.words
            if not (word.df or word.alternatives or word.is_temporal)
        )

    @property
    def missing_phrases(self) -> tuple[str, ...]:
        """Return the same, where no spaces are written with the overlapping pairs put together."""
        phrases: list[str] = []
        for text in self.missing:
            is_pair = len(text) == 2 and not text.isascii() and not self.language.divides_words
            phrase = phrases[-1] + text[1:] if phrases and is_pair else ""
            if phrase and phrases[-1][-1] == text[0] and phrase in self.question:
                phrases[-1] = phrase
            else:
                phrases.append(text)
        return tuple(phrases)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Return each term's share of the weight."""
        total = self.weight or 1.0
        return {term: word.weight / total for word in self.words for term in word.terms}

    @cached_property
    def term_hashes(self) -> HashArray:
        """Return the hash of each of ``terms``."""
        return np.array(hash_terms(self.terms), np.intp)

    @cached_property
    def search_terms(self) -> tuple[SearchTerm, ...]:
        """Return what to search for: the terms, those of a word that has alternatives with them."""
        search_terms: dict[SearchTerm, None] = {}
        for word in self._topical_words or self.words:
            members = [
                WeightedTerms(item.terms, item.search_weight)
                for item in word.alternatives
                if item.search_weight
            ]
            if members:
                search_terms[Disjunction((WeightedTerms(word.terms), *members))] = None
            else:
                search_terms.update(dict.fromkeys(word.terms))
        return tuple(search_terms)

    @cached_property
    def _topical_words(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if not word.is_temporal)

    @cached_property
    def noun_hashes(self) -> HashArray:
        """Return the hash of each term of the noun that is asked for."""
        return np.array(hash_terms(self.analysis.noun_terms), np.intp)

    @cached_property
    def entity_mask(self) -> int:
        """Return the mask of the names and numbers, and of their alternatives."""
        return self.mask_words([word for word in self.words if word.is_entity])

    @cached_property
    def topical_mask(self) -> int:
        """Return the mask of the words that do not only say when, and of their alternatives."""
        return self.mask_words([word for word in self.words if not word.is_temporal])

    @cached_property
    def heaviest_mask(self) -> int:
        """Return the mask of the word that weighs most, of those that do not only say when."""
        words = [word for word in self.words if not word.is_temporal]
        return self.mask_words([max(words, key=lambda word: word.weight)]) if words else 0

    def mask(self, terms: Iterable[str]) -> int:
        """Return the mask of some of the question's terms, or of their alternatives'."""
        return sum({self._bits[term] for term in terms})

    def term_masks(self, hashes: HashArray) -> MaskArray:
        """Return the mask of each term, 0 for those that the question and its alternatives lack."""
        sorted_hashes, masks = self._masks_by_hash
        return masks[find_positions(sorted_hashes, hashes)]

    def contains(self, hashes: HashArray) -> BoolArray:
        """Tell which terms the question itself has, alternatives aside."""
        return (self.term_masks(hashes) & self.mask(self.terms)) > 0

    def coverages(self, masks: MaskArray) -> FloatArray:
        """Return for each mask the share of the weight that its words have, from 0 to 1."""
        coverages: FloatArray = self.cover_words(masks) @ self._members[-1]
        return coverages

    def cover_words(self, masks: MaskArray) -> FloatArray:
        """Return how far each mask has each word, from 0 to 1; shape (masks, words).

        A word counts in full, the best of its alternatives as much as it weighs.
        """
        member_masks, weights, starts, _ = self._members
        values: FloatArray = ((masks[:, None] & member_masks) == member_masks) * weights
        if len(starts) < len(member_masks):
            values = np.maximum.reduceat(values, starts, axis=1)
        return values

    @cached_property
    def position_columns(self) -> tuple[HashArray, IdArray]:
        """Return the hashes of all single terms, and which of ``terms`` each stands for.

        The question's own terms come first, in order. Alternatives of several terms are left
        out, and those that are themselves terms of the question.
        """
        columns = dict(zip(self.terms, range(len(self.terms)), strict=True))
        for word in self.words:
            for alternative in word.alternatives:
                if len(alternative.terms) == 1:
                    columns.setdefault(alternative.terms[0], columns[word.terms[0]])
        return np.array(hash_terms(columns), np.intp), np.array([*columns.values()], np.intp)

    def mask_words(self, words: Collection[Word]) -> int:
        """Return the mask of words, with their alternatives."""
        terms = {term for word in words for term in word.terms}
        alternatives = [item for word in words for item in word.alternatives]
        return self.mask(terms.union(*(item.terms for item in alternatives)))

    @cached_property
    def _bits(self) -> dict[str, int]:
        """The bit of each term, and of each alternative's; those after the 61st share the last.

        An alternative that has no bit of its own is none: the question is long enough.
        """
        numbers = {term: min(number, _BITS - 1) for number, term in enumerate(self.terms)}
        for alternative in (item for word in self.words for item in word.alternatives):
            for term in alternative.terms:
                numbers.setdefault(term, min(len(numbers), _BITS))
        return {term: 1 << number if number < _BITS else 0 for term, number in numbers.items()}

    @cached_property
    def _masks_by_hash(self) -> tuple[HashArray, MaskArray]:
        """The hashes of terms and alternatives, sorted, and their masks, with 0 for all others."""
        hashes = np.array(hash_terms(self._bits), np.intp)
        order = np.argsort(hashes)
        masks = np.array([*self._bits.values(), 0], np.int64)
        return hashes[order], masks[[*order, -1]]

    @cached_property
    def _members(self) -> tuple[MaskArray, FloatArray, IdArray, FloatArray]:
        """The mask and the weight of each word and alternative, word by word, the word first.

        Then where each word starts, and its share of the question's weight; shape (words,) each.
        """
        masks: list[int] = []
        weights: list[float] = []
        starts: list[int] = []
        for word in self.words:
            starts.append(len(masks))
            masks.append(self.mask(word.terms))
            weights.append(1.0)
            for alternative in word.alternatives:
                if all(map(self._bits.__getitem__, alternative.terms)):
                    masks.append(self.mask(alternative.terms))
                    weights.append(alternative.weight)
        shares = np.array([word.weight for word in self.words], np.float64)
        return (
            np.array(masks, np.int64),
            np.array(weights, np.float64),
            np.array(starts, np.intp),
            shares / (shares.sum() or 1.0),
        )
