"""Query: a question's analysed form."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.answers.question.answer_type import QuestionAnalysis, analyze_question
from bot.answers.question.time_focus import TimeFocus
from bot.answers.ragged import Places, places_in
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms

_BITS = 62


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question as written, its terms, and how much the question turns on it.

    ``weight`` is the word's idf, log((N + 1) / df), doubled for a name or a number: a passage
    on somebody else does not answer, however many of the other words it holds. ``timed`` words
    only say when: news of that time need not hold them, and where they stand nowhere, they
    weigh nothing. ``df`` is how many passages hold the rarest of the terms.
    """

    text: str
    terms: tuple[str, ...]
    weight: float
    known: bool
    named: bool
    df: int = 0
    idf: float = 0.0
    timed: bool = False


@dataclass(frozen=True)
class Query:
    """The words of a question that say what it is on, each once, and what it wants to know."""

    question: str
    at: date
    words: tuple[Word, ...]
    asked: QuestionAnalysis

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms to search for, each once."""
        return tuple(dict.fromkeys(term for word in self.words for term in word.terms))

    @property
    def lasting(self) -> float:
        """Return the share of the question's information that does not only say when."""
        total = sum(word.weight for word in self.words)
        lasting = sum(word.weight for word in self.words if not word.timed)
        return lasting / total if lasting else 1.0

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the words that stand nowhere, as written."""
        return tuple(word.text for word in self.words if not (word.known or word.timed))

    @cached_property
    def weights(self) -> dict[str, float]:
        """Return each term's share of the question's information."""
        total = sum(word.weight for word in self.words) or 1.0
        return {term: word.weight / total for word in self.words for term in word.terms}

    @cached_property
    def _bits(self) -> dict[str, int]:
        """Each term's bit; what a question has beyond is not told apart."""
        return {term: 1 << min(place, _BITS - 1) for place, term in enumerate(self.terms)}

    @cached_property
    def named_mask(self) -> int:
        """Return the bits of the names and numbers among the words."""
        return self.mask(term for word in self.words if word.named for term in word.terms)

    @cached_property
    def term_hashes(self) -> Places:
        """Return the hash of each of ``terms``."""
        return np.array(hash_terms(self.terms), np.intp)

    @cached_property
    def noun_hashes(self) -> Places:
        """Return the hash of each term of the noun that is asked for."""
        return np.array(hash_terms(self.asked.noun), np.intp)

    @cached_property
    def _by_hash(self) -> tuple[Places, Places]:
        """The terms' hashes in order, and the bit of each, with 0 for no term behind them."""
        order = np.argsort(self.term_hashes)
        return self.term_hashes[order], np.array([*self._bits.values(), 0], np.int64)[[*order, -1]]

    def mask(self, terms: Iterable[str]) -> int:
        """Return the bits of terms of the question."""
        return sum({self._bits[term] for term in terms})

    def bits(self, terms: Places) -> Places:
        """Return the bit of each of ``terms``, given by their hashes, 0 of what is not asked."""
        known, bits = self._by_hash
        return bits[places_in(known, terms)]

    def coverages(self, masks: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the share of the question's information for each of ``masks``, from 0 to 1."""
        needed, shares = self._needed
        covered: npt.NDArray[np.float64] = ((masks[:, None] & needed) == needed) @ shares
        return covered

    @cached_property
    def _needed(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The bits of each word, and its share of the question's information."""
        weights = np.array([word.weight for word in self.words], np.float64)
        bits = np.array([self.mask(word.terms) for word in self.words], np.int64)
        return bits, weights / (weights.sum() or 1.0)


_EMPHASIS = 2.0


def parse_query(
    question: str, focus: TimeFocus, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> Query:
    """Analyse ``question`` by the passages up to its day, which ``stats`` counts."""
    at = focus.at
    spoken: dict[tuple[str, ...], tuple[str, bool]] = {}
    first = True
    for text, terms in analyzer.words(question):
        named = not question.isupper() and not first and text[0].isupper()
        if terms:
            spoken.setdefault(terms, (text, named or text[0].isdecimal()))
        first = False
    all_terms = list(dict.fromkeys(term for terms in spoken for term in terms))
    df = dict(zip(all_terms, snapshot.document_frequencies(all_terms, until=at), strict=True))
    words = []
    for terms, (text, emphasized) in spoken.items():
        rarest = min(df[term] for term in terms)
        idf = math.log((stats.passages + 1) / max(rarest, 0.5))
        timed = text in focus.words
        weight = 0.0 if timed and not rarest else idf * (_EMPHASIS if emphasized else 1)
        words.append(Word(text, terms, weight, rarest > 0, emphasized, rarest, idf, timed))
    return Query(question, at, tuple(words), analyze_question(question, analyzer))
