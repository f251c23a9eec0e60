"""Names of months and weekdays in the languages of most news, from Unicode's CLDR."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from bot.language.temporal.timex import MONTHS as ENGLISH_MONTHS
from bot.localization.cldr import load_locale

LOCALES = (
    "en de de_AT fr es it pt nl sv da nb nn fi is pl cs sk uk ru be bg mk sr sr_Latn sl hr bs ro"
    " el tr az ca gl et sq id ms af he ar ar_LB ar_DZ fa hi"
).split()
"""CLDR's locales, of languages whose dates have the day before the month and the year after it.

Where two use a word for different months, the first counts: Croatian has five such words of Polish
and Czech. In full dates a full stop tells it from Polish.
"""

_ENGLISH_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday"
    " mon tue tues wed thu thur thurs fri sat sun".split()
)
# Written, but not in CLDR.
_OTHER_MONTHS = {"feber": 2, "fév": 2, "mrz": 3, "setiembre": 9}
# Croatian writes 15. listopada for October, Polish 15 listopada for November.
_AFTER_ORDINALS = {"listopada": 10}
_OTHER_WEEKDAYS = ("sonnabend",)

WORD = r"[^\W\d_][^\s\d.,،;:!?/|()\[\]\"“”–—-]*"
"""A regular expression for one word of a date; some scripts write vowels as marks."""
MONTH = rf"(?:de |d[’'])?{WORD}(?: [\u0620-\u064a]+)??"
"""A regular expression for what may be a month's name: Arabic has some of two words."""

_CONTEXTS, _WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")
_PARTICLES = ("de ", "d’")
_WEEKDAY_SUFFIX = "-feira"


def find_month(word: str, *, is_after_ordinal: bool = False) -> int:
    """Return the number of a month by its name, in any case and with a full stop or without; or 0.

    ``is_after_ordinal`` tells that the day before it has a full stop. English names are looked up
    first, so that CLDR is loaded only for other languages.
    """
    key = _fold(word)
    if is_after_ordinal and key in _AFTER_ORDINALS:
        return _AFTER_ORDINALS[key]
    return ENGLISH_MONTHS.get(key) or load_months().get(key, 0)


def is_weekday(word: str) -> bool:
    """Tell whether a word is a weekday's name, in any case and with a full stop or without."""
    key = _fold(word)
    return key in _ENGLISH_WEEKDAYS or key in load_weekdays()


@cache
def load_months() -> Mapping[str, int]:
    """Return the months by their names, inflected ones and short ones too."""
    months = {_fold(word): number for word, number in _OTHER_MONTHS.items()} | ENGLISH_MONTHS
    for number, word in _load_names("months"):
        months.setdefault(_fold(word), number)
    return months


@cache
def load_weekdays() -> frozenset[str]:
    """Return the weekdays' names of a single word, short ones too."""
    names = (_fold(word) for _, word in _load_names("days"))
    extra = map(_fold, _OTHER_WEEKDAYS)
    return _ENGLISH_WEEKDAYS.union(extra, (name for name in names if len(name) > 1))


def _load_names(field: str) -> Iterator[tuple[int, str]]:
    for name in LOCALES:
        names = getattr(load_locale(name), field)
        for context in _CONTEXTS:
            for width in _WIDTHS:
                yield from names[context][width].items()


def _fold(word: str) -> str:
    """Return a word in lower case, with every i dotted, without a full stop or a particle."""
    text = unicodedata.normalize("NFC", word).casefold().replace("ı", "i").replace("i̇", "i")
    text = text.replace("'", "’")
    for particle in _PARTICLES:
        text = text.removeprefix(particle)
    return text.rstrip(".").removesuffix(_WEEKDAY_SUFFIX)
