"""Dates in the names of files and of the folders around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from bot.articles.findings import ArticleError
from bot.language.span import Span
from bot.reading.dates.day_numbers import DayOrder, parse_numbers
from bot.reading.dates.find import find_spans
from bot.reading.dates.month_names import find_month
from bot.reading.dates.parse import Published, parse_published
from bot.reading.dates.unclear_dates import SeveralDaysError
from bot.reading.web_addresses import read_path

DATED_BY_NAME = "dated by its file name"
DATED_BY_FOLDERS = "dated by its folders"

_SUFFIX = re.compile(r"\.[^\W\d_][\w]{0,9}$")
_YEAR_FIRST = re.compile(
    r"(?<![0-9])(?P<year>(?:1[6-9]|2[01])[0-9]{2})(?P<joint>[-_. ])(?P<month>[0-9]{1,2})(?P=joint)"
    r"(?P<day>[0-9]{1,2})(?![0-9])"
)
_YEAR_LAST = re.compile(
    r"(?<![0-9])(?P<first>[0-9]{1,2})(?P<joint>[-_. ])(?P<second>[0-9]{1,2})(?P=joint)"
    r"(?P<year>(?:1[6-9]|2[01])[0-9]{2})(?![0-9])"
)
_COMPACT = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:[T_-]?[0-2][0-9][0-5][0-9](?:[0-5][0-9])?)?(?![0-9])"
)
_IN_ADDRESS = re.compile(
    r"[/_-](?P<year>(?:19|20)[0-9]{2})(?:(?P<joint>[/_-])(?P<month>[0-9]{1,2}|[a-z]{3,9})(?P=joint)"
    r"(?P<day>[0-9]{1,2})|(?P<short_month>[0-9]{2})(?P<short_day>[0-9]{2}))(?=[/_.-]|$)",
    re.IGNORECASE,
)
# By which programs and people name what they save, on the day on which they do.
_SAVING = re.compile(
    r"(?<![^\W_])(?:exports?|exported|downloads?|downloaded|screenshots?|screen[ _-]?shot|backup"
    r"|dump|crawl|crawled|scrape|scraped|snapshot|bildschirmfoto|capture d[’'_ ]écran|export[eé]s?"
    r"|telechargement|téléchargement|descarga|sicherung)(?![^\W_])",
    re.IGNORECASE,
)
_JOINTS = str.maketrans("_-", "  ")

_DEPTH = 4
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_AND_MONTH = re.compile(r"((?:19|20)[0-9]{2})[-_. ]?([01][0-9])")
_MONTH = re.compile(r"([0-9]{1,2})(?:[-_. ]+[^\W\d_]+\.?)?")
_MONTH_AND_DAY = re.compile(r"([0-9]{1,2})[-_.]([0-9]{1,2})(?![0-9])")
_DAY = re.compile(r"([0-9]{1,2})(?:$|[-_.](?![0-9]))")


@dataclass(frozen=True, slots=True)
class PathDate:
    """The date in a path, and a notice that says in which part of it."""

    published: Published
    notice: str

    @property
    def is_name(self) -> bool:
        """Tell whether it is the date in the file's name, not in its folders."""
        return self.notice == DATED_BY_NAME


def find_path_date(path: str) -> PathDate | None:
    """Return the date in a file's name, or else in its folders, or None.

    Raise ArticleError where the name has several, or one that may be several days.
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    if published := parse_date_in_name(name):
        return PathDate(published, DATED_BY_NAME)
    day = _in_folders(folders[-_DEPTH:], _SUFFIX.sub("", name))
    return PathDate(Published(day), DATED_BY_FOLDERS) if day else None


def parse_date_in_name(name: str) -> Published | None:
    """Parse the date in a file's name; return None where there is none.

    Raise ArticleError where there are several, or one that may be several days.
    """
    days = {day for _, day in _find_in_name(name)}
    if days and (word := _SAVING.search(name)):
        raise ArticleError(
            f"its name seems to tell when it was saved ({min(days)}): if that is when it was"
            f" published, leave {word[0]!r} out of the name",
            suggestion=min(days),
        )
    if len(days) > 1:
        raise ArticleError(f"its name contains several dates: {', '.join(map(str, sorted(days)))}")
    return Published(days.pop()) if days else None


def find_address_date(url: str) -> str:
    """Return the only date in the path of a page's address as YYYY-MM-DD, or nothing."""
    days = set()
    for match in _IN_ADDRESS.finditer(read_path(url)):
        month, day = match["month"] or match["short_month"], match["day"] or match["short_day"]
        number = month if month.isdigit() else str(find_month(month))
        days.add(_to_day(match["year"], number, day))
    sole_day = days.pop() if len(days) == 1 else None
    return sole_day.isoformat() if sole_day else ""


def find_name_dates(name: str) -> list[Span]:
    """Return where a file's name has dates, in their order."""
    try:
        return sorted(span for span, _ in _find_in_name(name))
    except ArticleError:
        return []


def _find_in_name(name: str) -> Iterator[tuple[Span, date]]:
    """Yield the days in a name; raise ArticleError where one may be several."""
    stem = _SUFFIX.sub("", name)
    for pattern in (_YEAR_FIRST, _COMPACT):
        for match in pattern.finditer(stem):
            if day := _to_day(match["year"], match["month"], match["day"]):
                yield Span(*match.span()), day
    for match in _YEAR_LAST.finditer(stem):
        if day := _read_year_last(match):
            yield Span(*match.span()), day
    words = stem.translate(_JOINTS)
    for span in find_spans(words):
        if any(map(str.isalpha, span.slice(words))) and (day := _read_words(span.slice(words))):
            yield span, day


def _read_year_last(match: re.Match[str]) -> date | None:
    try:
        text = f"{match['first']}/{match['second']}/{match['year']}"
        return parse_numbers(text, DayOrder.UNKNOWN, text)
    except SeveralDaysError as error:
        days = " or ".join(map(str, error.days))
        raise ArticleError(
            f"its name has {match[0]!r}, which may be {days}: write it like 2026-01-07",
            suggestion=error.days[0],
        ) from None
    except ValueError:
        return None


def _read_words(text: str) -> date | None:
    try:
        return parse_published(text).day
    except ArticleError:
        return None


def _in_folders(folders: list[str], stem: str) -> date | None:
    """Return the day that the innermost folders spell, with the beginning of the file's name."""
    parts = ["", "", *folders, stem]
    for index in range(len(parts) - 1, 1, -1):
        day = _spell(*parts[index - 2 : index + 1])
        if day is None and index < len(parts) - 1:
            day = _open_with_date(parts[index])
        if day:
            return day
    return None


def _spell(first: str, second: str, third: str) -> date | None:
    """Return the day of a year, a month and a day, two of which may be in one part."""
    day = _DAY.match(third)
    if day and _YEAR.fullmatch(first) and (month := _read_month(second)):
        return _to_day(first, month, day[1])
    if day and (year_and_month := _YEAR_AND_MONTH.fullmatch(second)):
        return _to_day(year_and_month[1], year_and_month[2], day[1])
    if _YEAR.fullmatch(second) and (month_and_day := _MONTH_AND_DAY.match(third)):
        return _to_day(second, month_and_day[1], month_and_day[2])
    return None


def _read_month(part: str) -> str:
    """Return the number of a month, such as 01, January or 01-January; or nothing."""
    if match := _MONTH.fullmatch(part):
        return match[1]
    month = find_month(part) if part.isalpha() else 0
    return str(month) if month else ""


def _open_with_date(folder: str) -> date | None:
    """Return the only date of a folder's name, where it begins with it."""
    try:
        dates = list(_find_in_name(folder))
    except ArticleError:
        return None
    days = {day for _, day in dates}
    return days.pop() if len(days) == 1 and any(span.start == 0 for span, _ in dates) else None


def _to_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
