"""Choosing a document's date among those in its text, its name and its properties."""

from dataclasses import dataclass
from pathlib import PurePath

from bot.articles.findings import ArticleError
from bot.reading.dates.parse import DayOrder, Published, parse_date_in_name, parse_published

DATED_BY_NAME = "dated by its file name"
DATED_BY_PROPERTIES = (
    "dated by the document's creation date: check that it was published then,"
    " or put the date in the file name"
)


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A document's date, and a notice where it is not from the document itself."""

    published: Published
    notice: str = ""


def choose_date(
    text_date: str,
    name: str,
    property_date: str = "",
    *,
    order: DayOrder = DayOrder.UNKNOWN,
    property_notice: str = DATED_BY_PROPERTIES,
) -> DateChoice:
    """Return the date in a document, else the one in its name, else the one in its properties.

    ``text_date`` and ``property_date`` are dates as they are written, or empty;
    ``property_notice`` says that the latter was chosen. Raise ArticleError where there is no
    date, or where the document's is ambiguous and its name has none.
    """
    try:
        published = parse_published(text_date, order) if text_date else None
    except ArticleError as error:
        return _dated_by_name(name, f"{error.reason}, or put the date in the file name")
    if published is not None:
        return DateChoice(published, _contradiction(published, name))
    if property_date and not _in_name(name):
        return DateChoice(parse_published(property_date), property_notice)
    example = f"2026-01-07-some-title{PurePath(name).suffix}"
    return _dated_by_name(name, f"it has no date: put one in its name, like {example}")


def _dated_by_name(name: str, reason: str) -> DateChoice:
    published = parse_date_in_name(name)
    if published is None:
        raise ArticleError(reason)
    return DateChoice(published, DATED_BY_NAME)


def _in_name(name: str) -> bool:
    return parse_date_in_name(name) is not None


def _contradiction(published: Published, name: str) -> str:
    try:
        name_date = parse_date_in_name(name)
    except ArticleError:
        return ""
    if name_date is None or name_date.day == published.day:
        return ""
    return f"dated {published.day}, as it says, not {name_date.day}, as in its file name"
