"""Dating: which of a document's dates counts, and what its owner should know of that."""

from dataclasses import dataclass

from bot.articles.findings import ArticleError
from bot.reading.dates.parse import DayOrder, Published, parse_published, published_in_name

DATED_BY_NAME = "dated by its file's name"
DATED_BY_PROPERTIES = (
    "dated by when the document was made, as its properties say: see that it was published then,"
    " or put the date in the file's name"
)


@dataclass(frozen=True, slots=True)
class Dating:
    """A document's date, and a remark where it does not stand in the document itself."""

    published: Published
    remark: str = ""


def dating(
    written: str,
    name: str,
    properties: str = "",
    *,
    order: DayOrder = DayOrder.UNKNOWN,
    told: str = DATED_BY_PROPERTIES,
) -> Dating:
    """Return the date that stands in a document, else the one in its name, else its properties'.

    ``written`` and ``properties`` are dates as they are written, or nothing; ``told`` is the
    remark on the latter. Raise ArticleError where there is none, or where the one that stands
    in the document could be two and no name decides.
    """
    try:
        published = parse_published(written, order) if written else None
    except ArticleError as error:
        return _dated_by_name(name, f"{error.reason}, or put the date in the file's name")
    if published is not None:
        return Dating(published, _contradiction(published, name))
    if properties and not _in_name(name):
        return Dating(parse_published(properties), told)
    return _dated_by_name(
        name, "it has no date: give one in its name, like 2026-01-07-some-title.pdf"
    )


def _dated_by_name(name: str, reason: str) -> Dating:
    published = published_in_name(name)
    if published is None:
        raise ArticleError(reason)
    return Dating(published, DATED_BY_NAME)


def _in_name(name: str) -> bool:
    return published_in_name(name) is not None


def _contradiction(published: Published, name: str) -> str:
    try:
        named = published_in_name(name)
    except ArticleError:
        return ""
    if named is None or named.day == published.day:
        return ""
    return f"dated {published.day}, which stands in it, and not {named.day}, as its name says"
