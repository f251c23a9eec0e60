"""Resolving time in words: the days that a question or a sentence means. English only."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.language.sentences import split_sentences
from bot.language.span import Span
from bot.language.temporal.calendar import DayRange
from bot.language.temporal.ranges import choose_range, find_ranges, is_comparison
from bot.language.temporal.tagger import find_timexes
from bot.language.temporal.tense import find_clause_tense, find_question_tense
from bot.language.temporal.timex import Reference, Tense
from bot.localization.english import format_period

# Characters; no question or sentence that people write is longer.
_MAX_LENGTH = 5_000

_FRESH = re.compile(
    r"(?<![\w-])(?:(?<!at the )latest|newest|most\srecent(?:ly)?|right\snow"
    r"|(?<!until )(?<!till )(?<!by )(?<!from )now|currently|current|at\sthe\smoment|at\spresent"
    r"|these\sdays|nowadays)(?![\w-])",
    re.IGNORECASE,
)
_NOW_IN_NAME = re.compile(r"(?<=[a-z\d]\s)Now\b")
_YEAR = re.compile(r"(?<![\w$€£.,])(?:1[89]|20)\d\d(?![\d%]|[.,]\d)")
_SINCE = re.compile(r"\bsince\s(?:the\s|last\s)?\Z", re.IGNORECASE)
_SINCE_LENGTH = len(" since last ")
_TODAY = re.compile(r"today|tonight|this\s(?:morning|afternoon|evening)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuestionTime:
    """The time that a question asks about.

    ``range`` is None where it names none; ``fresh`` is true where it asks for the newest;
    ``spans`` are the words that name the range, or other days that the matter is compared with.
    ``ranges`` are the days of each time that is named, where no day is in all of them.
    """

    range: DayRange | None
    fresh: bool
    spans: tuple[Span, ...]
    ranges: tuple[DayRange, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """Words of a sentence and the days that they mean, both included."""

    span: Span
    words: str
    first: date
    last: date

    def __str__(self) -> str:
        """Return ``Monday = 5 January 2026``."""
        return f"{self.words} = {format_period(self.first, self.last)}"


def resolve_question(question: str, at: date) -> QuestionTime:
    """Return the days that ``question``, asked on the day ``at``, is about.

    A weekday or a date without a year is the latest one up to ``at``, or the next one if the
    question is about the future; after "since" it is past. Weeks run from Monday to Sunday.
    """
    question = question[:_MAX_LENGTH]
    timexes = find_timexes(question, Reference(at, _find_tense_by_sentence(question)))
    ranges = find_ranges(question, timexes, at)
    fresh = any(
        not _NOW_IN_NAME.match(question, match.start()) for match in _FRESH.finditer(question)
    ) or any(_TODAY.search(timex.span.slice(question)) for timex in timexes)
    spans = tuple(span for span, _ in ranges)
    dated_timexes = [(span, days) for span, days in ranges if not is_comparison(question, span)]
    if not dated_timexes:
        return QuestionTime(None, fresh, spans)
    return QuestionTime(
        choose_range(dated_timexes), fresh, spans, tuple(days for _, days in dated_timexes)
    )


def resolve_dates(sentence: str, published: date) -> tuple[ResolvedDate, ...]:
    """Return the relative dates of a sentence, resolved against its article's day.

    Omitted are expressions that name their year, those that other days would fit as well, and
    those in direct speech, which may be older than the article.
    """
    if len(sentence) > _MAX_LENGTH:
        return ()
    reference = Reference(published, lambda span: find_clause_tense(sentence, span))
    timexes = find_timexes(sentence, reference)
    if not timexes:
        return ()
    has_year = bool(_YEAR.search(sentence))
    quotations = _find_quotations(sentence)
    return tuple(
        ResolvedDate(timex.span, timex.span.slice(sentence), *timex.interpretation.days)
        for timex in timexes
        if timex.interpretation.is_certain
        and not timex.interpretation.is_explicit
        and not (timex.interpretation.is_yearless and has_year)
        and not any(span.start < timex.span.start < span.end for span in quotations)
    )


def find_named_dates(sentence: str) -> tuple[DayRange, ...]:
    """Return the days, months and years that a sentence names with their year."""
    # They do not depend on the day of speaking.
    timexes = find_timexes(
        sentence[:_MAX_LENGTH], Reference(date(2000, 1, 1), lambda span: Tense.UNKNOWN)
    )
    return tuple(
        DayRange(*timex.interpretation.days)
        for timex in timexes
        if timex.interpretation.is_explicit
    )


def _find_tense_by_sentence(question: str) -> Callable[[Span], Tense]:
    """Return a function for the tense at a span, by sentence: "It closed Monday. Who will pay?"."""

    @cache
    def tenses() -> list[tuple[int, Tense]]:
        spans = split_sentences(question)
        return [(span.end, find_question_tense(span.slice(question))) for span in spans]

    def tense_of(span: Span) -> Tense:
        if _SINCE.search(question, max(0, span.start - _SINCE_LENGTH), span.start):
            return Tense.PAST
        return next(tense for end, tense in tenses() if span.start < end)

    return tense_of


def _find_quotations(sentence: str) -> list[Span]:
    """Return the spans in quotation marks; one that is not closed runs to the end."""
    spans = []
    opening = -1
    for match in re.finditer('[“”"]', sentence):
        if opening < 0 and match[0] != "”":
            opening = match.start()
        elif opening < 0:
            spans.append(Span(-1, match.end()))
        elif match[0] != "“":
            spans.append(Span(opening, match.end()))
            opening = -1
    return [*spans, Span(opening, len(sentence))] if opening >= 0 else spans
