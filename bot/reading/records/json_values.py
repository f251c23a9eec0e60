"""JSON values: parsing that keeps numbers as written and tells what is wrong, and where."""

import json
import re
from collections.abc import Iterable

from bot.articles.findings import ArticleError
from bot.reading.dates.parse import DayOrder, infer_day_order
from bot.reading.limits import DEFAULT_LIMITS
from bot.reading.records.field_names import is_field
from bot.reading.records.values import Numeral

NO_OBJECT = "it is JSON, but not an object with an article's fields"

# A date of three numbers, the last of them its year.
_NUMERIC_DATE = re.compile(r'"([0-9]{1,2}([./-])[0-9]{1,2}\2[0-9]{4}[^"\\]{0,40})"')
_SPACE = re.compile(r"[ \t\r\n]*")
_FIELDS = ("id", "title", "published", "source", "url", "authors", "language", "text")


def infer_json_order(parts: Iterable[str]) -> DayOrder:
    """Return which number of the dates in parts of a JSON text is the day."""
    return infer_day_order(match[1] for part in parts for match in _NUMERIC_DATE.finditer(part))


def parse_object(text: str, depth: int = DEFAULT_LIMITS.depth) -> dict[str, object]:
    """Read one JSON object; raise ArticleError with what is wrong with it."""
    value, end = parse_value(text, 0, depth)
    if text[end:].strip():
        raise ArticleError(f"it is not JSON (there is more after its end, at character {end + 1})")
    if not isinstance(value, dict):
        raise ArticleError(NO_OBJECT)
    return value


def parse_value(text: str, start: int, depth: int = DEFAULT_LIMITS.depth) -> tuple[object, int]:
    """Read the JSON value at ``start``; return it and where it ends.

    Numbers come as they are written, and what is not a number as nothing: tables write
    NaN for an empty cell.
    """
    try:
        value, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        line = text.count("\n", 0, error.pos) + 1 if "\n" in text else None
        position = f"at character {error.pos + 1 - (text.rfind(chr(10), 0, error.pos) + 1)}"
        raise ArticleError(f"it is not JSON ({error.msg}, {position})", line) from None
    except RecursionError:
        raise ArticleError("it is nested too deeply") from None
    if _is_deeper(value, depth):
        raise ArticleError(f"its values are nested deeper than {depth:,}")
    return value, end


def _is_deeper(value: object, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        inner: list[object] = []
        for parent in level:
            if isinstance(parent, dict):
                inner += (child for child in parent.values() if isinstance(child, dict | list))
            elif isinstance(parent, list):
                inner += (child for child in parent if isinstance(child, dict | list))
        if not inner:
            return False
        level = inner
    return True


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names: set[str] = set()
        for name, _ in pairs:
            if name in names and is_field(name, *_FIELDS):
                raise ArticleError(f"it gives {name} twice: remove one of them")
            names.add(name)
    return fields


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=Numeral,
    parse_float=Numeral,
    parse_constant=lambda _: None,
)


def skip_space(text: str, position: int) -> int:
    """Return where the next value may begin."""
    space = _SPACE.match(text, position)
    return space.end() if space else position
