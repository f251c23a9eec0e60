"""Parsing the date of an article: its day, and the instant where it is known."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from bot.articles.findings import ArticleError
from bot.language.temporal.timex import MONTHS
from bot.reading.dates.characters import fold_digits, squeeze
from bot.reading.dates.clock import Clock, split_clock
from bot.reading.dates.day_numbers import (
    DayOrder,
    has_short_year,
    infer_day_order,
    parse_numbers,
    strip_marks,
)
from bot.reading.dates.epochs import parse_count
from bot.reading.dates.month_names import ENGLISH_WEEKDAYS, WORD, find_month, is_weekday
from bot.reading.dates.unclear_dates import SeveralDaysError, UnclearDateError
from bot.reading.dates.unit_words import parse_unit_date
from bot.reading.dates.words import parse_word_date

__all__ = ["DayOrder", "Published", "infer_day_order", "parse_published"]

SHORT_YEARS = "years of two digits were read as years from 1950 to 2049, at the end of a date"

# Python's parser takes any character between day and time, so that it would read a day into
# the first digits of a count of milliseconds.
_ISO = re.compile(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}(?:[Tt ].+)?")

# A blank before the zone, and its name instead of Z, are often written and never parsed.
_ISO_ZONE = re.compile(r"(?<=[0-9]) ?(?:(?:UTC|GMT)|([+-][0-9]{2}:?[0-9]{2}))$")
# As Java and SQL write what follows.
_AFTER_ISO = re.compile(r"(?:\[[\w/+-]+\])$")
_COMPACT_TIME = re.compile(
    r"((?:19|20|21)[0-9]{6})([0-2][0-9])([0-5][0-9])([0-5][0-9])?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
# As web servers write: 07/Jan/2026:18:30:00 +0100.
_LOG = re.compile(r"([0-9]{1,2})/([A-Za-z]{3})/([0-9]{4}):(?=[0-9]{2}:)")
_EXACT_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, )?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}"
    r" (?:[+-][0-9]{4}|GMT|UTC)"
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3,9},? [0-9]{1,2} [A-Za-z]{3,9}|[0-9]{1,2} [A-Za-z]{3}),? [0-9]{2,4}"
    r" [0-9]{1,2}:[0-9]{2}.{0,40}"
)
_WEEKDAY_BEFORE = re.compile(
    rf"({WORD}(?:-feira)?(?: {WORD})?|thứ [2-7])(?:[.,،] ?| )(?=[0-9])", re.IGNORECASE
)
_WEEKDAY_AFTER = re.compile(rf"(?<=[0-9.年月日일])(?:, ?| )?[(（]?({WORD}(?:-feira)?)\.?[)）]?$")
_ONLY_YEAR = re.compile(r"[0-9]{4}")
_YEAR_AND_MONTH = re.compile(r"[0-9]{4}[-/.](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/.][0-9]{4}")

# Newspapers are younger, and other years are what programs write for "unknown". It also
# keeps every instant within what a change of time zone can bear.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
_IMPLAUSIBLE = "{text} is not a plausible date for an article"


@dataclass(frozen=True, slots=True)
class Published:
    """A day in the source's own time zone; ``instant`` is aware, or None.

    ``assumption`` says, as a notice, what was assumed to read it.
    """

    day: date
    instant: datetime | None = None
    assumption: str = field(default="", compare=False)


def parse_published(text: str, order: DayOrder = DayOrder.UNKNOWN) -> Published:
    """Parse a date, with a time or without; only one with a UTC offset is an instant.

    Forms are ISO 8601, RFC 2822, months as words in two hundred languages, numbers, those of
    East Asia, and counts of seconds; ``order`` says which number is the day where both could be.
    Raise ArticleError where it is not a date, or could be two.
    """
    text = squeeze(text)
    try:
        published = _parse(text, order)
    except SeveralDaysError as error:
        raise _describe_several(text, error) from None
    except UnclearDateError as error:
        raise ArticleError(
            f"{_short(text)} is no clear date, {error}: write it like 2026-01-07"
        ) from None
    except (ValueError, OverflowError):
        published = None
    if published is None:
        raise ArticleError(
            f"{_short(text)} is not a date: write it like 2026-01-07 or 2026-01-07T18:30:00+01:00"
        )
    if not _is_plausible(published.day):
        raise ArticleError(_IMPLAUSIBLE.format(text=_short(text)))
    return published


def _parse(text: str, order: DayOrder) -> Published | None:
    """Return the day and the instant; raise ValueError for an impossible day."""
    if _ISO.fullmatch(text):
        try:
            return _of_moment(datetime.fromisoformat(_ISO_ZONE.sub(_iso_zone, text)))
        except ValueError:
            pass
    # What most feeds and mails have is read much sooner.
    if _EXACT_MAIL.fullmatch(text):
        return _of_moment(parsedate_to_datetime(text))
    digits = _LOG.sub(r"\1 \2 \3 ", fold_digits(text))
    if match := _COMPACT_TIME.fullmatch(digits):
        return _of_moment(datetime.fromisoformat(f"{match[1]}T{''.join(match.groups('')[1:])}"))
    if count := parse_count(digits):
        return Published(count.day, count.instant, count.assumption)
    is_mail = bool(_MAIL.fullmatch(digits))
    remainder, clock = split_clock(_AFTER_ISO.sub("", digits), is_mail=is_mail)
    remainder = strip_marks(squeeze(remainder))
    day, assumption = _parse_day(remainder, order, text)
    return None if day is None else Published(day, _instant(day, clock), assumption)


def _iso_zone(zone: re.Match[str]) -> str:
    return zone[1] or "Z"


def _of_moment(moment: datetime) -> Published:
    return Published(moment.date(), moment if moment.tzinfo else None)


def _parse_day(text: str, order: DayOrder, original: str) -> tuple[date | None, str]:
    """Return the day in a text without a time, and what was assumed."""
    bare = _strip_weekday(text)
    for form in dict.fromkeys((text, bare)):
        if day := parse_numbers(form, order, original):
            return day, SHORT_YEARS if has_short_year(form) else ""
        if day := parse_unit_date(form, original):
            return day, ""
    if _ONLY_YEAR.fullmatch(text):
        raise UnclearDateError("its month and day are missing")
    if _YEAR_AND_MONTH.fullmatch(text):
        raise UnclearDateError("its day is missing")
    word_date = parse_word_date(text, original)
    if word_date is None:
        return None, ""
    # With a weekday it has the form of RFC 850, in which nothing else is meant.
    is_assumed = word_date.has_short_year and bare == text
    return word_date.day, SHORT_YEARS if is_assumed else ""


def _strip_weekday(text: str) -> str:
    """Return a date without the weekday before or after it."""
    match = _WEEKDAY_BEFORE.match(text)
    if match and (match[1][-1].isdigit() or _is_only_weekday(match[1])):
        return text[match.end() :]
    match = _WEEKDAY_AFTER.search(text)
    if match and _is_only_weekday(match[1]):
        return text[: match.start()]
    return text


def _is_only_weekday(word: str) -> bool:
    key = word.casefold()
    if key in ENGLISH_WEEKDAYS or key in MONTHS:
        return key in ENGLISH_WEEKDAYS
    return is_weekday(word) and not find_month(word)


def _instant(day: date, clock: Clock | None) -> datetime | None:
    if clock is None or clock.zone is None:
        return None
    return datetime.combine(day, clock.moment, clock.zone)


def _describe_several(text: str, error: SeveralDaysError) -> ArticleError:
    if not any(_is_plausible(day) for day in error.days):
        return ArticleError(_IMPLAUSIBLE.format(text=_short(text)))
    days = " or ".join(map(str, error.days))
    return ArticleError(
        f"{_short(text)} may be {days}, and {error.reason}: write it like 2026-01-07",
        suggestion=next(filter(_is_plausible, error.days)),
    )


def _is_plausible(day: date) -> bool:
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
