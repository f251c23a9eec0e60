"""Resolving: which of a record's keys hold an article's fields."""

from collections.abc import Mapping, Sequence
from itertools import islice

from bot.reading.records.field_names import find_fields, fold
from bot.reading.records.values import Numeral, read_date

Record = Mapping[str, object]
Keys = Mapping[str, Sequence[str]]
"""The keys of a record that may hold a field, by field, the best first."""

_WRAPPERS = frozenset(
    "fields attributes metadata meta node row document doc data item article post record"
    " properties payload story news entry content".split()
)
_SOURCE = "_source"

# What WordPress says beside a post, whose own author is a number.
_SITE = {
    "_embedded": {"author": "author_name"},
    "yoast_head_json": {"og_site_name": "og_site_name", "author": "author_name"},
}

_MOST_CACHED = 1_000
_MOST_NESTING = 3
_MOST_LOOKED_AT = 20
_LONGEST_NAME = 40

_cache: dict[tuple[str, ...], Keys] = {}


def find_keys(record: Record) -> Keys:
    """Return the keys of each field, and as ``wrappers`` those that may hold more fields."""
    names = tuple(record)
    keys = _cache.get(names)
    if keys is None:
        if len(_cache) >= _MOST_CACHED:
            _cache.clear()
        keys = _cache[names] = _rank_keys(names)
    return keys


def _rank_keys(names: tuple[str, ...]) -> Keys:
    ranks: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        for field, rank in find_fields(name):
            ranks.setdefault(field, []).append((rank, name))
    keys: dict[str, Sequence[str]] = {
        field: [name for _, name in sorted(pairs, key=lambda pair: pair[0])]
        for field, pairs in ranks.items()
    }
    wrappers = [
        name for name in names if name == _SOURCE or fold(name[:_LONGEST_NAME]) in _WRAPPERS
    ]
    if wrappers:
        keys["wrappers"] = wrappers
    return keys


def is_plain(record: Record, keys: Keys) -> bool:
    """Tell whether a record holds its text and its date as strings, as almost all do."""
    texts, dates = keys.get("text"), keys.get("published")
    return bool(
        texts
        and dates
        and type(text := record[texts[0]]) is str
        and text
        and isinstance(date := record[dates[0]], str)
        and date
        and ("title" in keys or "wrappers" not in keys)
    )


def unwrap(record: Record) -> Record:
    """Return a record with the fields that are nested in it, as in ``{"_source": {…}}``."""
    for outer, site_names in _SITE.items():
        site = record.get(outer)
        if isinstance(site, dict):
            record = {new: site[name] for name, new in site_names.items() if name in site} | {
                **record
            }
    for _ in range(_MOST_NESTING):
        keys = find_keys(record)
        if is_plain(record, keys):
            return record
        has_text, has_date = has_prose(record, keys), has_date_in(record, keys)
        if has_text and has_date and ("title" in keys or "wrappers" not in keys):
            return record
        names = [name for name in keys.get("wrappers", ()) if _holds_fields(record[name])]
        if not names and not (has_text and has_date):
            # Several are no parts of one article.
            names = list(islice((name for name in record if is_article(record[name])), 2))
            names = names if len(names) == 1 else []
        if not names:
            return record
        record = _merge(record, names)
    return record


def _holds_fields(value: object) -> bool:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        return False
    return any(field in find_keys(value) for field in ("title", "published", "created", "text"))


def _merge(record: Record, names: Sequence[str]) -> Record:
    fields: dict[str, object] = {}
    for name in names:
        inner = record[name]
        if isinstance(inner, dict):
            fields |= inner
    outer = {key: value for key, value in record.items() if key not in names}
    return fields | {key: value for key, value in outer.items() if value not in ("", None)}


def is_article(value: object) -> bool:
    """Tell whether a value has the fields of an article in it: a text and a date or a title."""
    if not isinstance(value, dict):
        return False
    keys = find_keys(value)
    return has_prose(value, keys) and ("title" in keys or has_date_in(value, keys))


def has_prose(record: Record, keys: Keys, *fields: str) -> bool:
    """Tell whether a field that may be the text, or its summary, has a value."""
    return any(
        _may_be_prose(record[name])
        for field in fields or ("text", "summary")
        for name in keys.get(field, ())
    )


def has_date_in(record: Record, keys: Keys) -> bool:
    """Tell whether a field that may be the date has a value."""
    return any(
        read_date(record[name])
        for field in ("published", "created", "modified", "year")
        for name in keys.get(field, ())
    )


def _may_be_prose(value: object) -> bool:
    if isinstance(value, str):
        return not isinstance(value, Numeral) and bool(value) and not value.isspace()
    if isinstance(value, list):
        items = value[:_MOST_LOOKED_AT]
        return bool(items) and not any(isinstance(item, list) or _is_record(item) for item in items)
    return isinstance(value, dict) and bool(value) and not _is_record(value)


def _is_record(value: object) -> bool:
    """Tell by its keys alone whether a value may be an article of its own."""
    if not isinstance(value, dict):
        return False
    keys = find_keys(value)
    has_text = "text" in keys or "summary" in keys
    return has_text and ("title" in keys or "published" in keys)
