"""Query: a question's analysed form."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from bot.answers.arrays import FloatArray, HashArray, MaskArray, find_positions
from bot.answers.question.answer_type import QuestionAnalysis, analyze_question
from bot.answers.question.time_focus import TimeFocus, find_focus
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms

_BITS = 62
_ENTITY_WEIGHT = 2.0


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
    ``is_temporal``: whether it only says when. News of that time need not hold it; if it does
    not occur at all, it weighs nothing.
    """

    text: str
    terms: tuple[str, ...]
    weight: float
    is_entity: bool
    df: int
    idf: float = 0.0
    is_temporal: bool = False


@dataclass(frozen=True)
class Query:
    """A question's words that can be searched for, each once; its days; and what it asks for."""

    question: str
    focus: TimeFocus
    words: tuple[Word, ...]
    analysis: QuestionAnalysis

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
    def missing(self) -> tuple[str, ...]:
        """Return the words that occur in no passage, as written."""
        return tuple(word.text for word in self.words if not (word.df or word.is_temporal))

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
    def noun_hashes(self) -> HashArray:
        """Return the hash of each term of the noun that is asked for."""
        return np.array(hash_terms(self.analysis.noun_terms), np.intp)

    @cached_property
    def entity_mask(self) -> int:
        """Return the mask of the names and numbers."""
        return self.mask(term for word in self.words if word.is_entity for term in word.terms)

    @cached_property
    def topical_mask(self) -> int:
        """Return the mask of the words that do not only say when."""
        return self.mask(term for word in self.words if not word.is_temporal for term in word.terms)

    def mask(self, terms: Iterable[str]) -> int:
        """Return the mask of some of the question's terms."""
        return sum({self._bits[term] for term in terms})

    def term_masks(self, hashes: HashArray) -> MaskArray:
        """Return the mask of each term, 0 for those that the question lacks."""
        sorted_hashes, masks = self._masks_by_hash
        return masks[find_positions(sorted_hashes, hashes)]

    def coverages(self, masks: MaskArray) -> FloatArray:
        """Return for each mask the share of the weight that its words have, from 0 to 1."""
        word_masks, shares = self._word_masks
        coverages: FloatArray = ((masks[:, None] & word_masks) == word_masks) @ shares
        return coverages

    @cached_property
    def _bits(self) -> dict[str, int]:
        """Each term's bit; all terms after the 61st share the last one."""
        return {term: 1 << min(number, _BITS - 1) for number, term in enumerate(self.terms)}

    @cached_property
    def _masks_by_hash(self) -> tuple[HashArray, MaskArray]:
        """The terms' hashes, sorted, and their masks, followed by 0 for every other term."""
        order = np.argsort(self.term_hashes)
        masks = np.array([*self._bits.values(), 0], np.int64)
        return self.term_hashes[order], masks[[*order, -1]]

    @cached_property
    def _word_masks(self) -> tuple[MaskArray, FloatArray]:
        """The mask of each word, and its share of the weight; shape (words,) each."""
        weights = np.array([word.weight for word in self.words], np.float64)
        masks = np.array([self.mask(word.terms) for word in self.words], np.int64)
        return masks, weights / (weights.sum() or 1.0)


def parse_query(
    question: str, at: date, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> Query:
    """Analyse ``question`` by the passages up to the day ``at``, which ``stats`` counts."""
    focus = find_focus(question, at)
    texts: dict[tuple[str, ...], tuple[str, bool]] = {}
    for position, (text, terms) in enumerate(analyzer.words(question)):
        is_name = position > 0 and text[0].isupper() and not question.isupper()
        if terms:
            texts.setdefault(terms, (text, is_name or text[0].isdecimal()))
    all_terms = list(dict.fromkeys(term for terms in texts for term in terms))
    frequencies = snapshot.document_frequencies(all_terms, until=at)
    df_by_term = dict(zip(all_terms, frequencies, strict=True))
    words = []
    for terms, (text, is_entity) in texts.items():
        df = min(df_by_term[term] for term in terms)
        idf = math.log((stats.passages + 1) / max(df, 0.5))
        is_temporal = text in focus.words
        weight = 0.0 if is_temporal and not df else idf * (_ENTITY_WEIGHT if is_entity else 1)
        words.append(Word(text, terms, weight, is_entity, df, idf, is_temporal))
    return Query(question, focus, tuple(words), analyze_question(question, analyzer))
