"""Calendars: days of the Buddhist and the Solar Hijri calendar, and of eras of East Asia.

A year is taken for another calendar's only where the text says so: by its script, by its digits
or by the name of a month or an era.
"""

import re
from datetime import date, timedelta

from bot.reading.dates.doubts import UnclearDateError

_BUDDHIST_YEARS = range(2143, 2743)
_BUDDHIST_OFFSET = 543
_BUDDHIST = re.compile("[\u0e00-\u0eff\u1780-\u17ff]|\\bB\\.?E\\b")

_SOLAR_YEARS = range(1200, 1500)
_SOLAR_DIGIT = re.compile("[\u06f0-\u06f9]")
_SOLAR_MONTHS = {
    name: number
    for names in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
        "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
        "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    )
    for number, name in enumerate(names.split(), 1)
}
_SOLAR_EPOCH = date(622, 3, 22)

# Nepal counts years in another calendar, with the digits of Hindi.
_DEVANAGARI_DIGIT = re.compile("[\u0966-\u096f]")
_LAST_DEVANAGARI_YEAR = 2056

_ERAS = {
    "令和": (2018, date(2019, 5, 1), date.max),
    "平成": (1988, date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (1925, date(1926, 12, 25), date(1989, 1, 7)),
    "大正": (1911, date(1912, 7, 30), date(1926, 12, 25)),
    "明治": (1867, date(1873, 1, 1), date(1912, 7, 30)),
    "民國": (1911, date(1912, 1, 1), date.max),
    "民国": (1911, date(1912, 1, 1), date.max),
}
ERA = "|".join(_ERAS)
"""A regular expression for the eras of Japan and Taiwan."""


def to_gregorian(year: int, month: int, day: int, text: str) -> date:
    """Return the day that a date's numbers mean in ``text``, which holds them as written.

    Raise ValueError where there is no such day, UnclearDateError where its calendar is not sure.
    """
    if year > _LAST_DEVANAGARI_YEAR and _DEVANAGARI_DIGIT.search(text):
        raise UnclearDateError("its year may be one of Nepal's calendar")
    if year in _BUDDHIST_YEARS and _BUDDHIST.search(text):
        return date(year - _BUDDHIST_OFFSET, month, day)
    if year in _SOLAR_YEARS and _SOLAR_DIGIT.search(text):
        return convert_solar_hijri(year, month, day)
    return date(year, month, day)


def is_buddhist(text: str) -> bool:
    """Tell whether a text's years may be those of the Buddhist calendar."""
    return bool(_BUDDHIST.search(text))


def find_solar_month(word: str) -> int:
    """Return the number of a month of the Solar Hijri calendar by its name, or 0."""
    return _SOLAR_MONTHS.get(word.casefold().replace("ي", "ی").replace("ك", "ک"), 0)


def convert_solar_hijri(year: int, month: int, day: int) -> date:
    """Return a day of the Solar Hijri calendar; raise ValueError where there is none.

    Leap years follow the cycle of 33 years, which is right from 1178 to 1633.
    """
    is_leap = (25 * year + 11) % 33 < 8
    last_day = 31 if month <= 6 else 30 if month < 12 or is_leap else 29
    if year not in _SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= last_day:
        raise ValueError("there is no such day")
    days = 365 * (year - 1) + (8 * year + 21) // 33 + 30 * (month - 1) + min(month - 1, 6) + day - 1
    return _SOLAR_EPOCH + timedelta(days - 1)


def convert_era(era: str, year: int, month: int, day: int) -> date:
    """Return a day in a year of an era; raise ValueError where the era has no such day."""
    offset, first_day, last_day = _ERAS[era]
    converted = date(offset + year, month, day)
    if year < 1 or not first_day <= converted <= last_day:
        raise ValueError("the era has no such day")
    return converted
