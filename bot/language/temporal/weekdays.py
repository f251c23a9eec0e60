"""Rules for weekdays: Monday, last Friday, Thursday next week."""

import re
from datetime import timedelta

from bot.language.span import Span
from bot.language.temporal.calendar import extend_day, find_week, shift_period
from bot.language.temporal.timex import (
    BACKWARD,
    DIRECTION,
    FORWARD,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    Interpretation,
    Reference,
    Rules,
    Tense,
    compile_pattern,
    compile_rules,
    read_prefix,
)

_TIME_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_NOT_A_DAY = re.compile(
    r"\b(?:every|each|that|one|a|an|any|some|following|previous|first|second|third|fourth|final"
    r"|per|alternate|other|all|most|fateful|same|particular|from|ago|on\sa|to|through)\s$"
)
_HABIT = compile_pattern(
    r"s\b|['’]?s?\s?(?:to|through|-|–)\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_OTHER_DAY = compile_pattern(
    r"\s(?:school|mass|roast|league|service|nights?\sfever|mornings|evenings|nights"
    r"|afternoons)\b"
)
_BEFORE_OR_AFTER = re.compile(r"\s(?:before|after)\b")
_DATE_AFTER_DAY = compile_pattern(rf",?\s(?:in\s|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{MONTH}")
_NAME_AFTER_DAY = re.compile(r"\s(?!Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]")


def _read_directed_weekday(match: re.Match[str], reference: Reference) -> Interpretation | None:
    direction, weekday = match["direction"].lower(), WEEKDAYS[match["weekday"].lower()]
    if _HABIT.match(match.string, match.end()):
        return None
    previous_day = reference.day - timedelta((reference.day.weekday() - weekday - 1) % 7 + 1)
    next_day = reference.day + timedelta((weekday - reference.day.weekday() - 1) % 7 + 1)
    current_week = find_week(reference.day)
    if direction in BACKWARD:
        is_certain = direction == "this past" or (
            previous_day < current_week[0] and direction != "previous"
        )
        return Interpretation(extend_day(previous_day), is_certain=is_certain)
    if direction in FORWARD:
        return Interpretation(
            extend_day(next_day),
            is_certain=direction == "this coming" or next_day > current_week[1],
        )
    tense = reference.tense(Span(match.start(), match.end()))
    this_week = current_week[0] + timedelta(weekday)
    if tense is Tense.PAST:
        return Interpretation(
            extend_day(min(this_week, previous_day) if this_week > reference.day else this_week)
        )
    return Interpretation(
        extend_day(max(this_week, reference.day) if this_week >= reference.day else next_day)
    )


def _read_weekday(match: re.Match[str], reference: Reference) -> Interpretation | None:
    weekday = WEEKDAYS[match["weekday"].lower()]
    prefix = read_prefix(match, 12)
    is_habitual = any(
        pattern.match(match.string, match.end())
        for pattern in (_HABIT, _OTHER_DAY, _DATE_AFTER_DAY)
    )
    is_counted = prefix.endswith("the ") and _BEFORE_OR_AFTER.match(match.string, match.end())
    if is_habitual or is_counted or _NOT_A_DAY.search(prefix):
        return None
    groups = match.groupdict()
    if groups.get("direction"):
        step = {"last": -1, "this": 0, "next": 1}[groups["direction"].lower()]
        return Interpretation(
            extend_day(shift_period("week", reference.day, step)[0] + timedelta(weekday))
        )
    if _NAME_AFTER_DAY.match(match.string, match.end()) and not prefix.endswith("on "):
        return None
    tense = reference.tense(Span(match.start(), match.end()))
    days_ahead = (weekday - reference.day.weekday()) % 7
    if tense is Tense.FUTURE:
        # With a future tense, today's weekday may mean today or next week.
        return Interpretation(
            extend_day(reference.day + timedelta(days_ahead)),
            is_certain=days_ahead > 0,
            is_yearless=True,
        )
    days_since = (reference.day.weekday() - weekday) % 7
    # Six days ago is also tomorrow, in an article updated on the day after its date.
    is_certain = tense is Tense.PAST and days_since < 6
    return Interpretation(
        extend_day(reference.day - timedelta(days_since)), is_certain=is_certain, is_yearless=True
    )


RULES: Rules = compile_rules(
    {
        "relative": ((rf"{DIRECTION}\s{WEEKDAY}{_TIME_OF_DAY}", _read_directed_weekday),),
        "weekday": (
            (rf"{WEEKDAY}\s(?:of\s)?(?P<direction>last|this|next)\sweek\b", _read_weekday),
            (rf"{WEEKDAY}{_TIME_OF_DAY}", _read_weekday),
        ),
    }
)
"""Rules by the kind of the first word, the longest expression first."""
