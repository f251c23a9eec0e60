"""Rules for what only the day of speaking gives a meaning: yesterday, last week, a year ago."""

import re
from datetime import timedelta

from bot.language.span import Span
from bot.language.temporal.calendar import (
    Days,
    back,
    days_around,
    holiday,
    month,
    season,
    shifted,
    weekend,
)
from bot.language.temporal.timex import (
    AHEAD,
    BACK,
    COUNT,
    HOLIDAY,
    MONTH,
    MONTHS,
    SEASON,
    UNIT,
    WHICH,
    Meaning,
    Reading,
    Rules,
    Tense,
    compiled_rules,
    count_of,
    preceding,
    unit_of,
)

# Beyond these, a round number names no year: 600 years ago.
_LONG_AGO = {"year": 60, "decade": 6, "century": 0}
_EARLIER = r"(?:(?P<part>earlier|later)\s)?"
_OF_PERIOD = rf"\s(?:of|in)\s(?:the\s)?(?:{MONTH.replace('?P<month>', '?:')}|year\b|month\b|\d)"
_END_OF = re.compile(r"\b(?:end|start|beginning|middle)\sof\s$")
_DAY_WORDS = (
    rf"{_EARLIER}(?P<word>(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|today|tonight"
    r"|yesterday|tomorrow|last\snight|this\s(?:morning|afternoon|evening))\b"
    r"(?:\s(?:morning|afternoon|evening|night)\b)?"
)


def _today(match: re.Match[str], reading: Reading) -> Meaning | None:
    word = match["word"].lower()
    tense = reading.tense(Span(match.start(), match.end()))
    if "day " in word:
        return Meaning(days_around(reading.day + timedelta(-2 if "before" in word else 2)))
    if word == "tomorrow":
        vague = re.search(r"\b(?:of|better|a|for)\s$", preceding(match))
        return Meaning(days_around(reading.day + timedelta(1)), sure=not vague)
    if word == "last night" and preceding(match, 5).endswith("the "):
        return None
    if word in ("yesterday", "last night"):
        return Meaning(days_around(reading.day - timedelta(1)), sure=tense is not Tense.FUTURE)
    # "Today" may mean nowadays, which no past or future tense goes with.
    sure = word != "today" or tense is not Tense.UNKNOWN or bool(match["part"])
    return Meaning(days_around(reading.day), sure=sure)


def _which_unit(match: re.Match[str], reading: Reading) -> Meaning | None:
    which, unit = match["which"].lower(), unit_of(match)
    if unit in ("hour", "day", "night") or preceding(match, 5).endswith("this "):
        return None
    rolling = which in ("past", "this past") or (
        which == "last" and preceding(match, 5).endswith("the ")
    )
    if rolling and unit != "weekend":
        return Meaning((back(unit, reading.day, 1), reading.day), sure=False)
    if unit == "weekend":
        return _weekend(match, reading, which)
    if which == "next" and preceding(match, 5).endswith("the "):
        return Meaning((reading.day, back(unit, reading.day, -1)), sure=False)
    step = -1 if which in BACK else 1 if which in AHEAD else 0
    days = shifted(unit, reading.day, step)
    if match["part"] and which in ("this", "current"):
        earlier = match["part"].lower() == "earlier"
        days = (days[0], reading.day) if earlier else (reading.day, days[1])
    # Where weeks begin on Sunday, a Sunday's last and next week are others.
    sure = unit in ("month", "year", "decade") or (unit == "week" and reading.day.weekday() < 6)
    return Meaning(days, sure=sure and which not in ("previous", "current"))


def _weekend(match: re.Match[str], reading: Reading, which: str) -> Meaning:
    tense = reading.tense(Span(match.start(), match.end()))
    on_weekend = reading.day.weekday() > 4
    this = weekend(reading.day)
    before = shifted("weekend", reading.day, -1)
    if which in ("last", "previous", "past"):
        return Meaning(before, sure=which != "previous")
    if which in AHEAD:
        coming = this if which != "next" and not on_weekend else shifted("weekend", reading.day, 1)
        return Meaning(coming, sure=which != "next" or on_weekend)
    if on_weekend:
        return Meaning(this, sure=reading.day.weekday() == 6 or tense is not Tense.PAST)
    if tense is Tense.PAST:
        # "This weekend" looks back early in the week alone.
        return Meaning(before, sure=which == "the" or reading.day.weekday() < 2)
    return Meaning(this, sure=tense is Tense.FUTURE)


def _the_weekend(match: re.Match[str], reading: Reading) -> Meaning | None:
    return _weekend(match, reading, "the")


def _the_unit(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Read "by the end of the year"."""
    if not _END_OF.search(preceding(match)):
        return None
    return Meaning(shifted(unit_of(match), reading.day, 0), sure=False)


def _span_of_units(match: re.Match[str], reading: Reading) -> Meaning | None:
    which, unit = match["which"].lower(), unit_of(match)
    count = count_of(match) if match["count"] else 3
    if which in BACK:
        return Meaning((back(unit, reading.day, count), reading.day), sure=False)
    return Meaning((reading.day, back(unit, reading.day, -count)), sure=False)


def _ago(match: re.Match[str], reading: Reading) -> Meaning | None:
    unit, count = unit_of(match), count_of(match)
    ahead = match["ago"].lower() != "ago"
    if unit in ("year", "decade", "century") and count > _LONG_AGO[unit]:
        return None
    if unit == "hour":
        days = back(unit, reading.day, count)
        return Meaning((min(days, reading.day), max(days, reading.day)), sure=False)
    if unit == "decade":
        unit, count = "year", count * 10
    if match["vague"] and match["vague"].lower() != "couple":
        first, last = (shifted(unit, reading.day, n if ahead else -n) for n in (2, count))
        return Meaning((min(first, last)[0], max(first, last)[1]), sure=False)
    days_then = shifted(unit, reading.day, count if ahead else -count)
    return Meaning(days_then, sure=unit == "day" and not match["vague"])


def _which_named(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Read "last January", "next summer", "this Christmas"."""
    which, groups = match["which"].lower(), match.groupdict()
    if which == "this" and groups.get("month") in ("may", "march"):
        return None
    today = reading.day

    def in_year(year: int) -> Days:
        if groups.get("month"):
            return month(year, MONTHS[groups["month"].lower()])
        if groups.get("season"):
            return season(groups["season"].lower(), year)
        return holiday(groups["holiday"].lower().replace("’", "'"), year)

    candidates = [in_year(year) for year in range(today.year - 2, today.year + 3)]
    past = [days for days in candidates if days[1] < today][-1]
    future = next(days for days in candidates if days[0] > today)
    if which in BACK:
        # "Last March" said in June is this year's to some, last year's to others.
        return Meaning(past, sure=bool(groups.get("month")) and past[0].year < today.year)
    if which in AHEAD:
        return Meaning(future, sure=bool(groups.get("month")) and future[0].year > today.year)
    now = [days for days in candidates if days[0] <= today <= days[1]]
    this = now[0] if now else in_year(today.year)
    return Meaning(this, sure=bool(groups.get("month")))


_AGO = rf"{COUNT}{UNIT}s?\s(?P<ago>ago|from\snow)\b"
RULES: Rules = compiled_rules(
    {
        "relative": (
            (_DAY_WORDS, _today),
            (rf"{_EARLIER}{WHICH}\s{COUNT}{UNIT}s?\b", _span_of_units),
            (rf"{WHICH}(?P<count>)(?P<vague>)\s(?:few\s)?{UNIT}s\b", _span_of_units),
            (rf"{_EARLIER}{WHICH}\s{UNIT}\b(?!-|{_OF_PERIOD})", _which_unit),
            (rf"(?!past\s){WHICH}\s(?:{MONTH}|{SEASON}\b|{HOLIDAY})(?!\s\d)", _which_named),
        ),
        "number": ((_AGO, _ago),),
        "count": ((_AGO, _ago),),
        "the": (
            (r"the\sweekend\b(?!\sof\b)", _the_weekend),
            (r"the\s(?P<unit>week|month|quarter|year|decade|century)\b", _the_unit),
        ),
    }
)
"""The rules that each kind of first word sets off, the longest expression first."""
