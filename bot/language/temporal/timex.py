"""Time expressions (timexes): their interpretation, and the patterns that rules share."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.language.span import Span
from bot.language.temporal.calendar import Days


class Tense(Enum):
    """The time of a clause, seen from the day of speaking."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """The day of speaking of a text, and the tense of the clause around a span."""

    day: date
    tense: Callable[[Span], Tense]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The days that an expression means.

    It is certain unless other days are as likely, explicit if it means the same days on any
    day of speaking, and yearless if a year nearby may be its own.
    """

    days: Days
    is_certain: bool = True
    is_explicit: bool = False
    is_yearless: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in a text."""

    span: Span
    interpretation: Interpretation


Rule = Callable[[re.Match[str], Reference], Interpretation | None]
Rules = dict[str, tuple[tuple[re.Pattern[str], Rule], ...]]
"""Patterns with their rules, by the kind of an expression's first word."""

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {
    form: number
    for number, name in enumerate(_MONTHS.split(), start=1)
    for form in (name, name[:3], name[:4])
}
"""Months by their names and abbreviations, in lower case, without a full stop."""
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
}
"""Weekdays by their names in lower case; Monday is 0."""
COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 5, "several": 7, "dozen": 12}
"""Numbers as words; "few" and "several" are upper bounds."""

MONTH = (
    r"(?:(?P<month>(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)(?:(?<!may)(?<!june)(?<!july)(?<![a-z]{5})\.)?)"
)
WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d|-\d)"
YEAR_OPTIONAL = rf"(?:(?:\sof|\sin)?,?\s{YEAR}|(?:\sof)?\s(?P<direction>last|this|next)\syear\b)?"
RANGE_SIGN = r"\s?(?:-|–|—|to|through|and|until)\s?"
DIRECTION = r"(?P<direction>last|this\spast|this\scoming|this|next|previous|past|coming|current)"
BACKWARD = ("last", "previous", "past", "this past")
FORWARD = ("next", "coming", "this coming")
COUNT = (
    r"(?:(?P<count>\d{1,4}|(?:a\s)?(?P<vague>few|several|couple|dozen)(?:\sof)?|an?|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve)\s)"
)
UNIT = r"(?P<unit>hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur(?:y|ie))"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
HOLIDAY = (
    r"(?P<holiday>christmas(?:\s(?:day|eve))?|boxing\sday|new\syear(?:['’]s)?(?:\s(?:day|eve))?"
    r"|good\sfriday|ash\swednesday|easter(?:\s(?:sunday|monday))?|thanksgiving(?:\sday)?|halloween"
    r"|valentine['’]s\sday|st\.?\spatrick['’]s\sday)\b"
)
_NEXT_WORD = re.compile(r"\s([a-z]++)")
_WORDS_AFTER_DATE = frozenset(
    "the and for from with when that this after before until through over near but were was are"
    " had has have will would did she they who where which while because amid following during"
    " since last next due between against without into about there his her their its not around"
    " under outside inside just alone weekend".split()
)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a rule's pattern, ignoring case."""
    return re.compile(pattern, re.IGNORECASE)


def compile_rules(rules: Mapping[str, Iterable[tuple[str, Rule]]]) -> Rules:
    """Compile the patterns of rules."""
    return {
        trigger: tuple((compile_pattern(pattern), rule) for pattern, rule in alternatives)
        for trigger, alternatives in rules.items()
    }


def modifies_noun(match: re.Match[str]) -> bool:
    """Tell whether a date modifies the noun after it: the January 6 hearing."""
    word = _NEXT_WORD.match(match.string, match.end())
    return word is not None and not (
        word[1] in _WORDS_AFTER_DATE or word[1].endswith(("ed", "ing")) or len(word[1]) < 3
    )


def read_prefix(match: re.Match[str], reach: int = 32) -> str:
    """Return up to ``reach`` characters before a match, in lower case."""
    return match.string[max(0, match.start() - reach) : match.start()].lower()


def parse_count(match: re.Match[str]) -> int:
    """Return the number that ``COUNT`` matched."""
    word = (match["vague"] or match["count"]).lower()
    return int(word) if word.isdecimal() else COUNTS[word]


def parse_unit(match: re.Match[str]) -> str:
    """Return the unit that ``UNIT`` matched, in the singular."""
    unit = match["unit"].lower()
    return "century" if unit.startswith("centur") else unit
