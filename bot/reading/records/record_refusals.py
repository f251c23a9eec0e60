"""Refusals: what a record lacks, in the words of whoever has the file."""

from collections.abc import Iterable, Sequence

from bot.reading.records.field_names import fold
from bot.reading.records.record_keys import Record, find_keys
from bot.reading.records.values import Numeral, read_words
from bot.reading.source import escape_unprintable

BOOKMARKS_ONLY = (
    "it holds addresses without texts: save the pages themselves, or give the texts a field of"
    " their own, such as text"
)

ZERO_DATE = (
    "its date is the one that programs write where they know none, such as 1970-01-01T00:00:00:"
    " give it the day on which it was published"
)

_MOST_NAMES = 12
_LONGEST_NAME = 40
_LONGEST_MESSAGE = 160
_FAILURES = frozenset("error errors errorcode code statuscode".split())

# What only the export of a list of bookmarks has.
_BOOKMARKS = frozenset(
    "timeadded dateadded toread favorite favourite favorited savedat saveddate readingprogress"
    " folder folders isarchived isstarred lastinteractiondate readpercent typecode".split()
)


def explain_no_text(record: Record, names: Sequence[str]) -> str:
    """Return why a record is rejected whose fields ``names`` hold no text."""
    values = [record[name] for name in names]
    if any(isinstance(value, Numeral) for value in values):
        return "its text is a number"
    if reason := _explain_failure(record):
        return reason
    if values and all(value is None or value == "" or str(value).isspace() for value in values):
        return "its text is empty"
    if is_bookmark(record):
        return BOOKMARKS_ONLY
    return (
        f"it has no text: its fields are {list_keys(record)}; a text is needed, under a name such"
        " as text, body or content"
    )


def explain_no_date(record: Record) -> str:
    """Return why a record without a date is rejected, with the fields that it has."""
    if reason := _explain_failure(record):
        return reason
    return (
        f"it has no date: its fields are {list_keys(record)}; a date is needed, under a name such"
        " as published or date, like 2026-01-07"
    )


def _explain_failure(record: Record) -> str:
    """Return what a service answered to a request that failed, or nothing."""
    names = {fold(name[:_LONGEST_NAME]): name for name in record}
    keys = find_keys(record)
    if "message" not in names or _FAILURES.isdisjoint(names) or {"title", "url"} & set(keys):
        return ""
    message = " ".join(read_words(record[names["message"]]).split())
    words = escape_unprintable(message[:_LONGEST_MESSAGE])
    return f"it is no article but a service's answer to a request that failed: {words}"


def list_keys(names: Iterable[str]) -> str:
    """Return a record's keys in words, the first of them where there are many."""
    keys = [_display_key(name) for name in names if name.strip()]
    words, other_count = ", ".join(keys[:_MOST_NAMES]) or "none", len(keys) - _MOST_NAMES
    return f"{words} and {other_count:,} others" if other_count > 0 else words


def _display_key(name: str) -> str:
    name = escape_unprintable(name)
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def is_bookmark(record: Record) -> bool:
    """Tell whether a record is a bookmark: an address with a title, and no text of its own."""
    keys = find_keys(record)
    if "text" in keys or "url" not in keys:
        return False
    return "summary" not in keys or is_saved(record)


def is_saved(record: Record) -> bool:
    """Tell whether a program wrote it that keeps what one wants to read later."""
    return not _BOOKMARKS.isdisjoint(fold(name[:_LONGEST_NAME]) for name in record)
