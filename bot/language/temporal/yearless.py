"""Dates that name no year: the tense around them chooses it."""

import re
from collections.abc import Callable

from bot.language.span import Span
from bot.language.temporal.calendar import Days
from bot.language.temporal.timex import Meaning, Reading, Tense, preceding

# A date without its year is taken for one of these last or next days; beyond, it is a guess.
_SURE_PAST = 240
_SURE_FUTURE = 240
_SURE_EITHER = 45
_FROM_NOW = re.compile(r"\b(?:beginning|starting|from|by|until|effective)\s(?:on\s|in\s)?$")


def floating(
    in_year: Callable[[int], Days], match: re.Match[str], reading: Reading
) -> Meaning | None:
    """Choose the year of a date that names none, by the tense around it.

    ``in_year`` returns its days in a year, or raises ValueError where that has none.
    """
    tense = reading.tense(Span(match.start(), match.end()))
    candidates = _candidates(in_year, reading)
    past = [days for days in candidates if days[0] <= reading.day][-1:]
    future = [days for days in candidates if days[1] >= reading.day][:1]
    since = (reading.day - past[0][1]).days if past else 9999
    ahead = (future[0][0] - reading.day).days if future else 9999
    if since > _SURE_FUTURE and _FROM_NOW.search(preceding(match)):
        tense = Tense.FUTURE
    if tense is Tense.PAST and past:
        return Meaning(past[0], sure=since < _SURE_PAST, floating=True)
    if tense is Tense.FUTURE and future:
        return Meaning(future[0], sure=ahead < _SURE_FUTURE, floating=True)
    if not past or not future:
        return None
    nearest = past[0] if since <= ahead else future[0]
    return Meaning(nearest, sure=min(since, ahead) <= _SURE_EITHER, floating=True)


def on_weekday(in_year: Callable[[int], Days], weekday: int, reading: Reading) -> Meaning | None:
    """Choose the nearest year in which a date falls on a weekday."""
    candidates = [days for days in _candidates(in_year, reading) if days[0].weekday() == weekday]
    if not candidates:
        return None
    nearest = min(candidates, key=lambda days: abs(days[0] - reading.day))
    return Meaning(nearest, sure=abs((nearest[0] - reading.day).days) < 365, floating=True)


def year_of(match: re.Match[str], reading: Reading) -> int | None:
    """Return the year that an expression names, as a number or as last, this or next year."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("which"):
        return reading.day.year + {"last": -1, "this": 0, "next": 1}[groups["which"].lower()]
    return None


def _candidates(in_year: Callable[[int], Days], reading: Reading) -> list[Days]:
    candidates = []
    for year in range(reading.day.year - 4, reading.day.year + 5):
        try:
            candidates.append(in_year(year))
        except ValueError:  # 29 February
            continue
    return candidates
