"""Dates without a year: the tense around them decides which."""

import re
from collections.abc import Callable

from bot.language.span import Span
from bot.language.temporal.calendar import Days
from bot.language.temporal.timex import Interpretation, Reference, Tense, read_prefix

# Days; a date without a year is certain if it is no further away than this.
_SURE_PAST = 240
_SURE_FUTURE = 240
_SURE_EITHER = 45
_FROM_NOW = re.compile(r"\b(?:beginning|starting|from|by|until|effective)\s(?:on\s|in\s)?$")


def choose_year(
    in_year: Callable[[int], Days], match: re.Match[str], reference: Reference
) -> Interpretation | None:
    """Choose the year of a date without one, by the tense around it.

    ``in_year`` returns its days in a year, or raises ValueError where the year lacks them.
    """
    tense = reference.tense(Span(match.start(), match.end()))
    candidates = _list_candidates(in_year, reference)
    past = [days for days in candidates if days[0] <= reference.day][-1:]
    future = [days for days in candidates if days[1] >= reference.day][:1]
    days_since = (reference.day - past[0][1]).days if past else 9999
    days_ahead = (future[0][0] - reference.day).days if future else 9999
    if days_since > _SURE_FUTURE and _FROM_NOW.search(read_prefix(match)):
        tense = Tense.FUTURE
    if tense is Tense.PAST and past:
        return Interpretation(past[0], is_certain=days_since < _SURE_PAST, is_yearless=True)
    if tense is Tense.FUTURE and future:
        return Interpretation(future[0], is_certain=days_ahead < _SURE_FUTURE, is_yearless=True)
    if not past or not future:
        return None
    nearest = past[0] if days_since <= days_ahead else future[0]
    return Interpretation(
        nearest, is_certain=min(days_since, days_ahead) <= _SURE_EITHER, is_yearless=True
    )


def choose_year_by_weekday(
    in_year: Callable[[int], Days], weekday: int, reference: Reference
) -> Interpretation | None:
    """Choose the nearest year in which a date falls on a weekday."""
    candidates = [
        days for days in _list_candidates(in_year, reference) if days[0].weekday() == weekday
    ]
    if not candidates:
        return None
    nearest = min(candidates, key=lambda days: abs(days[0] - reference.day))
    return Interpretation(
        nearest, is_certain=abs((nearest[0] - reference.day).days) < 365, is_yearless=True
    )


def parse_year(match: re.Match[str], reference: Reference) -> int | None:
    """Return the year that an expression names, by its number or as last, this or next year."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("direction"):
        return reference.day.year + {"last": -1, "this": 0, "next": 1}[groups["direction"].lower()]
    return None


def _list_candidates(in_year: Callable[[int], Days], reference: Reference) -> list[Days]:
    candidates = []
    for year in range(reference.day.year - 4, reference.day.year + 5):
        try:
            candidates.append(in_year(year))
        except ValueError:  # 29 February
            continue
    return candidates
