"""Temporal tagger: find the time expressions of a text, except those inside names."""

import re
from collections.abc import Iterator

from bot.language.span import Span
from bot.language.temporal import named_dates, periods, relative, weekdays
from bot.language.temporal.timex import Reference, Timex

_TRIGGER = re.compile(
    r"(?<![\w$€£])(?:"
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?P<number>(?<!\d[.,])\d)"
    r"|(?P<relative>last|this|next|previous|past|coming|current|earlier|later|today|tonight"
    r"|yesterday|tomorrow|(?:the\s)?day\s(?:before|after))\b"
    r"|(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?P<count>(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several"
    r"|couple|dozen)\s)"
    r"|(?P<the>the\s(?:weekend|week|month|quarter|year|decade|century))\b"
    r"|(?P<season>spring|summer|autumn|fall|winter)\b"
    r"|(?P<quarter>[qh][1-4])\b"
    r"|(?P<holiday>christmas|boxing\sday|new\syear|good\sfriday|ash\swed"
    r"|easter|thanksgiving|halloween|valentine|st\.?\spatrick)"
    r")",
    re.IGNORECASE,
)
_TABLES = (named_dates.RULES, periods.RULES, weekdays.RULES, relative.RULES)
_RULES = {
    trigger: tuple(rule for rules in _TABLES for rule in rules.get(trigger, ()))
    for trigger in _TRIGGER.groupindex
}

# Names that contain time words, and have no capital to tell.
_NAME = re.compile(
    r"\b(?:(?:black|cyber|giving|super|fat|shrove|palm|bloody|holy|maundy|spy|ruby|plough|mad"
    r"|freaky|casual|super\sbowl|taco)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|friday\sthe\s13th|friday\snight\slights|(?:mon|thurs|sun)day\snight\sfootball"
    r"|saturday\snight\slive|sunday\s(?:times|mirror|express|telegraph|mail|world|independent)"
    r"|(?:mail|observer|scotland|star)\son\ssunday|happy\smonday|ruby\stuesday"
    r"|(?:the\s)?today\s(?:show|programme|program)|usa\stoday"
    r"|(?:the\s)?tonight\sshow|(?:news|entertainment)\stonight|last\sweek\stonight"
    r"|this\sis\sus|last\schristmas\ssong|21st\scentury\sfox|20th\scentury\s(?:fox|studios)"
    r"|july\s(?:fourth|(?:4|4th)\s(?!in\b|at\b|and\b)[a-z]+)|(?:4th|fourth)\sof\sjuly"
    r"|4\sjuly\s(?!in\b|at\b|and\b)[a-z]+"
    r"|new\syear['’]?s?\shonou?rs|thanksgiving\sday\sparade|may\sday|day\safter\stomorrow,)\b",
    re.IGNORECASE,
)
_NAME_REACH = 20
_OPENING = re.compile(r"(?:^|[.?!:;\"“‘(—–-])[\s\"“‘(]*$")


def find_timexes(text: str, reference: Reference) -> list[Timex]:
    """Return the time expressions of ``text`` in reading order, none inside another."""
    timexes = []
    position = 0
    while (trigger := _TRIGGER.search(text, position)) is not None:
        position = trigger.end()
        timex = _match_timex(text, trigger, reference)
        if timex is not None:
            timexes.append(timex)
            position = timex.span.end
    return timexes


def _match_timex(text: str, trigger: re.Match[str], reference: Reference) -> Timex | None:
    assert trigger.lastgroup is not None  # noqa: S101 - every branch of the trigger is named
    for pattern, rule in _RULES[trigger.lastgroup]:
        match = pattern.match(text, trigger.start())
        if match is None:
            continue
        span = Span(match.start(), match.end())
        if _is_in_name(text, span):
            return None
        try:
            interpretation = rule(match, reference)
        except (ValueError, OverflowError):  # no such day: 31 June, 9999 years ago
            continue
        if interpretation is not None:
            return Timex(span, interpretation)
    return None


def _is_in_name(text: str, span: Span) -> bool:
    start = max(0, span.start - _NAME_REACH)
    if any(
        name.start() + start < span.end and span.start < name.end() + start
        for name in _find_names(text[start : span.end + _NAME_REACH])
    ):
        return True
    words = span.slice(text)
    if not words[0].isupper() or words.isupper() or not _DEICTIC.match(words):
        return False
    opens = _OPENING.search(text[max(0, span.start - 4) : span.start])
    return not opens or bool(_TITLE_CASE.match(words))


def _find_names(window: str) -> Iterator[re.Match[str]]:
    return _NAME.finditer(window)


# "USA Today", "This Week with": with a capital inside a sentence, these words are a name.
_DEICTIC = re.compile(r"Today|Tonight|Yesterday|Tomorrow|Last|This|Next|Past|The|Later|Earlier")
_TITLE_CASE = re.compile(
    r"(?:Last|This|Next|Past|The) (?:Week|Year|Month|Christmas|Day|Night|Summer)"
)
