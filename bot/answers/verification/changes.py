"""Changes: whether the words that differ are numbers, dates, names or negations."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from bot.answers.question.lexicons import is_common_word
from bot.answers.verification.comparison_tokens import Token, tokenize
from bot.answers.verification.verification import Change
from bot.language.languages.language import Language
from bot.language.languages.lookup import ENGLISH, find_language
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.passage_mentions import find_mentions
from bot.localization.cldr import load_locale

_ENGLISH_NEGATIONS = tuple(
    "not no never none nobody nothing nowhere neither nor cannot without hardly scarcely barely"
    " deny denies denied denying denial denials refuse refuses refused refusing reject rejects"
    " rejected rejecting refute refutes refuted refuting false falsely fake untrue hoax unlikely"
    " fail fails failed failing lack lacks lacked lacking".split()
)
_ENGLISH_NUMBERS = {
    word: str(value)
    for value, words in enumerate(
        "zero|one first once|two second twice|three third|four fourth|five fifth|six sixth"
        "|seven seventh|eight eighth|nine ninth|ten tenth|eleven eleventh|twelve twelfth|thirteen"
        "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty".split("|")
    )
    for word in words.split()
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "hundreds": "100", "thousand": "1000", "thousands": "1000",
    "million": "1000000", "millions": "1000000", "billion": "1000000000",
    "billions": "1000000000", "trillion": "1000000000000", "dozen": "12", "dozens": "12",
    "half": "1/2", "quarter": "1/4", "double": "2", "percent": "%", "pct": "%", "dollars": "$",
    "euros": "€", "pounds": "£", "yen": "¥", "bn": "1000000000", "mn": "1000000",
}  # fmt: skip
_PRONOUN = "one"  # more often than a number
_SYMBOLS = frozenset("%٪‰$€£¥₹₽₴₺₩₪﷼")
_DIGIT = re.compile(r"\d")
_AGGLUTINATIVE = frozenset(("ko",))  # a negation is a part of its word
_CAPITALIZED_NOUNS = frozenset(("de",))
_CAPITALIZED_DAYS = frozenset(("en", "de"))
_FOREIGN_NAME = re.compile(r"[A-Z][A-Za-z0-9]+|[\u30a1-\u30fa\u30fc-\u30ff]{3,}")


@dataclass(frozen=True, slots=True)
class Contents:
    """What some words hold: numbers, dates and names by their keys, and how many negations."""

    numbers: Counter[str]
    dates: Counter[str]
    names: Counter[str]
    negations: int


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
        self._keys = [word.key for word in words]

    def describe(self, places: range) -> Contents:
        """Return what the words in some places hold."""
        dates = Counter(filter(None, map(self._read_date, places)))
        names = Counter(self._keys[place] for place in places if self._is_name(place))
        numbers = Counter(filter(None, map(self._read_number, places)))
        return Contents(numbers, dates, names, self._count_negations(places))

    def has_negation(self, places: range) -> bool:
        """Tell whether there is a negation among the words in some places."""
        return any(place in self._negations for place in places)

    def _count_negations(self, places: range) -> int:
        """Return the number of negations in some places; those side by side count once."""
        return sum(
            place in self._negations and (place == places.start or place - 1 not in self._negations)
            for place in places
        )

    @cached_property
    def _negations(self) -> frozenset[int]:
        return frozenset(_find_negations(self._keys, self._language))

    @cached_property
    def _name_words(self) -> frozenset[str]:
        """The words of all names that are told by other signs than capitals."""
        if not self.words:
            return frozenset()
        text = self._text[self.words[0].start : self.words[-1].end]
        (mentions,) = find_mentions([text], [text.split()], self._tag)
        names = (mention[1:] for mention in mentions if mention[0] == Kind.NAME)
        return frozenset(token.key for name in names for token in tokenize(name))

    def _read_number(self, place: int) -> str:
        key = self._keys[place]
        if key in _SYMBOLS or _DIGIT.search(key):
            return key
        if self._language is not ENGLISH:
            return _load_numbers(self._language).get(key, "")
        if key == "cent" and place and self._keys[place - 1] == "per":
            return "%"
        return _ENGLISH_NUMBERS.get(key, "") if key != _PRONOUN else ""

    def _read_date(self, place: int) -> str:
        if self._language.code in _CAPITALIZED_DAYS and not self.words[place].form[0].isupper():
            return ""
        return _load_dates(self._language.code).get(self._keys[place], "")

    def _is_name(self, place: int) -> bool:
        form, key = self.words[place].form, self._keys[place]
        if _DIGIT.search(key) or self._read_date(place) or key in self._language.stop_words:
            return False
        if not self._language.has_capitals:
            return key in self._name_words or _FOREIGN_NAME.fullmatch(form) is not None
        if not form[0].isupper():
            return False
        if self._language.code in _CAPITALIZED_NOUNS:
            return form.isupper() or self._has_capitalized_neighbour(place)
        if place not in self._beginnings:
            return True
        if self._language is ENGLISH:
            return not is_common_word(key)
        return self._has_capitalized_neighbour(place)

    def _has_capitalized_neighbour(self, place: int) -> bool:
        return any(
            word.form[0].isupper() and word.key not in self._language.stop_words
            for word in self.words[max(0, place - 1) : place + 2]
            if word is not self.words[place]
        )


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


def _find_negations(keys: Sequence[str], language: Language) -> Iterator[int]:
    """Yield the places of the words that negate."""
    phrases = _load_negations(language)
    for place, key in enumerate(keys):
        if language is ENGLISH and key.endswith("n't"):
            yield place
        if language.code in _AGGLUTINATIVE and any(p[0] in key for p in phrases if len(p) == 1):
            yield place
        for part in (key, *key.split("'")):
            for phrase in _index_by_first(language).get(part, ()):
                if phrase[1:] == tuple(keys[place + 1 : place + len(phrase)]):
                    yield from range(place, place + len(phrase))


@cache
def _load_negations(language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the negating phrases of a language, each as the keys of its words."""
    phrases = _ENGLISH_NEGATIONS if language is ENGLISH else language.cues.negation
    keys = (
        tuple(token.key for token in tokenize(phrase, language=language.code) if token.is_word)
        for phrase in phrases
    )
    return tuple(filter(None, keys))


@cache
def _index_by_first(language: Language) -> Mapping[str, Sequence[tuple[str, ...]]]:
    phrases: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in _load_negations(language):
        phrases[phrase[0]].append(phrase)
    return dict(phrases)


@cache
def _load_numbers(language: Language) -> Mapping[str, str]:
    """Return the numbers in words of a language, and its words for percent."""
    numbers = language.numbers
    values = {**numbers.words, **numbers.scales}
    return {word.casefold(): str(value) for word, value in values.items()} | {
        word.casefold(): "%" for word in numbers.percent
    }


@cache
def _load_dates(code: str) -> Mapping[str, str]:
    """Return the months and weekdays of a language by their names, by CLDR."""
    try:
        locale = load_locale(code)
    except ValueError:
        return {}
    return {
        name.casefold().rstrip("."): f"{kind} {number}"
        for kind, table in (("month", locale.months), ("day", locale.days))
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in table[context][width].items()
        if len(name) > 1 and not _DIGIT.search(name)
    }
