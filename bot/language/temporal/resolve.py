"""Time in words: the days a question asks about, and those a sentence speaks of. English only."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.language.sentences import split_sentences
from bot.language.span import Span
from bot.language.temporal.calendar import DayRange
from bot.language.temporal.ranges import choose_range, find_ranges
from bot.language.temporal.tagger import find_timexes
from bot.language.temporal.tense import find_clause_tense, find_question_tense
from bot.language.temporal.timex import Reading, Tense
from bot.language.wording import format_period

# Characters. No question or sentence that people write is longer; more is not read.
_LONGEST = 5_000

_FRESH = re.compile(
    r"(?<![\w-])(?:(?<!at the )latest|newest|most\srecent(?:ly)?|right\snow"
    r"|(?<!until )(?<!till )(?<!by )(?<!from )now|currently|current|at\sthe\smoment|at\spresent"
    r"|these\sdays|nowadays)(?![\w-])",
    re.IGNORECASE,
)
_NAMED_NOW = re.compile(r"(?<=[a-z\d]\s)Now\b")
_YEAR = re.compile(r"(?<![\w$€£.,])(?:1[89]|20)\d\d(?![\d%]|[.,]\d)")
_SINCE = re.compile(r"\bsince\s(?:the\s|last\s)?\Z", re.IGNORECASE)
_SINCE_LENGTH = len(" since last ")
_TODAY = re.compile(r"today|tonight|this\s(?:morning|afternoon|evening)", re.IGNORECASE)


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
class ResolvedDate:
    """Words of a sentence and the days, both included, that they mean."""

    span: Span
    words: str
    first: date
    last: date

    def __str__(self) -> str:
        """Return ``Monday = 5 January 2026``."""
        return f"{self.words} = {format_period(self.first, self.last)}"


def resolve_question(question: str, at: date) -> QuestionTime:
    """Return the days that ``question``, asked on the day ``at``, is about.

    A weekday or a date without a year is the latest one up to ``at``, or the next one where
    the question looks ahead; what goes on since a day is past. Weeks run from Monday to Sunday.
    """
    question = question[:_LONGEST]
    found = find_timexes(question, Reading(at, _tense_by_sentence(question)))
    ranges = find_ranges(question, found, at)
    fresh = any(
        not _NAMED_NOW.match(question, match.start()) for match in _FRESH.finditer(question)
    ) or any(_TODAY.search(timex.span.slice(question)) for timex in found)
    if not ranges:
        return QuestionTime(None, fresh, ())
    return QuestionTime(choose_range(ranges, at), fresh, tuple(span for span, _ in ranges))


def resolve_dates(sentence: str, published: date) -> tuple[ResolvedDate, ...]:
    """Return the relative dates of a sentence, resolved against its article's day.

    Left out is what names its days itself, what other days would fit as well, and what stands
    in direct speech, which may be older than the article.
    """
    if len(sentence) > _LONGEST:
        return ()
    reading = Reading(published, lambda span: find_clause_tense(sentence, span))
    found = find_timexes(sentence, reading)
    if not found:
        return ()
    years_named = bool(_YEAR.search(sentence))
    quoted = _quotations(sentence)
    return tuple(
        ResolvedDate(timex.span, timex.span.slice(sentence), *timex.meaning.days)
        for timex in found
        if timex.meaning.sure
        and not timex.meaning.named
        and not (timex.meaning.floating and years_named)
        and not any(span.start < timex.span.start < span.end for span in quoted)
    )


def find_named_dates(sentence: str) -> tuple[DayRange, ...]:
    """Return the days, months and years that a sentence names with their year."""
    # The day of speaking has no part in them.
    found = find_timexes(sentence[:_LONGEST], Reading(date(2000, 1, 1), lambda span: Tense.UNKNOWN))
    return tuple(DayRange(*timex.meaning.days) for timex in found if timex.meaning.named)


def _tense_by_sentence(question: str) -> Callable[[Span], Tense]:
    """Read the tense of each sentence once: "It closed on Monday. Who will pay?"."""

    @cache
    def tenses() -> list[tuple[int, Tense]]:
        spans = split_sentences(question)
        return [(span.end, find_question_tense(span.slice(question))) for span in spans]

    def tense_of(span: Span) -> Tense:
        if _SINCE.search(question, max(0, span.start - _SINCE_LENGTH), span.start):
            return Tense.PAST
        return next(tense for end, tense in tenses() if span.start < end)

    return tense_of


def _quotations(sentence: str) -> list[Span]:
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
