"""Counts of seconds and days that programs write instead of dates."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.reading.dates.doubts import SeveralDaysError

SECONDS = "dates written as numbers were read as seconds since 1970, with their days in UTC"
SHEET_DAYS = "dates written as numbers such as 46029 were read as days of a spreadsheet"

_NUMBER = re.compile(r"(-?[0-9]{9,19})(?:\.[0-9]{1,9})?")
_EXPONENT = re.compile(r"-?[0-9]\.[0-9]{7,18}e\+?(?:09|9|12|15|18)", re.IGNORECASE)
_DOT_NET = re.compile(r"\\?/Date\((-?[0-9]{1,15})([+-][0-9]{4})?\)\\?/")
_SHEET_DAY = re.compile(r"([2-8][0-9]{4})(?:[.,][0-9]{1,12})?")
# A date may be written as ten digits too.
_HOURLY = re.compile(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])")
_SHEET_EPOCH = date(1899, 12, 30)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CountedDate:
    """A day, the instant where it is known, and what was assumed."""

    day: date
    instant: datetime | None
    assumption: str


def parse_count(text: str) -> CountedDate | None:
    """Return the date that a number counts to, or None where it is no such number.

    It is a number of seconds, milliseconds, microseconds or nanoseconds since 1970, or of the days
    in a spreadsheet. Raise SeveralDaysError where it may be another date, and ValueError or
    OverflowError where its unit is not sure.
    """
    if match := _DOT_NET.fullmatch(text):
        return _from_seconds(int(match[1]) / 1000)
    if match := _NUMBER.fullmatch(text):
        seconds = _scale(int(match[1]))
        if _HOURLY.fullmatch(text):
            days = date.fromisoformat(text[:8]), _from_seconds(seconds).day
            raise SeveralDaysError(days, "it may be a day and an hour, or seconds since 1970")
        return _from_seconds(seconds)
    if _EXPONENT.fullmatch(text):
        return _from_seconds(_scale(int(float(text))))
    if match := _SHEET_DAY.fullmatch(text):
        day = _SHEET_EPOCH + timedelta(int(match[1]))
        return CountedDate(day, None, SHEET_DAYS)
    return None


def _scale(count: int) -> float:
    """Return a count as seconds: it has ten digits between 2001 and 2286."""
    digits = len(str(abs(count)))
    for power in (0, 3, 6, 9):
        if digits in (9 + power, 10 + power):
            return count / 10.0**power
    raise ValueError("its unit is not sure")


def _from_seconds(seconds: float) -> CountedDate:
    instant = _EPOCH + timedelta(seconds=seconds)
    return CountedDate(instant.date(), instant, SECONDS)
