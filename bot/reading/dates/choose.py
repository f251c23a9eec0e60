"""Choosing a document's date among those in its text, its path and its properties."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from bot.articles.findings import ArticleError
from bot.reading.dates.find import find_dates, find_yearless_date
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.dates.path_dates import DATED_BY_NAME, find_path_date

__all__ = [
    "DATED_BY_CHANGE",
    "DATED_BY_NAME",
    "DATED_BY_PROPERTIES",
    "NO_DATE",
    "DateChoice",
    "choose_date",
    "explain_no_date",
]

NO_DATE = "it has no date"
"""How the reasons begin of what lacks a date of its own."""

DATED_BY_PROPERTIES = (
    "dated by the document's creation date: check that it was published then,"
    " or put the date in the file name"
)
DATED_BY_CHANGE = (
    "dated by its last change, the only date that it has: check that it was published then"
)
# How much of a text is searched for a date to suggest.
_LINES, _LONGEST = 200, 2_000


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A document's date, and a notice where it is not from the document itself."""

    published: Published
    notice: str = ""


def choose_date(
    text_date: str,
    path: str,
    property_date: str = "",
    *,
    order: DayOrder = DayOrder.UNKNOWN,
    property_notice: str = DATED_BY_PROPERTIES,
    lines: Iterable[str] = (),
) -> DateChoice:
    """Return the date in a document, else the one in its path, else the one in its properties.

    ``text_date`` and ``property_date`` are dates as they are written, or empty;
    ``property_notice`` says that the latter was chosen. Raise ArticleError where there is no
    date, or where the document's is ambiguous and its path has none; it suggests a date that
    one of the text's ``lines`` mentions.
    """
    try:
        published = parse_published(text_date, order) if text_date else None
    except ArticleError as error:
        reason = f"{error.reason}, or put the date in the file name"
        return _date_by_path(path, ArticleError(reason, suggestion=error.suggestion))
    if published is not None:
        return DateChoice(published, _contradiction(published, path) or published.assumption)
    if property_date and not _has_path_date(path, property_date):
        return DateChoice(parse_published(property_date), property_notice)
    return _date_by_path(path, explain_no_date(path, lines, order))


def explain_no_date(
    path: str, lines: Iterable[str], order: DayOrder = DayOrder.UNKNOWN, advice: str = ""
) -> ArticleError:
    """Return the error of a text without a date of its own, which says what it mentions.

    ``advice`` is what else can be done than to put a date in the file's name.
    """
    heads = [line[:_LONGEST] for line in islice(lines, _LINES)]
    suffix = PurePath(path).suffix
    for text in (text for line in heads for text in find_dates(line)):
        try:
            day = parse_published(text, order).day
        except ArticleError as error:
            if error.suggestion:
                reason = f"it has no date of its own, and {error.reason}, in its name"
                return ArticleError(reason, suggestion=error.suggestion)
            continue
        example = f"{day}-some-title{suffix}"
        reason = (
            f"it has no date of its own, but mentions {day}: if it was published then, put that"
            f" in its name, like {example}"
        )
        return ArticleError(reason + advice, suggestion=day)
    example = f"2026-01-07-some-title{suffix}"
    if yearless := find_yearless_date(heads):
        reason = f"its date {yearless!r} has no year: put all of it in its name, like {example}"
    else:
        reason = f"it has no date: put one in its name, like {example}"
    return ArticleError(reason + advice)


def _date_by_path(path: str, error: ArticleError) -> DateChoice:
    choice = find_path_date(path)
    if choice is None:
        raise error
    return DateChoice(choice.published, choice.notice)


def _has_path_date(path: str, property_date: str) -> bool:
    """Tell whether a path has a date; of one that may be several the properties say which."""
    try:
        return find_path_date(path) is not None
    except ArticleError as error:
        is_one = error.suggestion and str(parse_published(property_date).day) in error.reason
        if not is_one:
            raise
        return False


def _contradiction(published: Published, path: str) -> str:
    try:
        choice = find_path_date(path)
    except ArticleError:
        return ""
    if choice is None or choice.published.day == published.day:
        return ""
    day, other = published.day, choice.published.day
    if choice.is_name:
        return f"dated {day}, as it says, not {other}, as in its file name"
    return f"dated {day}, as it says, not {other}, as in its folders"
