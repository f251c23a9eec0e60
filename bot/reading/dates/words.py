"""Dates with a word for the month, in any order and in any language whose months are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.language.temporal.timex import MONTHS
from bot.reading.dates.calendars import (
    convert_solar_hijri,
    find_solar_month,
    is_buddhist,
    to_gregorian,
)
from bot.reading.dates.month_names import ENGLISH_WEEKDAYS, find_month, is_weekday
from bot.reading.dates.unclear_dates import UnclearDateError

_LETTERS = r"[^\W\d_][^\s\d.,،;:!?/|()\[\]\"“”–—፣፡⹁-]*"
_TOKEN = re.compile(
    rf"(?P<number>[0-9]+)(?P<dot>\.)?|(?P<word>(?:[^\W\d_][^\s\d.,]{{0,4}}\.){{2,}}|{_LETTERS})"
    r"|(?P<mark>[^\s\w])"
)
_MARKS = frozenset(".,،;()-–—/’'ºª°፣፡⹁·")
_MOST_TOKENS = 16
_LONGEST = 120
# In the name of a month.
_MOST_WORDS = 6

# What languages write beside day, month and year, as in "7 de enero de 2026", "7th", "2026 г.".
_PARTICLES = frozenset(
    "of de del dels di du do d dal dl da den der die le el il lo ta ta’ na ne lia la dem am den’"
    " º ª st nd rd th er re ère mh a o e eko ko an ê én án feira m gada metai metų mettas día dia"
    " yil yılı yili ан г гг года р року рік r roku rok ж жылы ел аз сыл ҫ ш оны он гараг т թ թթ"
    " թվականի л"
    " ז ב י לחודש שנת טן م د ngày năm tháng พ.ศ พศ ค.ศ คศ ที่ วันที่ วัน จ อ พ ศ ส พฤ อา இல் ஆம்".split()
)
_ROMAN_MONTHS = {
    name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)
}
_ARTICLE = re.compile(r"\bthe (?=[0-9])", re.IGNORECASE)
_APOSTROPHE_YEAR = re.compile(r"['’](?=[0-9]{2}\b)")


@dataclass(frozen=True, slots=True)
class WordDate:
    """A day, and whether its year was written with two digits."""

    day: date
    has_short_year: bool = False


def parse_word_date(text: str, original: str) -> WordDate | None:
    """Return the day of a date with a word for its month, or None where it is none.

    ``text`` has ASCII digits, ``original`` its own. Raise ValueError where there is no such day,
    and UnclearDateError where a part of it is missing.
    """
    if len(text) > _LONGEST:
        return None
    numbers, words = _split(_APOSTROPHE_YEAR.sub("", _ARTICLE.sub("", text)))
    months = set(_find_months(words, numbers)) if words else set()
    if len(months) != 1:
        return None
    month, is_solar = months.pop()
    return _combine(numbers, month, is_solar, original)


def expand_year(year: int) -> int:
    """Return a year of two digits in full, as the standard of mails does."""
    return year + (2000 if year < 50 else 1900)


@dataclass(frozen=True, slots=True)
class _Number:
    digits: str
    has_dot: bool


def _split(text: str) -> tuple[list[_Number], list[str]]:
    """Return the numbers and words of a text, none where it holds anything else."""
    numbers: list[_Number] = []
    words: list[str] = []
    for count, token in enumerate(_TOKEN.finditer(text), 1):
        if count > _MOST_TOKENS or (token["mark"] and token["mark"] not in _MARKS):
            return [], []
        if token["number"]:
            numbers.append(_Number(token["number"], bool(token["dot"])))
        elif token["word"]:
            words.append(token["word"])
    return numbers, words


def _find_months(words: list[str], numbers: list[_Number]) -> Iterator[tuple[int, bool]]:
    """Yield each month that a word may be where all others may stand beside it."""
    # English is looked up first, so that the names of all languages are loaded only for others.
    english = [MONTHS[key] for word in words if (key := word.casefold().strip(".")) in MONTHS]
    if len(english) == 1 and all(map(_is_english, words)):
        yield english[0], False
        return
    has_ordinal = bool(numbers) and numbers[0].has_dot
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        months = []
        for index in range(len(words) - size + 1):
            name = " ".join(words[index : index + size])
            neighbours = words[:index] + words[index + size :]
            if (month := _find_any_month(name, has_ordinal)) and _are_beside(neighbours):
                months.append(month)
        if months:
            yield from months
            return


def _is_english(word: str) -> bool:
    key = word.casefold().strip(".'’")
    return key in MONTHS or key in ENGLISH_WEEKDAYS or key in _PARTICLES


def _find_any_month(name: str, has_ordinal: bool) -> tuple[int, bool] | None:
    if month := find_solar_month(name):
        return month, True
    # A roman numeral is in capitals.
    month = _ROMAN_MONTHS.get(name) or find_month(name, is_after_ordinal=has_ordinal)
    return (month, False) if month else None


def _are_beside(words: list[str]) -> bool:
    """Tell whether words are particles or name a single weekday."""
    names = [word for word in words if word.casefold().strip(".'’") not in _PARTICLES]
    return len(names) <= 3 and (is_weekday(" ".join(names)) or all(map(is_weekday, names)))


def _combine(numbers: list[_Number], month: int, is_solar: bool, original: str) -> WordDate | None:
    lengths = [len(number.digits) for number in numbers]
    values = [int(number.digits) for number in numbers if len(number.digits) <= 4]
    if lengths == [4]:
        raise UnclearDateError("its day is missing")
    if lengths in ([1], [2]):
        raise UnclearDateError("its year is missing")
    if lengths in ([1, 4], [2, 4]):
        day, year = values
    elif lengths in ([4, 1], [4, 2]):
        year, day = values
    elif lengths in ([1, 2], [2, 2]) and not is_solar and not is_buddhist(original):
        return WordDate(date(expand_year(values[1]), month, values[0]), True)
    else:
        return None
    if is_solar:
        return WordDate(convert_solar_hijri(year, month, day))
    return WordDate(to_gregorian(year, month, day, original))
