"""Names of months and weekdays in two hundred languages, from Unicode's CLDR.

dateparser's tables of them load eight times as fast as Babel's, which has some more languages.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import product

from bot.language.temporal.timex import MONTHS as ENGLISH_MONTHS
from bot.localization.cldr import load_locale
from bot.reading.dates.characters import strip_invisible

LANGUAGES = (
    "en de fr es it pt nl sv da nb nn fi is pl cs sk uk ru be bg mk sr sr-Latn sl hr bs ro"
    " el tr az ca gl et sq id ms af he ar fa hi hu lt lv eu ko vi th sw fil"
    " lb ga cy mt"
).split()
"""Languages of most news. Where two use a word for different months, the first counts.

Croatian has five such words of Polish and Czech; in full dates a full stop tells it from Polish.
Where only other languages differ on a word, it is no month.
"""

ENGLISH_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday"
    " mon tue tues wed thu thur thurs fri sat sun".split()
)
"""English weekdays by their names and abbreviations, in lower case."""
_BABEL_LANGUAGES = "jv ku oc sd su tg tk tt xh".split()
_MONTH_KEYS = (
    "january february march april may june july august september october november december".split()
)
_WEEKDAY_KEYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Written, but not in the tables.
_OTHER_MONTHS = {"feber": 2, "fév": 2, "mrz": 3, "setiembre": 9, "अक्टू॰": 10}
# Croatian writes 15. listopada for October, Polish 15 listopada for November; Czech and Croatian
# differ on others.
_AFTER_ORDINALS = {"listopada": 10, "lip": 6, "lis": 0, "listopad": 0, "srp": 0}
_NO_MONTHS = frozenset(("srp",))
# Where many languages are looked up, a short word of one is a short word of another.
_SHORTEST = 4
_OTHER_WEEKDAYS = ("sonnabend", "пʼятниця", "пятниця", "ca", "ça", "be")

WORD = r"[^\W\d_][^\s\d.,،;:!?/|()\[\]\"“”–—-]*"
"""A regular expression for one word of a date; some scripts write vowels as marks."""

_CONTEXTS, _WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")
_PARTICLES = ("de ", "d’")
_WEEKDAY_SUFFIXES = ("-feira", "ที่")
# "In January" in Hebrew; "of January" in Basque and Mongolian, and January as a subject.
_MONTH_PREFIX = "ב"
_MONTH_SUFFIXES = ("ren", "k", "ын")


def find_month(word: str, *, is_after_ordinal: bool = False) -> int:
    """Return the number of a month by its name, in any case and with a full stop or without; or 0.

    ``is_after_ordinal`` tells that the day before it has a full stop. English names are looked up
    first, so that the tables are loaded only for other languages. Accents may be missing.
    """
    key = _fold(word)
    if is_after_ordinal and key in _AFTER_ORDINALS:
        return _AFTER_ORDINALS[key]
    if key in ENGLISH_MONTHS:
        return ENGLISH_MONTHS[key]
    if key in _NO_MONTHS:
        return 0
    months = load_months()
    forms = (key, key.removeprefix(_MONTH_PREFIX), *map(key.removesuffix, _MONTH_SUFFIXES))
    return next((months[form] for form in forms if form in months), 0) or _load_bare_months().get(
        _strip_accents(key), 0
    )


def is_weekday(word: str) -> bool:
    """Tell whether a word is a weekday's name, in any case and with a full stop or without."""
    key = _fold(word)
    if key in ENGLISH_WEEKDAYS:
        return True
    weekdays = load_weekdays()
    return key in weekdays or _strip_accents(key) in weekdays


@cache
def load_months() -> Mapping[str, int]:
    """Return the months by their names, inflected ones and short ones too."""
    months = {_fold(word): number for word, number in _OTHER_MONTHS.items()} | ENGLISH_MONTHS
    for name in LANGUAGES:
        for number, word in _load_names(name, _MONTH_KEYS):
            months.setdefault(_fold(word), number)
    others: dict[str, set[int]] = {}
    for name in _list_other_languages():
        for number, word in _load_names(name, _MONTH_KEYS):
            others.setdefault(_fold(word), set()).add(number)
    for word, numbers in others.items():
        if len(numbers) == 1 and not (len(word) < _SHORTEST and word[0] < "\u0250"):
            months.setdefault(word, *numbers)
    # Numbers among them are months of East Asia, which have forms of their own.
    return {word: number for word, number in months.items() if not word[0].isdigit()}


@cache
def load_weekdays() -> frozenset[str]:
    """Return the weekdays' names and, where they have several words, each of these."""
    names = {_fold(word) for word in _OTHER_WEEKDAYS}
    for name in (*LANGUAGES, *_list_other_languages()):
        for _, words in _load_names(name, _WEEKDAY_KEYS):
            names.update((_fold(words), *_list_parts(words)))
    return ENGLISH_WEEKDAYS.union(name for name in names if len(name) > 1)


def _list_parts(name: str) -> list[str]:
    """Return the words of a name of several, those of one or two letters left out."""
    parts = name.replace("-", " ").split()
    return [_fold(part) for part in parts if len(part) > 2] if len(parts) > 1 else []


@cache
def _load_bare_months() -> Mapping[str, int]:
    """Return the months by their names without accents, where these are those of one month."""
    numbers: dict[str, set[int]] = {}
    for word, number in load_months().items():
        if len(word) >= _SHORTEST:
            numbers.setdefault(_strip_accents(word), set()).add(number)
    return {word: min(months) for word, months in numbers.items() if len(months) == 1}


def _list_other_languages() -> list[str]:
    # Loading it takes longer than most commands run.
    from dateparser.data.languages_info import language_order

    return [*(name for name in language_order if name not in LANGUAGES), *_BABEL_LANGUAGES]


def _load_names(language: str, keys: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the names of months or weekdays, with their numbers, in a language and its regions."""
    if language in _BABEL_LANGUAGES:
        locale = load_locale(language)
        # Weekdays are counted from zero there, and which one it is, is not looked up.
        table = locale.months if keys is _MONTH_KEYS else locale.days
        for context, width in product(_CONTEXTS, _WIDTHS):
            yield from table[context][width].items()
        return
    from dateparser.data import date_translation_data

    info = import_module(f"{date_translation_data.__name__}.{language}").info
    for table in (info, *info.get("locale_specific", {}).values()):
        for number, key in enumerate(keys, 1):
            for word in table.get(key, ()):
                yield number, word


def _strip_accents(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(char for char in parts if not "\u0300" <= char <= "\u036f")


def _fold(word: str) -> str:
    """Return a word in lower case, with every i dotted, without full stops or a particle."""
    text = (
        unicodedata.normalize("NFC", strip_invisible(word))
        .casefold()
        .replace("ı", "i")
        .replace("i̇", "i")
    )
    text = text.replace("'", "’")
    for particle in _PARTICLES:
        text = text.removeprefix(particle)
    text = text.replace(".", "")
    for suffix in _WEEKDAY_SUFFIXES:
        text = text.removesuffix(suffix)
    return text
