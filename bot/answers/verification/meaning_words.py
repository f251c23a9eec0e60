"""Meaning words: numbers in words, days and months, and what negates, by language."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.answers.verification.comparison_tokens import tokenize
from bot.answers.verification.verification import Change
from bot.language.languages.language import Language
from bot.language.languages.lookup import ENGLISH
from bot.localization.cldr import load_locale

Meaning = tuple[Change, str]
"""What a word is, and its value, the same for all words that mean the same."""

_ENGLISH_NEGATIONS = (
    "not no never none nobody nothing nowhere neither nor cannot without hardly scarcely barely"
    " deny denies denied denying denial denials refuse refuses refused refusing reject rejects"
    " rejected rejecting refute refutes refuted refuting false falsely fake untrue hoax unlikely"
    " fail fails failed failing lack lacks lacked lacking"
).split()
# "One" is more often a pronoun.
_ENGLISH_VALUES = {
    "0": "zero", "1": "first once", "2": "two second twice double", "3": "three third",
    "4": "four fourth", "5": "five fifth", "6": "six sixth", "7": "seven seventh",
    "8": "eight eighth", "9": "nine ninth", "10": "ten tenth", "11": "eleven eleventh",
    "12": "twelve twelfth dozen dozens", "13": "thirteen", "14": "fourteen", "15": "fifteen",
    "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen", "20": "twenty",
    "30": "thirty", "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy",
    "80": "eighty", "90": "ninety", "100": "hundred hundreds", "1000": "thousand thousands",
    "1000000": "million millions mn", "1000000000": "billion billions bn",
    "1000000000000": "trillion trillions", "1/2": "half", "1/4": "quarter",
    "%": "percent pct", "$": "dollars", "€": "euros", "£": "pounds", "¥": "yen",
}  # fmt: skip
_ENGLISH_PHRASES = {"per cent": "%"}
_AGGLUTINATIVE = frozenset(("ko",))  # what negates is a part of its word
_CAPITALIZED_DAYS = frozenset(("en", "de"))  # "may" and "sun" are none
_LEAST_LETTERS = 2  # of a month or day


class MeaningWords:
    """The words of one language that change what a sentence says."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for phrase, meaning in _list_phrases(language):
            words = tokenize(phrase.casefold(), language=language.code)
            keys = tuple(word.key for word in words if word.is_word)
            if keys:
                self._phrases[keys[0]].append((keys, meaning))

    def find(self, keys: Sequence[str], capitals: Sequence[bool]) -> Mapping[int, set[Meaning]]:
        """Return what words are, by their places; ``capitals``: which of them have one."""
        meanings: dict[int, set[Meaning]] = defaultdict(set)
        for place, key in enumerate(keys):
            if self._negates(key):
                meanings[place].add((Change.NEGATION, ""))
            for part in {key, *key.split("'")}:
                for phrase, meaning in self._phrases.get(part, ()):
                    if phrase[1:] != tuple(keys[place + 1 : place + len(phrase)]):
                        continue
                    if meaning[0] is Change.DATE and not self._may_be_date(capitals[place]):
                        continue
                    for inner in range(place, place + len(phrase)):
                        meanings[inner].add(meaning)
        return meanings

    def _negates(self, key: str) -> bool:
        if self._language is ENGLISH:
            return key.endswith("n't")
        return self._language.code in _AGGLUTINATIVE and any(
            stem in key for stem in self._language.cues.negation
        )

    def _may_be_date(self, has_capital: bool) -> bool:
        return has_capital or self._language.code not in _CAPITALIZED_DAYS


@cache
def load_meaning_words(language: Language) -> MeaningWords:
    """Return the words of a language that change what a sentence says."""
    return MeaningWords(language)


def _list_phrases(language: Language) -> Iterator[tuple[str, Meaning]]:
    is_english = language is ENGLISH
    for phrase in _ENGLISH_NEGATIONS if is_english else language.cues.negation:
        yield phrase, (Change.NEGATION, "")
    for phrase, value in _list_numbers(language):
        yield phrase, (Change.NUMBER, value)
    for phrase, value in _list_dates(language.code):
        yield phrase, (Change.DATE, value)


def _list_numbers(language: Language) -> Iterator[tuple[str, str]]:
    if language is ENGLISH:
        for value, words in _ENGLISH_VALUES.items():
            yield from ((word, value) for word in words.split())
        yield from _ENGLISH_PHRASES.items()
    numbers = language.numbers
    for word, number in (*numbers.words.items(), *numbers.scales.items()):
        yield word, str(number)
    yield from ((word, "%") for word in numbers.percent)


def _list_dates(code: str) -> Iterator[tuple[str, str]]:
    """Yield the names of months and weekdays by CLDR, each with what it means."""
    try:
        locale = load_locale(code)
    except ValueError:
        return
    tables = {"month": locale.months, "day": locale.days}
    names = {
        (name, f"{kind} {number}")
        for kind, table in tables.items()
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in table[context][width].items()
    }
    for name, value in sorted(names):
        if len(name) >= _LEAST_LETTERS and not any(map(str.isdecimal, name)):
            yield name, value
