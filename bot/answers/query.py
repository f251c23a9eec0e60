"""Query: a question's analysed form."""

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.index.base import Index
from bot.language.analyzer import Analyzer


class Expected(Enum):
    """What kind of words the answer to a question holds."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question as written, its terms, and how much the question turns on it.

    ``weight`` is the word's idf, log((N + 1) / df), doubled for a name or a number: a passage
    on somebody else does not answer, however many of the other words it holds.
    """

    text: str
    terms: tuple[str, ...]
    weight: float
    known: bool


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a question that say what it is on, each once, and the kind of its answer."""

    question: str
    at: date
    words: tuple[Word, ...]
    expected: Expected

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms to search for, each once."""
        return tuple(dict.fromkeys(term for word in self.words for term in word.terms))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the words that stand nowhere, as written."""
        return tuple(word.text for word in self.words if not word.known)

    def coverage(self, terms: frozenset[str]) -> float:
        """Return the share of the question's information that ``terms`` hold, from 0 to 1."""
        total = sum(word.weight for word in self.words)
        covered = sum(word.weight for word in self.words if terms.issuperset(word.terms))
        return covered / total if total else 0.0


_EXPECTED = {
    Expected.NUMBER: re.compile(
        r"how (?:many|much|old|long|far|big|high|large|tall|fast|often)\b"
        r"|what (?:percent|percentage|share|number|proportion)\b"
    ),
    Expected.DATE: re.compile(r"\bwhen\b|\b(?:what|which) (?:year|month|day|date|week)\b"),
    Expected.NAME: re.compile(
        r"\bwho(?:m|se)?\b|\bwhere\b|\bwhich\b|\bwhat (?:country|city|state|company|team)\b"
    ),
}

_EMPHASIS = 2.0


def parse(question: str, at: date, index: Index, analyzer: Analyzer) -> Query:
    """Analyse ``question`` by what stands in ``index`` up to the day ``at``."""
    passages = index.holdings(until=at).passages
    spoken: dict[tuple[str, ...], tuple[str, bool]] = {}
    first = True
    for text, terms in analyzer.words(question):
        named = not question.isupper() and not first and text[0].isupper()
        if terms:
            spoken.setdefault(terms, (text, named or text[0].isdecimal()))
        first = False
    asked = list(dict.fromkeys(term for terms in spoken for term in terms))
    df = dict(zip(asked, index.document_frequencies(asked, until=at), strict=True))
    words = []
    for terms, (text, emphasized) in spoken.items():
        rarest = min(df[term] for term in terms)
        idf = math.log((passages + 1) / max(rarest, 0.5))
        words.append(Word(text, terms, idf * (_EMPHASIS if emphasized else 1), rarest > 0))
    return Query(question, at, tuple(words), _expected(question))


def _expected(question: str) -> Expected:
    text = question.casefold()
    return next(
        (kind for kind, pattern in _EXPECTED.items() if pattern.search(text)), Expected.ANYTHING
    )
