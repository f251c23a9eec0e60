"""Rules for expressions relative to the day of speaking: yesterday, last week, a year ago."""

import re
from datetime import timedelta

from bot.language.span import Span
from bot.language.temporal.calendar import (
    Days,
    extend_day,
    find_holiday,
    find_months,
    find_season,
    find_weekend,
    shift_period,
    subtract_period,
)
from bot.language.temporal.timex import (
    BACKWARD,
    COUNT,
    DIRECTION,
    FORWARD,
    HOLIDAY,
    MONTH,
    MONTHS,
    SEASON,
    UNIT,
    Interpretation,
    Reference,
    Rules,
    Tense,
    compile_rules,
    parse_count,
    parse_unit,
    read_prefix,
)

# Larger numbers are round and name no year: 600 years ago.
_LONG_AGO = {"year": 60, "decade": 6, "century": 0}
_EARLIER = r"(?:(?P<part>earlier|later)\s)?"
_OF_PERIOD = rf"\s(?:of|in)\s(?:the\s)?(?:{MONTH.replace('?P<month>', '?:')}|year\b|month\b|\d)"
_END_OF = re.compile(r"\b(?:end|start|beginning|middle)\sof\s$")
_DAY_WORDS = (
    rf"{_EARLIER}(?P<word>(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|today|tonight"
    r"|yesterday|tomorrow|last\snight|this\s(?:morning|afternoon|evening))\b"
    r"(?:\s(?:morning|afternoon|evening|night)\b)?"
)


def _read_day_word(match: re.Match[str], reference: Reference) -> Interpretation | None:
    word = match["word"].lower()
    tense = reference.tense(Span(match.start(), match.end()))
    if "day " in word:
        return Interpretation(extend_day(reference.day + timedelta(-2 if "before" in word else 2)))
    if word == "tomorrow":
        idiom = re.search(r"\b(?:of|better|a|for)\s$", read_prefix(match))
        return Interpretation(extend_day(reference.day + timedelta(1)), is_certain=not idiom)
    if word == "last night" and read_prefix(match, 5).endswith("the "):
        return None
    if word in ("yesterday", "last night"):
        return Interpretation(
            extend_day(reference.day - timedelta(1)), is_certain=tense is not Tense.FUTURE
        )
    # "Today" may mean nowadays, but not with a past or future tense.
    is_certain = word != "today" or tense is not Tense.UNKNOWN or bool(match["part"])
    return Interpretation(extend_day(reference.day), is_certain=is_certain)


def _read_directed_unit(match: re.Match[str], reference: Reference) -> Interpretation | None:
    direction, unit = match["direction"].lower(), parse_unit(match)
    if unit in ("hour", "day", "night") or read_prefix(match, 5).endswith("this "):
        return None
    is_rolling = direction in ("past", "this past") or (
        direction == "last" and read_prefix(match, 5).endswith("the ")
    )
    if is_rolling and unit != "weekend":
        return Interpretation(
            (subtract_period(unit, reference.day, 1), reference.day), is_certain=False
        )
    if unit == "weekend":
        return _interpret_weekend(match, reference, direction)
    if direction == "next" and read_prefix(match, 5).endswith("the "):
        return Interpretation(
            (reference.day, subtract_period(unit, reference.day, -1)), is_certain=False
        )
    step = -1 if direction in BACKWARD else 1 if direction in FORWARD else 0
    days = shift_period(unit, reference.day, step)
    if match["part"] and direction in ("this", "current"):
        is_earlier = match["part"].lower() == "earlier"
        days = (days[0], reference.day) if is_earlier else (reference.day, days[1])
    # Where weeks begin on Sunday, last and next week are others on a Sunday.
    is_certain = unit in ("month", "year", "decade") or (
        unit == "week" and reference.day.weekday() < 6
    )
    return Interpretation(days, is_certain=is_certain and direction not in ("previous", "current"))


def _interpret_weekend(
    match: re.Match[str], reference: Reference, direction: str
) -> Interpretation:
    tense = reference.tense(Span(match.start(), match.end()))
    is_weekend = reference.day.weekday() > 4
    current = find_weekend(reference.day)
    previous = shift_period("weekend", reference.day, -1)
    if direction in ("last", "previous", "past"):
        return Interpretation(previous, is_certain=direction != "previous")
    if direction in FORWARD:
        next_days = (
            current
            if direction != "next" and not is_weekend
            else shift_period("weekend", reference.day, 1)
        )
        return Interpretation(next_days, is_certain=direction != "next" or is_weekend)
    if is_weekend:
        return Interpretation(
            current, is_certain=reference.day.weekday() == 6 or tense is not Tense.PAST
        )
    if tense is Tense.PAST:
        # "This weekend" means the last one only early in the week.
        return Interpretation(
            previous, is_certain=direction == "the" or reference.day.weekday() < 2
        )
    return Interpretation(current, is_certain=tense is Tense.FUTURE)


def _read_weekend(match: re.Match[str], reference: Reference) -> Interpretation | None:
    return _interpret_weekend(match, reference, "the")


def _read_end_of_unit(match: re.Match[str], reference: Reference) -> Interpretation | None:
    """Read "by the end of the year"."""
    if not _END_OF.search(read_prefix(match)):
        return None
    return Interpretation(shift_period(parse_unit(match), reference.day, 0), is_certain=False)


def _read_several_units(match: re.Match[str], reference: Reference) -> Interpretation | None:
    direction, unit = match["direction"].lower(), parse_unit(match)
    count = parse_count(match) if match["count"] else 3
    if direction in BACKWARD:
        return Interpretation(
            (subtract_period(unit, reference.day, count), reference.day), is_certain=False
        )
    return Interpretation(
        (reference.day, subtract_period(unit, reference.day, -count)), is_certain=False
    )


def _read_ago(match: re.Match[str], reference: Reference) -> Interpretation | None:
    unit, count = parse_unit(match), parse_count(match)
    is_ahead = match["ago"].lower() != "ago"
    if unit in ("year", "decade", "century") and count > _LONG_AGO[unit]:
        return None
    if unit == "hour":
        day = subtract_period(unit, reference.day, count)
        return Interpretation((min(day, reference.day), max(day, reference.day)), is_certain=False)
    if unit == "decade":
        unit, count = "year", count * 10
    if match["vague"] and match["vague"].lower() != "couple":
        first, last = (shift_period(unit, reference.day, n if is_ahead else -n) for n in (2, count))
        return Interpretation((min(first, last)[0], max(first, last)[1]), is_certain=False)
    days = shift_period(unit, reference.day, count if is_ahead else -count)
    return Interpretation(days, is_certain=unit == "day" and not match["vague"])


def _read_directed_name(match: re.Match[str], reference: Reference) -> Interpretation | None:
    """Read "last January", "next summer", "this Christmas"."""
    direction, groups = match["direction"].lower(), match.groupdict()
    if direction == "this" and groups.get("month") in ("may", "march"):
        return None
    today = reference.day

    def in_year(year: int) -> Days:
        if groups.get("month"):
            return find_months(year, MONTHS[groups["month"].lower()])
        if groups.get("season"):
            return find_season(groups["season"].lower(), year)
        return find_holiday(groups["holiday"].lower().replace("’", "'"), year)

    candidates = [in_year(year) for year in range(today.year - 2, today.year + 3)]
    past = [days for days in candidates if days[1] < today][-1]
    future = next(days for days in candidates if days[0] > today)
    if direction in BACKWARD:
        # "Last March", said in June, is this year's to some people and last year's to others.
        return Interpretation(
            past, is_certain=bool(groups.get("month")) and past[0].year < today.year
        )
    if direction in FORWARD:
        return Interpretation(
            future, is_certain=bool(groups.get("month")) and future[0].year > today.year
        )
    matches = [days for days in candidates if days[0] <= today <= days[1]]
    current = matches[0] if matches else in_year(today.year)
    return Interpretation(current, is_certain=bool(groups.get("month")))


_AGO = rf"{COUNT}{UNIT}s?\s(?P<ago>ago|from\snow)\b"
RULES: Rules = compile_rules(
    {
        "relative": (
            (_DAY_WORDS, _read_day_word),
            (rf"{_EARLIER}{DIRECTION}\s{COUNT}{UNIT}s?\b", _read_several_units),
            (rf"{DIRECTION}(?P<count>)(?P<vague>)\s(?:few\s)?{UNIT}s\b", _read_several_units),
            (rf"{_EARLIER}{DIRECTION}\s{UNIT}\b(?!-|{_OF_PERIOD})", _read_directed_unit),
            (
                rf"(?!past\s){DIRECTION}\s(?:{MONTH}|{SEASON}\b|{HOLIDAY})(?!\s\d)",
                _read_directed_name,
            ),
        ),
        "number": ((_AGO, _read_ago),),
        "count": ((_AGO, _read_ago),),
        "the": (
            (r"the\sweekend\b(?!\sof\b)", _read_weekend),
            (r"the\s(?P<unit>week|month|quarter|year|decade|century)\b", _read_end_of_unit),
        ),
    }
)
"""Rules by the kind of the first word, the longest expression first."""
