"""Rules for days and months by their name."""

import re
from dataclasses import replace
from datetime import date

from bot.language.span import Span
from bot.language.temporal.calendar import Days, days_around, month
from bot.language.temporal.timex import (
    MONTH,
    MONTHS,
    TO,
    WEEKDAY,
    WEEKDAYS,
    YEAR_OPTIONAL,
    Meaning,
    Reading,
    Rules,
    Tense,
    compiled_rules,
    modifies_noun,
    preceding,
)
from bot.language.temporal.yearless import floating, on_weekday, year_of

_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d|:\d|[.,]\d|%)(?:st|nd|rd|th)?\b"
_END = r"(?P<end>[12]\d|3[01]|0?[1-9])(?!\d|:\d|[.,]\d|%)(?:st|nd|rd|th)?\b"
# "in May", but not Theresa May; "since March", but not the march.
_IN_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|to|through|between|early|mid|late"
    r"|last|this|next|of|for)[\s-]+$|\bbetween\s\w+\sand\s$"
)
_IN_MAY = re.compile(r"\b(?:in|since|until|early|mid|late|last|this|next|end\sof)[\s-]+$")
_AFTER_MAY = re.compile(
    r"\s*(?:[,.;:?!)-]|$|(?:when|and|that|to|with|for|at|but|the|this|which|who|after|by|of|in)\b)"
)
_TO_MONTH = re.compile(rf"{TO}(?:Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec|(?:19|20)\d\d)")
_IN = re.compile(r"\b(?:in|since|until)\s$")
_CAPITALISED = re.compile(r"\s[A-Z][a-z]")
# Days that stand for what happened on them, in whatever year.
_EPONYMS = frozenset(((1, 6), (9, 11), (10, 7)))


def _iso(match: re.Match[str], reading: Reading) -> Meaning | None:
    return _named(date(int(match["year"]), int(match["number"]), int(match["day"])))


def _slashes(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Read 13/7/2026 and 7/13/2026, but not 1/7/2026, which differs between countries."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if first == second or second > 12:
        return _named(date(year, first, second))
    return _named(date(year, second, first)) if first > 12 else None


def _day(match: re.Match[str], reading: Reading) -> Meaning | None:
    number, first = MONTHS[match["month"].lower()], int(match["day"])
    groups = match.groupdict()
    last = int(groups.get("end") or first)
    if last < first:
        return None

    def in_year(year: int) -> Days:
        return date(year, number, first), date(year, number, last)

    year = year_of(match, reading)
    if year is not None:
        return Meaning(in_year(year), named=groups.get("year") is not None)
    if (number, first) in _EPONYMS and not groups.get("weekday"):
        return None
    if modifies_noun(match):
        return None
    weekday = groups.get("weekday")
    wanted = WEEKDAYS[weekday.lower()] if weekday else None

    if wanted is not None:
        return on_weekday(in_year, wanted, reading)
    meaning = floating(in_year, match, reading)
    # A paper calls today by its weekday: with the date, it may speak of another year.
    today = meaning is not None and meaning.days[1] == reading.day
    return replace(meaning, sure=False) if meaning and today else meaning


def _month_name(match: re.Match[str], reading: Reading) -> Meaning | None:
    word = match["month"]
    number = MONTHS[word.lower()]
    year = year_of(match, reading)
    if year is not None:
        if word in ("may", "march") and not _IN_MONTH.search(preceding(match)):
            return None
        return Meaning(month(year, number), named=match["year"] is not None)
    short = len(word) < 5 and word.lower() not in ("may", "june", "july")
    if short or not _stands_for_month(match, word.lower()):
        return None
    meaning = floating(lambda year: month(year, number), match, reading)
    if meaning and reading.tense(Span(match.start(), match.end())) is Tense.UNKNOWN:
        return Meaning(meaning.days, sure=False, floating=True)
    return meaning


def _stands_for_month(match: re.Match[str], name: str) -> bool:
    text, end, before = match.string, match.end(), preceding(match)
    # Theresa May, June Carter, March Madness; but "In March President ..."
    dated = name not in ("may", "april", "june") and _IN.search(before)
    if not dated and _CAPITALISED.match(text, end):
        return False
    if name == "may" and not _TO_MONTH.match(text, end):
        return bool(_IN_MAY.search(before) and _AFTER_MAY.match(text, end))
    return bool(_IN_MONTH.search(before)) and not (
        modifies_noun(match) and before.rstrip().endswith((" of", " for", " to"))
    )


def _named(day: date) -> Meaning:
    return Meaning(days_around(day), named=True)


RULES: Rules = compiled_rules(
    {
        "number": (
            (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])", _iso),
            (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)\b", _slashes),
            (rf"{_DAY}{TO}{_END}(?:\sof)?\s{MONTH}{YEAR_OPTIONAL}", _day),
            (rf"{_DAY}(?:\sof)?\s{MONTH}{YEAR_OPTIONAL}", _day),
        ),
        "month": (
            (rf"{MONTH}\s{_DAY}{TO}{_END}{YEAR_OPTIONAL}", _day),
            (rf"{MONTH}\s(?:the\s)?{_DAY}{YEAR_OPTIONAL}", _day),
            (rf"{MONTH}{YEAR_OPTIONAL}(?!\s\d)", _month_name),
        ),
        "weekday": (
            (rf"{WEEKDAY},?\s{MONTH}\s{_DAY}{YEAR_OPTIONAL}", _day),
            (rf"{WEEKDAY},?\s(?:the\s)?{_DAY}(?:\sof)?\s{MONTH}{YEAR_OPTIONAL}", _day),
        ),
    }
)
"""The rules that each kind of first word sets off, the longest expression first."""
