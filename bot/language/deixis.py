"""Rules for expressions that only the day of speaking gives a meaning: yesterday, last week."""

import re
from datetime import timedelta

from bot.language.calendar import (
    Days,
    back,
    days_around,
    holiday,
    month,
    season,
    shifted,
    week,
    weekend,
)
from bot.language.dates import floating
from bot.language.span import Span
from bot.language.timex import (
    COUNT,
    HOLIDAY,
    MONTH,
    MONTHS,
    SEASON,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Meaning,
    Reading,
    Rule,
    Tense,
    compiled,
    count_of,
    preceding,
    unit_of,
)

# Beyond these, a round number names no year: 600 years ago.
_LONG_AGO = {"year": 60, "decade": 6, "century": 0}
_EARLIER = r"(?:(?P<part>earlier|later)\s)?"
_WHICH = r"(?P<which>last|this\spast|this\scoming|this|next|previous|past|coming|current)"
_OF_PERIOD = rf"\sof\s(?:the\s)?(?:{MONTH.replace('?P<month>', '?:')}|year\b|month\b|\d)"
_LAST = ("last", "previous", "past", "this past")
_NEXT = ("next", "coming", "this coming")
_NOT_A_DAY = re.compile(
    r"\b(?:every|each|that|one|a|an|any|some|following|previous|first|second|third|fourth|final"
    r"|per|alternate|other|all|most|fateful|same|particular|from|ago|on\sa|to|through)\s$"
)
_END_OF = re.compile(r"\b(?:end|start|beginning|middle)\sof\s$")
_HABIT = compiled(r"s\b|['’]?s?\s?(?:to|through|-|–)\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_OTHER_DAY = compiled(
    r"\s(?:school|mass|roast|league|service|nights?\sfever|mornings|evenings|nights"
    r"|afternoons)\b"
)
_BEFORE_OR_AFTER = re.compile(r"\s(?:before|after)\b")
_DATE_AFTER_DAY = compiled(rf",?\s(?:in\s|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{MONTH}")
_NAME_AFTER_DAY = re.compile(r"\s(?!Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]")


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
    sure = word not in ("today",) or tense is not Tense.UNKNOWN or bool(match["part"])
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
    step = -1 if which in _LAST else 1 if which in _NEXT else 0
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
    if which in _NEXT:
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
    if which in _LAST:
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


def _which_weekday(match: re.Match[str], reading: Reading) -> Meaning | None:
    which, wanted = match["which"].lower(), WEEKDAYS[match["weekday"].lower()]
    if _HABIT.match(match.string, match.end()):
        return None
    before = reading.day - timedelta((reading.day.weekday() - wanted - 1) % 7 + 1)
    after = reading.day + timedelta((wanted - reading.day.weekday() - 1) % 7 + 1)
    this = week(reading.day)
    if which in _LAST:
        sure = which == "this past" or (before < this[0] and which != "previous")
        return Meaning(days_around(before), sure=sure)
    if which in _NEXT:
        return Meaning(days_around(after), sure=which == "this coming" or after > this[1])
    tense = reading.tense(Span(match.start(), match.end()))
    within = this[0] + timedelta(wanted)
    if tense is Tense.PAST:
        return Meaning(days_around(min(within, before) if within > reading.day else within))
    return Meaning(days_around(max(within, reading.day) if within >= reading.day else after))


def _weekday(match: re.Match[str], reading: Reading) -> Meaning | None:
    wanted = WEEKDAYS[match["weekday"].lower()]
    before = preceding(match, 12)
    habit = any(
        pattern.match(match.string, match.end())
        for pattern in (_HABIT, _OTHER_DAY, _DATE_AFTER_DAY)
    )
    counted = before.endswith("the ") and _BEFORE_OR_AFTER.match(match.string, match.end())
    if habit or counted or _NOT_A_DAY.search(before):
        return None
    groups = match.groupdict()
    if groups.get("which"):
        step = {"last": -1, "this": 0, "next": 1}[groups["which"].lower()]
        return Meaning(days_around(shifted("week", reading.day, step)[0] + timedelta(wanted)))
    if _NAME_AFTER_DAY.match(match.string, match.end()) and not before.endswith("on "):
        return None
    tense = reading.tense(Span(match.start(), match.end()))
    ahead = (wanted - reading.day.weekday()) % 7
    if tense is Tense.FUTURE:
        # Today's name in a future tense may be today's or next week's day.
        return Meaning(days_around(reading.day + timedelta(ahead)), sure=ahead > 0, floating=True)
    since = (reading.day.weekday() - wanted) % 7
    # Six days back is also tomorrow, in an article that was updated on the day after its date.
    sure = tense is Tense.PAST and since < 6
    return Meaning(days_around(reading.day - timedelta(since)), sure=sure, floating=True)


def _which_named(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Read "last January", "next summer", "this Christmas"."""
    which, groups = match["which"].lower(), match.groupdict()
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
    if which in _LAST:
        # "Last March" said in June is this year's to some, last year's to others.
        return Meaning(past, sure=bool(groups.get("month")) and past[0].year < today.year)
    if which in _NEXT:
        return Meaning(future, sure=bool(groups.get("month")) and future[0].year > today.year)
    now = [days for days in candidates if days[0] <= today <= days[1]]
    this = now[0] if now else in_year(today.year)
    return Meaning(this, sure=bool(groups.get("month")))


_DAY_WORDS = (
    rf"{_EARLIER}(?P<word>(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|today|tonight"
    r"|yesterday|tomorrow|last\snight|this\s(?:morning|afternoon|evening))\b"
    r"(?:\s(?:morning|afternoon|evening|night)\b)?"
)
_RELATIVE_RULES = (
    (_DAY_WORDS, _today),
    (rf"{_EARLIER}{_WHICH}\s{COUNT}{UNIT}s?\b", _span_of_units),
    (rf"{_WHICH}(?P<count>)(?P<vague>)\s(?:few\s)?{UNIT}s\b", _span_of_units),
    (rf"{_EARLIER}{_WHICH}\s{UNIT}\b(?!-|{_OF_PERIOD})", _which_unit),
    (rf"{_WHICH}\s{WEEKDAY}(?:\s(?:morning|afternoon|evening|night)\b)?", _which_weekday),
    (rf"{_WHICH}\s(?:{MONTH}|{SEASON}\b|{HOLIDAY})(?!\s\d)", _which_named),
)
_WEEKDAY_RULES = (
    (rf"{WEEKDAY}\s(?:of\s)?(?P<which>last|this|next)\sweek\b", _weekday),
    (rf"{WEEKDAY}(?:\s(?:morning|afternoon|evening|night)\b)?", _weekday),
)

RULES: dict[str, tuple[tuple[re.Pattern[str], Rule], ...]] = {
    trigger: tuple((compiled(pattern), rule) for pattern, rule in rules)
    for trigger, rules in {
        "relative": _RELATIVE_RULES,
        "weekday": _WEEKDAY_RULES,
        "number": ((rf"{COUNT}{UNIT}s?\s(?P<ago>ago|from\snow)\b", _ago),),
        "count": ((rf"{COUNT}{UNIT}s?\s(?P<ago>ago|from\snow)\b", _ago),),
        "the": (
            (r"the\sweekend\b(?!\sof\b)", _the_weekend),
            (r"the\s(?P<unit>week|month|quarter|year|decade|century)\b", _the_unit),
        ),
    }.items()
}
"""The rules that each kind of first word sets off, the longest expression first."""
