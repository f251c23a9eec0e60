"""Rules for weekdays: Monday, last Friday, Thursday next week."""

import re
from datetime import timedelta

from bot.language.span import Span
from bot.language.temporal.calendar import days_around, shifted, week
from bot.language.temporal.timex import (
    AHEAD,
    BACK,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    Meaning,
    Reading,
    Rules,
    Tense,
    compiled,
    compiled_rules,
    preceding,
)

_TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_NOT_A_DAY = re.compile(
    r"\b(?:every|each|that|one|a|an|any|some|following|previous|first|second|third|fourth|final"
    r"|per|alternate|other|all|most|fateful|same|particular|from|ago|on\sa|to|through)\s$"
)
_HABIT = compiled(r"s\b|['’]?s?\s?(?:to|through|-|–)\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_OTHER_DAY = compiled(
    r"\s(?:school|mass|roast|league|service|nights?\sfever|mornings|evenings|nights"
    r"|afternoons)\b"
)
_BEFORE_OR_AFTER = re.compile(r"\s(?:before|after)\b")
_DATE_AFTER_DAY = compiled(rf",?\s(?:in\s|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{MONTH}")
_NAME_AFTER_DAY = re.compile(r"\s(?!Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]")


def _which_weekday(match: re.Match[str], reading: Reading) -> Meaning | None:
    which, wanted = match["which"].lower(), WEEKDAYS[match["weekday"].lower()]
    if _HABIT.match(match.string, match.end()):
        return None
    before = reading.day - timedelta((reading.day.weekday() - wanted - 1) % 7 + 1)
    after = reading.day + timedelta((wanted - reading.day.weekday() - 1) % 7 + 1)
    this = week(reading.day)
    if which in BACK:
        sure = which == "this past" or (before < this[0] and which != "previous")
        return Meaning(days_around(before), sure=sure)
    if which in AHEAD:
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


RULES: Rules = compiled_rules(
    {
        "relative": ((rf"{WHICH}\s{WEEKDAY}{_TIME_OF_DAY}", _which_weekday),),
        "weekday": (
            (rf"{WEEKDAY}\s(?:of\s)?(?P<which>last|this|next)\sweek\b", _weekday),
            (rf"{WEEKDAY}{_TIME_OF_DAY}", _weekday),
        ),
    }
)
"""The rules that each kind of first word sets off, the longest expression first."""
