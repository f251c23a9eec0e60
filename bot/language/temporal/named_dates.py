"""Rules for named days and months: 5 January, May 2025."""

import re
from dataclasses import replace
from datetime import date

from bot.language.span import Span
from bot.language.temporal.calendar import Days, extend_day, find_months
from bot.language.temporal.timex import (
    MONTH,
    MONTHS,
    RANGE_SIGN,
    WEEKDAY,
    WEEKDAYS,
    YEAR_OPTIONAL,
    Interpretation,
    Reference,
    Rules,
    Tense,
    compile_rules,
    modifies_noun,
    read_prefix,
)
from bot.language.temporal.yearless import choose_year, choose_year_by_weekday, parse_year

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
_TO_MONTH = re.compile(
    rf"{RANGE_SIGN}(?:Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec|(?:19|20)\d\d)"
)
_PREPOSITION = re.compile(r"\b(?:in|since|until)\s$")
_CAPITAL_NEXT = re.compile(r"\s[A-Z][a-z]")
# Days that mean an event, whatever the year.
_EPONYMS = frozenset(((1, 6), (9, 11), (10, 7)))


def _read_iso_date(match: re.Match[str], reference: Reference) -> Interpretation | None:
    return _interpret_explicit(date(int(match["year"]), int(match["number"]), int(match["day"])))


def _read_slashed_date(match: re.Match[str], reference: Reference) -> Interpretation | None:
    """Read 13/7/2026 and 7/13/2026, but not 1/7/2026, which is ambiguous."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if first == second or second > 12:
        return _interpret_explicit(date(year, first, second))
    return _interpret_explicit(date(year, second, first)) if first > 12 else None


def _read_day(match: re.Match[str], reference: Reference) -> Interpretation | None:
    number, first = MONTHS[match["month"].lower()], int(match["day"])
    groups = match.groupdict()
    last = int(groups.get("end") or first)
    if last < first:
        return None

    def in_year(year: int) -> Days:
        return date(year, number, first), date(year, number, last)

    year = parse_year(match, reference)
    if year is not None:
        return Interpretation(in_year(year), is_explicit=groups.get("year") is not None)
    if (number, first) in _EPONYMS and not groups.get("weekday"):
        return None
    if modifies_noun(match):
        return None
    weekday = groups.get("weekday")
    weekday_number = WEEKDAYS[weekday.lower()] if weekday else None

    if weekday_number is not None:
        return choose_year_by_weekday(in_year, weekday_number, reference)
    interpretation = choose_year(in_year, match, reference)
    # Newspapers call today by its weekday; the date may mean another year.
    is_today = interpretation is not None and interpretation.days[1] == reference.day
    return (
        replace(interpretation, is_certain=False) if interpretation and is_today else interpretation
    )


def _read_month(match: re.Match[str], reference: Reference) -> Interpretation | None:
    word = match["month"]
    number = MONTHS[word.lower()]
    year = parse_year(match, reference)
    if year is not None:
        if word in ("may", "march") and not _IN_MONTH.search(read_prefix(match)):
            return None
        return Interpretation(find_months(year, number), is_explicit=match["year"] is not None)
    is_short = len(word) < 5 and word.lower() not in ("may", "june", "july")
    if is_short or not _stands_for_month(match, word.lower()):
        return None
    interpretation = choose_year(lambda year: find_months(year, number), match, reference)
    if interpretation and reference.tense(Span(match.start(), match.end())) is Tense.UNKNOWN:
        return Interpretation(interpretation.days, is_certain=False, is_yearless=True)
    return interpretation


def _stands_for_month(match: re.Match[str], name: str) -> bool:
    text, end, prefix = match.string, match.end(), read_prefix(match)
    # Theresa May, June Carter, March Madness; but "In March President ..."
    has_preposition = name not in ("may", "april", "june") and _PREPOSITION.search(prefix)
    if not has_preposition and _CAPITAL_NEXT.match(text, end):
        return False
    if name == "may" and not _TO_MONTH.match(text, end):
        return bool(_IN_MAY.search(prefix) and _AFTER_MAY.match(text, end))
    return bool(_IN_MONTH.search(prefix)) and not (
        modifies_noun(match) and prefix.rstrip().endswith((" of", " for", " to"))
    )


def _interpret_explicit(day: date) -> Interpretation:
    return Interpretation(extend_day(day), is_explicit=True)


RULES: Rules = compile_rules(
    {
        "number": (
            (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])", _read_iso_date),
            (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)\b", _read_slashed_date),
            (rf"{_DAY}{RANGE_SIGN}{_END}(?:\sof)?\s{MONTH}{YEAR_OPTIONAL}", _read_day),
            (rf"{_DAY}(?:\sof)?\s{MONTH}{YEAR_OPTIONAL}", _read_day),
        ),
        "month": (
            (rf"{MONTH}\s{_DAY}{RANGE_SIGN}{_END}{YEAR_OPTIONAL}", _read_day),
            (rf"{MONTH}\s(?:the\s)?{_DAY}{YEAR_OPTIONAL}", _read_day),
            (rf"{MONTH}{YEAR_OPTIONAL}(?!\s\d)", _read_month),
        ),
        "weekday": (
            (rf"{WEEKDAY},?\s{MONTH}\s{_DAY}{YEAR_OPTIONAL}", _read_day),
            (rf"{WEEKDAY},?\s(?:the\s)?{_DAY}(?:\sof)?\s{MONTH}{YEAR_OPTIONAL}", _read_day),
        ),
    }
)
"""Rules by the kind of the first word, the longest expression first."""
