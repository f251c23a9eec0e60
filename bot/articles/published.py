"""Published: the day of an article, and the instant where it is known."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.articles.finding import ArticleError

DATE_IN_NAME = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")

# Python's parser takes any character between day and time, so that it would read a day into
# the first digits of a count of milliseconds.
_ISO = re.compile(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}(?:[Tt ].+)?")

# Newspapers are younger, and other years are what programs write for "unknown". It also
# keeps every instant within what a change of time zone can bear.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199


@dataclass(frozen=True, slots=True)
class Published:
    """A day as the source's own zone has it; ``instant`` is aware, or None."""

    day: date
    instant: datetime | None = None


def parse_published(text: str) -> Published:
    """Read an ISO 8601 day, or a day and time; only one with an offset names an instant."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None:
        raise ArticleError(
            f"{_short(text)} is not a date: write it like 2026-01-07 or 2026-01-07T18:30:00+01:00"
        )
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ArticleError(f"{_short(text)} is not the date of a news article")
    return Published(moment.date(), moment if moment.tzinfo else None)


def published_in_name(name: str) -> Published | None:
    """Read the date in a file's name, or return None where it holds none."""
    dates = set(DATE_IN_NAME.findall(name))
    if len(dates) > 1:
        raise ArticleError(f"its name holds several dates: {', '.join(sorted(dates))}")
    return parse_published(dates.pop()) if dates else None


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
