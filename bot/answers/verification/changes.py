"""Changes: whether the words that differ are numbers, dates, names or negations."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answers.question.lexicons import is_common_word
from bot.answers.verification.comparison_tokens import Token, tokenize
from bot.answers.verification.meaning_words import load_meaning_words
from bot.answers.verification.verification import Change
from bot.language.languages.lookup import ENGLISH, find_language
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.passage_mentions import find_mentions

UNITS = frozenset("%٪‰$€£¥₹₽₴₺₩₪﷼")
"""What makes a number a share or an amount of money."""

_DIGIT = re.compile(r"\d")
_CAPITALIZED_NOUNS = frozenset(("de",))
_FOREIGN_NAME = re.compile(r"[A-Z][A-Za-z0-9]+|[\u30a1-\u30fa\u30fc-\u30ff]{3,}")


@dataclass(frozen=True, slots=True)
class Contents:
    """What some words hold: numbers and dates by value, names, and how many negations."""

    numbers: Counter[str]
    dates: Counter[str]
    names: Counter[str]
    negations: int


NO_CONTENTS = Contents(Counter(), Counter(), Counter(), 0)
"""What no words hold."""


class WordSequence:
    """The words of a claim or of a part of an article, and what each of them is.

    ``beginnings``: the places of words that begin a sentence, where a capital tells little.
    """

    def __init__(
        self, words: Sequence[Token], text: str, tag: str, beginnings: frozenset[int]
    ) -> None:
        self.words = words
        self._text = text
        self._tag = tag
        self._language = find_language(tag)
        self._beginnings = beginnings
        self._meanings = load_meaning_words(self._language).find(
            [word.key for word in words], [word.form[:1].isupper() for word in words]
        )

    def describe(self, places: range) -> Contents:
        """Return what the words in some places hold."""
        return Contents(
            numbers=Counter(
                value for place in places for value in self._list_numbers(self.words[place], place)
            ),
            dates=Counter(
                value for place in places for value in self._list_values(place, Change.DATE)
            ),
            names=Counter(self.words[place].key for place in places if self._is_name(place)),
            negations=sum(
                self.is_negation(place)
                and (place == places.start or not self.is_negation(place - 1))
                for place in places
            ),
        )

    def is_negation(self, place: int) -> bool:
        """Tell whether a word negates, or is a part of what does."""
        return bool(self._list_values(place, Change.NEGATION))

    def is_number(self, place: int) -> bool:
        """Tell whether a word is a number, or a part of one."""
        return bool(self._list_numbers(self.words[place], place))

    def _list_numbers(self, word: Token, place: int) -> list[str]:
        if word.key in UNITS or _DIGIT.search(word.key):
            return [word.key]
        return self._list_values(place, Change.NUMBER)

    def _list_values(self, place: int, change: Change) -> list[str]:
        return [value for kind, value in self._meanings.get(place, ()) if kind is change]

    def _is_name(self, place: int) -> bool:
        form, key = self.words[place].form, self.words[place].key
        if _DIGIT.search(key) or place in self._meanings or key in self._language.stop_words:
            return False
        if not self._language.has_capitals:
            return key in self._name_words or _FOREIGN_NAME.fullmatch(form) is not None
        if not form[0].isupper():
            return False
        if self._language.code in _CAPITALIZED_NOUNS:
            return form.isupper() or self._has_capital_beside(place)
        if place not in self._beginnings:
            return True
        if self._language is ENGLISH:
            return not is_common_word(key)
        return self._has_capital_beside(place)

    def _has_capital_beside(self, place: int) -> bool:
        return any(
            word.form[0].isupper() and word.key not in self._language.stop_words
            for word in self.words[max(0, place - 1) : place + 2]
            if word is not self.words[place]
        )

    @cached_property
    def _name_words(self) -> frozenset[str]:
        """The words of all names that other signs than capitals tell."""
        text = self._text[self.words[0].start : self.words[-1].end]
        (mentions,) = find_mentions([text], [text.split()], self._tag)
        names = (mention[1:] for mention in mentions if mention[0] == Kind.NAME)
        return frozenset(token.key for name in names for token in tokenize(name))


def find_changes(claim: Contents, article: Contents) -> frozenset[Change]:
    """Return what of the words that differ changes the meaning.

    A name or a date that a claim only leaves out changes nothing that it says.
    """
    signs = {
        Change.NUMBER: claim.numbers != article.numbers,
        Change.DATE: bool(claim.dates - article.dates),
        Change.NAME: bool(claim.names - article.names),
        Change.NEGATION: claim.negations != article.negations,
    }
    return frozenset(change for change, differs in signs.items() if differs)
