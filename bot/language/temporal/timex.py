"""Time expressions (timexes): what a rule makes of one, and the words that rules share."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.language.span import Span
from bot.language.temporal.calendar import Days


class Tense(Enum):
    """Where from the day of speaking a clause looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """The day that a text speaks from, and the tense around a span of it."""

    day: date
    tense: Callable[[Span], Tense]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days that an expression means.

    ``sure`` is false where other days are as likely; ``named`` is true where the words alone,
    without a day of speaking, tell the days; ``floating`` where a year named nearby may rule.
    """

    days: Days
    sure: bool = True
    named: bool = False
    floating: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in a text."""

    span: Span
    meaning: Meaning


Rule = Callable[[re.Match[str], Reading], Meaning | None]
Rules = dict[str, tuple[tuple[re.Pattern[str], Rule], ...]]
"""Patterns with their rules, by the kind of word that begins the expression."""

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {
    form: number
    for number, name in enumerate(_MONTHS.split(), start=1)
    for form in (name, name[:3], name[:4])
}
"""Months by their name and short forms, in lower case, without a full stop."""
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
}
"""Weekdays by their name in lower case; Monday is 0."""
COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 5, "several": 7, "dozen": 12}
"""Numbers as words; "few" and "several" are read widely."""

MONTH = (
    r"(?:(?P<month>(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)(?:(?<!may)(?<!june)(?<!july)(?<![a-z]{5})\.)?)"
)
WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d|-\d)"
YEAR_OPTIONAL = rf"(?:(?:\sof|\sin)?,?\s{YEAR}|(?:\sof)?\s(?P<which>last|this|next)\syear\b)?"
TO = r"\s?(?:-|–|—|to|through|and|until)\s?"
WHICH = r"(?P<which>last|this\spast|this\scoming|this|next|previous|past|coming|current)"
BACK = ("last", "previous", "past", "this past")
AHEAD = ("next", "coming", "this coming")
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
_AFTER_DATE = frozenset(
    "the and for from with when that this after before until through over near but were was are"
    " had has have will would did she they who where which while because amid following during"
    " since last next due between against without into about there his her their its not around"
    " under outside inside just alone weekend".split()
)


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a rule's pattern, for letters of any case."""
    return re.compile(pattern, re.IGNORECASE)


def compiled_rules(rules: Mapping[str, Iterable[tuple[str, Rule]]]) -> Rules:
    """Compile the patterns of rules by their first word."""
    return {
        trigger: tuple((compiled(pattern), rule) for pattern, rule in those)
        for trigger, those in rules.items()
    }


def modifies_noun(match: re.Match[str]) -> bool:
    """Tell whether a noun follows that a date stands before: the January 6 hearing."""
    word = _NEXT_WORD.match(match.string, match.end())
    return word is not None and not (
        word[1] in _AFTER_DATE or word[1].endswith(("ed", "ing")) or len(word[1]) < 3
    )


def preceding(match: re.Match[str], reach: int = 32) -> str:
    """Return the characters before a match, lower-cased, no more than ``reach``."""
    return match.string[max(0, match.start() - reach) : match.start()].lower()


def count_of(match: re.Match[str]) -> int:
    """Return the number that ``COUNT`` matched."""
    word = (match["vague"] or match["count"]).lower()
    return int(word) if word.isdecimal() else COUNTS[word]


def unit_of(match: re.Match[str]) -> str:
    """Return the unit that ``UNIT`` matched, in the singular."""
    unit = match["unit"].lower()
    return "century" if unit.startswith("centur") else unit
