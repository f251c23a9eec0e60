"""Ranges in a question: time expressions with the words before them, such as since or early."""

import calendar
import re
from datetime import date, timedelta

from bot.language.span import Span
from bot.language.temporal.calendar import DayRange, Days, find_part
from bot.language.temporal.timex import Timex

_PART = re.compile(
    r"(?:\bthe\s|\bits\s)?\b(?:(?P<third>early|mid|late)(?:\s?-\s?|\s(?:in\s)?)"
    r"|(?:(?P<edge>middle|beginning|start|end|(?:first|final|last)\sdays)"
    r"|(?P<fraction>(?:first|second)\shalf|(?:first|second|third|fourth|last|final)\squarter)"
    r"|(?P<week>first|second|third|fourth|last|final)\sweek)\sof\s)(?:the\s)?$",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\bso\sfar\s(?:in\s)?$", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?P<limit>since|after|following|before|prior\sto|until|till|up\sto|by|no\slater\sthan"
    r"|from|(?:starting|beginning)(?:\s(?:in|on))?|ahead\sof|earlier\sthan|later\sthan)\s(?:the\s)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s(?:on|onwards?|forward)\b(?!\s)", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:(?:as\sof|in|on|at|over|during|for|of|throughout|within|from|between)\s(?:the\s)?|the\s)$",
    re.IGNORECASE,
)
_RANGE_SIGN = re.compile(r"\s?(?:-|–|—|to|through|until|till|up\sto)\s?(?:the\s)?", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s(?:and|to)\s(?:the\s)?", re.IGNORECASE)
_COMPARISON = re.compile(
    r"\b(?:than|compared\s(?:to|with)|in\scomparison\s(?:to|with)|versus|vs\.?|against|unlike"
    r"|relative\sto|(?:up|down|rise|fall|increase|decrease|change)\sfrom)\s"
    r"(?:(?:it\swas|they\swere|in|at|on|during|that\sof|those\sof|the|for)\s)*$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"(?:(?:in|on|over|from|during|of|for|the|a)\s)*"
    r"(?:previous|preceding)\s(?:day|week|month|quarter|season|year|decade)s?\b",
    re.IGNORECASE,
)
_REACH = 40
_THIRDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"} | {
    "first days": "early", "last days": "late", "final days": "late",
}  # fmt: skip
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def find_ranges(question: str, timexes: list[Timex], at: date) -> list[tuple[Span, DayRange]]:
    """Return the ranges that a question names, each with the span of its words."""
    ranges: list[tuple[Span, DayRange]] = []
    pending: tuple[Span, Days, bool] | None = None
    for index, timex in enumerate(timexes):
        span, days = _narrow(question, timex, at)
        if pending is not None:
            days = _join(pending[1], pending[2], days, timex.interpretation.is_yearless)
            span = Span(pending[0].start, span.end)
            pending = None
        next_timex = timexes[index + 1] if index + 1 < len(timexes) else None
        if next_timex is not None and _is_range(question, span, next_timex.span):
            pending = span, days, timex.interpretation.is_yearless
            continue
        ranges.append(_limit_range(question, span, days))
    return ranges


def _narrow(question: str, timex: Timex, at: date) -> tuple[Span, Days]:
    start, days = timex.span.start, timex.interpretation.days
    prefix = question[max(0, start - _REACH) : start]
    if _SO_FAR.search(prefix) or question[timex.span.end :][:7].lower() == " so far":
        return timex.span, (days[0], at) if days[0] <= at <= days[1] else days
    match = _PART.search(prefix)
    if match is None or (days[1] - days[0]).days < 3:
        return timex.span, days
    if match["week"]:
        days = _find_week_of_month(days, match["week"].lower())
    else:
        name = (match["third"] or match["edge"] or match["fraction"]).lower()
        name = re.sub(r"^(?:last|final) q", "fourth q", " ".join(name.split()))
        days = find_part(days, _THIRDS.get(name, name))
    return Span(start - len(match[0]), timex.span.end), days


def _find_week_of_month(days: Days, order: str) -> Days:
    """Return the first, second ... or last seven days of a month, or a longer period unchanged."""
    if (days[1] - days[0]).days > 31:
        return days
    if order in ("last", "final"):
        return days[1] - timedelta(6), days[1]
    first = days[0] + timedelta(7 * _ORDINALS[order])
    return first, first + timedelta(6)


def _is_range(question: str, span: Span, next_span: Span) -> bool:
    gap = question[span.end : next_span.start]
    if len(gap) > 16:
        return False
    prefix = question[max(0, span.start - 12) : span.start].lower()
    if prefix.rstrip().endswith("between"):
        return bool(_CONJUNCTION.fullmatch(gap))
    return bool(_RANGE_SIGN.fullmatch(gap))


def _join(first: Days, is_first_yearless: bool, last: Days, is_last_yearless: bool) -> Days:
    """Join two ends; an end without a year takes the one that fits the other."""
    begin, end = first[0], last[1]
    if is_first_yearless and (begin > end or (not is_last_yearless and begin.year < end.year)):
        begin = _move_to_year(begin, end.year)
        return begin if begin <= end else _move_to_year(begin, end.year - 1), end
    if begin > end and is_last_yearless:
        end = _move_to_year(end, begin.year)
        return begin, end if begin <= end else _move_to_year(end, begin.year + 1)
    return min(begin, last[0]), max(end, first[1])


def _move_to_year(day: date, year: int) -> date:
    """Move a day to another year; 29 February to the 28th where that has none."""
    year = min(max(year, date.min.year), date.max.year)
    last = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))


def _limit_range(question: str, span: Span, days: Days) -> tuple[Span, DayRange]:
    prefix = question[max(0, span.start - _REACH) : span.start]
    match = _LIMIT.search(prefix)
    # "Before this week's vote" says when the vote was.
    if match is None or question.startswith(("'s ", "’s "), span.end):
        preposition = _PREPOSITION.search(prefix)
        start = span.start - (len(preposition[0]) if preposition else 0)
        return Span(start, span.end), DayRange(*days)
    limited_span = Span(span.start - len(match[0]), span.end)
    onwards = bool(_ONWARDS.match(question, span.end))
    return limited_span, _apply_limit(" ".join(match["limit"].lower().split()), days, onwards)


def _apply_limit(limit: str, days: Days, onwards: bool) -> DayRange:
    """Return the days since, after, before or until ``days``, as ``limit`` says."""
    first, last = days
    if limit.startswith(("since", "starting", "beginning")) or (limit == "from" and onwards):
        return DayRange(first, None)
    if limit in ("after", "following", "later than"):
        return DayRange(last + timedelta(1), None) if last < date.max else DayRange(last, None)
    if limit in ("before", "prior to", "ahead of", "earlier than"):
        return DayRange(None, first - timedelta(1) if first > date.min else first)
    return DayRange(first if limit == "from" else None, last)


def is_comparison(question: str, span: Span) -> bool:
    """Tell whether words only name what the matter is compared with: than the previous year."""
    return bool(
        _COMPARISON.search(question, max(0, span.start - _REACH), span.start)
        or _PREVIOUS.match(question, span.start)
    )


def choose_range(ranges: list[tuple[Span, DayRange]]) -> DayRange:
    """Return the intersection of several ranges or, if empty, the days from first to last."""
    first = max((r.first for _, r in ranges if r.first), default=None)
    last = min((r.last for _, r in ranges if r.last), default=None)
    if first is None or last is None or first <= last:
        return DayRange(first, last)
    firsts = [r.first for _, r in ranges]
    lasts = [r.last for _, r in ranges]
    return DayRange(
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )
