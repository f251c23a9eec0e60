"""Time in words: the days a question asks about, and those a sentence speaks of. English only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.calendar import DayRange, Days, part
from bot.language.sentences import sentences
from bot.language.span import Span
from bot.language.tagger import timexes
from bot.language.tense import clause_tense, question_tense
from bot.language.timex import Reading, Tense, Timex

# A question is a question; a text longer than this is not read to its end.
_LONGEST = 20_000

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
_LEADING = re.compile(
    r"\b(?:(?:as\sof|in|on|at|over|during|for|of|throughout|within|from|between)\s(?:the\s)?|the\s)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?(?:-|–|—|to|through|until|till|up\sto)\s?(?:the\s)?", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|to)\s(?:the\s)?", re.IGNORECASE)
_REACH = 40

_FRESH = re.compile(
    r"(?<![\w-])(?:(?<!at the )latest|newest|most\srecent(?:ly)?|right\snow"
    r"|(?<!until )(?<!till )(?<!by )(?<!from )now|currently|current|at\sthe\smoment|at\spresent"
    r"|these\sdays|nowadays)(?![\w-])",
    re.IGNORECASE,
)
_NAMED_NOW = re.compile(r"(?<=[a-z\d]\s)Now\b")
_YEAR = re.compile(r"(?<![\w$€£.,])(?:1[89]|20)\d\d(?![\d%]|[.,]\d)")
_TODAY = re.compile(r"today|tonight|this\s(?:morning|afternoon|evening)", re.IGNORECASE)
_THIRDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"} | {
    "first days": "early", "last days": "late", "final days": "late",
}  # fmt: skip
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


@dataclass(frozen=True, slots=True)
class QuestionTime:
    """What a question says on time.

    ``range`` is None where it names none; ``fresh`` is true where the newest is asked for;
    ``spans`` are the words that named the range.
    """

    range: DayRange | None
    fresh: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Words of a sentence and the days, both included, that they mean."""

    span: Span
    words: str
    first: date
    last: date

    def __str__(self) -> str:
        """Return ``Monday = 5 January 2026``."""
        return f"{self.words} = {_written(self.first, self.last)}"


def question_time(question: str, at: date) -> QuestionTime:
    """Return the days that ``question``, asked on the day ``at``, is about.

    A weekday or a date without a year is the latest one up to ``at``, or the next one where
    the question looks ahead. Weeks run from Monday to Sunday.
    """
    question = question[:_LONGEST]
    found = timexes(question, Reading(at, lambda span: question_tense(_around(question, span))))
    ranges = _ranges(question, found, at)
    fresh = any(
        not _NAMED_NOW.match(question, match.start()) for match in _FRESH.finditer(question)
    ) or any(_TODAY.search(timex.span.of(question)) for timex in found)
    if not ranges:
        return QuestionTime(None, fresh, ())
    return QuestionTime(_chosen(ranges, at), fresh, tuple(span for span, _ in ranges))


def calendar_dates(sentence: str, published: date) -> tuple[Resolved, ...]:
    """Return the relative dates of a sentence, resolved against its article's day.

    Left out is what names its days itself, what other days would fit as well, and what stands
    in direct speech, which may be older than the article.
    """
    if len(sentence) > _LONGEST:
        return ()
    found = timexes(sentence, Reading(published, lambda span: clause_tense(sentence, span)))
    if not found:
        return ()
    years_named = bool(_YEAR.search(sentence))
    quoted = _quotations(sentence)
    return tuple(
        Resolved(timex.span, timex.span.of(sentence), *timex.meaning.days)
        for timex in found
        if timex.meaning.sure
        and not timex.meaning.named
        and not (timex.meaning.floating and years_named)
        and not any(span.start < timex.span.start < span.end for span in quoted)
    )


def named_dates(sentence: str) -> tuple[DayRange, ...]:
    """Return the days, months and years that a sentence names with their year."""
    # The day of speaking has no part in them.
    found = timexes(sentence[:_LONGEST], Reading(date(2000, 1, 1), lambda span: Tense.UNKNOWN))
    return tuple(DayRange(*timex.meaning.days) for timex in found if timex.meaning.named)


def _around(question: str, span: Span) -> str:
    """Return the sentence of a question of several that holds ``span``."""
    for sentence in sentences(question):
        if span.start < sentence.end:
            return sentence.of(question)
    return question


def _ranges(question: str, found: list[Timex], at: date) -> list[tuple[Span, DayRange]]:
    """Widen expressions by the words before them: early, since, between ... and."""
    ranges: list[tuple[Span, DayRange]] = []
    pending: tuple[Span, Days, bool] | None = None
    for place, timex in enumerate(found):
        span, days = _with_part(question, timex, at)
        if pending is not None:
            days = _joined(pending[1], pending[2], days, timex.meaning.floating)
            span = Span(pending[0].start, span.end)
            pending = None
        following = found[place + 1] if place + 1 < len(found) else None
        if following is not None and _is_joined(question, span, following.span):
            pending = span, days, timex.meaning.floating
            continue
        ranges.append(_limited(question, span, days))
    return ranges


def _with_part(question: str, timex: Timex, at: date) -> tuple[Span, Days]:
    start, days = timex.span.start, timex.meaning.days
    before = question[max(0, start - _REACH) : start]
    if _SO_FAR.search(before) or question[timex.span.end :][:7].lower() == " so far":
        return timex.span, (days[0], at) if days[0] <= at <= days[1] else days
    match = _PART.search(before)
    if match is None or (days[1] - days[0]).days < 3:
        return timex.span, days
    if match["week"]:
        if (days[1] - days[0]).days > 31:
            return timex.span, days
        order = match["week"].lower()
        seven = timedelta(6)
        days = (
            (
                days[0] + timedelta(7 * _ORDINALS[order]),
                days[0] + timedelta(7 * _ORDINALS[order] + 6),
            )
            if order in _ORDINALS
            else (days[1] - seven, days[1])
        )
    else:
        name = " ".join((match["third"] or match["edge"] or match["fraction"]).lower().split())
        name = name.replace("last q", "fourth q").replace("final q", "fourth q")
        # "By the end of March" means its last day, "at the end of March" its last third.
        days = part(days, _THIRDS.get(name, name))
    return Span(start - len(match[0]), timex.span.end), days


def _is_joined(question: str, span: Span, following: Span) -> bool:
    gap = question[span.end : following.start]
    if len(gap) > 16:
        return False
    before = question[max(0, span.start - 12) : span.start].lower()
    if before.rstrip().endswith("between"):
        return bool(_AND.fullmatch(gap))
    return bool(_BETWEEN.fullmatch(gap))


def _joined(first: Days, first_floats: bool, last: Days, last_floats: bool) -> Days:
    """Join two ends; one that names no year takes the one that fits the other."""
    begin, end = first[0], last[1]
    if begin > end:
        if first_floats:
            begin = begin.replace(year=end.year - (begin.replace(year=end.year) > end))
        elif last_floats:
            end = end.replace(year=begin.year + (end.replace(year=begin.year) < begin))
        else:
            begin, end = min(first[0], last[0]), max(first[1], last[1])
    elif first_floats and not last_floats and begin.year < end.year:
        begin = begin.replace(year=end.year - (begin.replace(year=end.year) > end))
    return begin, end


def _limited(question: str, span: Span, days: Days) -> tuple[Span, DayRange]:
    before = question[max(0, span.start - _REACH) : span.start]
    match = _LIMIT.search(before)
    # "Before this week's vote" tells when the vote was.
    if match is None or question.startswith(("'s ", "’s "), span.end):
        leading = _LEADING.search(before)
        start = span.start - (len(leading[0]) if leading else 0)
        return Span(start, span.end), DayRange(*days)
    limit = match["limit"].lower()
    whole = Span(span.start - len(match[0]), span.end)
    if limit.startswith(("since", "starting", "beginning")):
        return whole, DayRange(days[0], None)
    if limit == "from":
        onwards = _ONWARDS.match(question, span.end)
        return whole, DayRange(days[0], None if onwards else days[1])
    if limit in ("after", "following", "later than"):
        return whole, DayRange(days[1] + timedelta(1), None)
    if limit in ("before", "prior to", "ahead of", "earlier than"):
        return whole, DayRange(None, days[0] - timedelta(1))
    return whole, DayRange(None, days[1])


def _chosen(ranges: list[tuple[Span, DayRange]], at: date) -> DayRange:
    """Return what several ranges have in common, or else the one nearest to the day asked."""
    first = max((r.first for _, r in ranges if r.first), default=None)
    last = min((r.last for _, r in ranges if r.last), default=None)
    if first is None or last is None or first <= last:
        return DayRange(first, last)
    return min((r for _, r in ranges), key=lambda r: _distance(r, at))


def _distance(days: DayRange, at: date) -> int:
    if days.first and days.first > at:
        return (days.first - at).days
    return (at - days.last).days if days.last and days.last < at else 0


def _quotations(sentence: str) -> Iterable[Span]:
    """Return the stretches in quotation marks; one that is not closed runs to the end."""
    spans = []
    opened = -1
    for match in re.finditer('[“”"]', sentence):
        if opened < 0 and match[0] != "”":
            opened = match.start()
        elif opened < 0:
            spans.append(Span(-1, match.end()))
        elif match[0] != "“":
            spans.append(Span(opened, match.end()))
            opened = -1
    return [*spans, Span(opened, len(sentence))] if opened >= 0 else spans


def _written(first: date, last: date) -> str:
    """Write days as briefly as can be: 5 January 2026, January 2026, 1 to 7 January 2026."""
    if first == last:
        return f"{first.day} {first:%B} {first.year}"
    whole_months = first.day == 1 and (last + timedelta(1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    begin = f"{first.day}"
    if first.month != last.month or first.year != last.year:
        begin += f" {first:%B}"
    if first.year != last.year:
        begin += f" {first.year}"
    return f"{begin} to {last.day} {last:%B} {last.year}"
