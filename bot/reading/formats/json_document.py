"""JSON: one article as an object, or an array of such objects."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.decoding import decode
from bot.reading.formats.format import Format
from bot.reading.limits import DEFAULT_LIMITS
from bot.reading.record import NAMES, Numeral, build_article
from bot.reading.source import Source

_OPENING = re.compile(r"\s*(\[\s*[{\]]|\{\s*[\"}])")
_SPACE = re.compile(r"[ \t\r\n]*")
_NEXT_OBJECT = re.compile(r"(?:,[ \t\r\n]*|^[ \t]*)(?=\{)", re.MULTILINE)

_FIELD_NAMES = frozenset(name for names in NAMES.values() for name in names)

# How many objects after broken ones are tried: each try may read all the rest.
_TRIES = 200


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as an object or an array of objects; else the name decides."""
    return bool(_OPENING.match(opening)) or PurePath(name).suffix.lower() == ".json"


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every object."""
    content = decode(source.read())
    if content.notice:
        yield Notice(source.path, None, content.notice)
    start = _skip_space(content.text, 0)
    if content.text.startswith("[", start):
        yield from _array(content.text, start, source)
    else:
        yield build_article(parse_object(content.text, source.limits.depth), source.path)


def _array(text: str, start: int, source: Source) -> Iterator[Finding]:
    path, depth = source.path, source.limits.depth
    position = _skip_space(text, start + 1)
    if text.startswith("]", position):
        raise ArticleError("it is empty")
    line, last_position = 1, 0
    tries = iter(range(_TRIES))
    while not text.startswith("]", position):
        line, last_position = line + text.count("\n", last_position, position), position
        try:
            value, end = parse_value(text, position, depth)
            yield _element(value, path, line)
            position = end
            position = _skip_separator(text, end)
        except ArticleError as error:
            position_after = _next_article(text, position + 1, tries)
            suffix = "" if position_after is not None else "; nothing after it could be read"
            yield Rejection(
                path, error.line or line, error.reason + suffix, truncated=position_after is None
            )
            if position_after is None:
                return
            position = position_after
    if text[position + 1 :].strip():
        yield Rejection(path, None, "what follows the end of the array was not read")


def _element(value: object, path: str, line: int) -> Finding:
    if not isinstance(value, dict):
        return Rejection(path, line, "it is JSON, but not an object with an article's fields")
    try:
        return build_article(value, path)
    except ArticleError as error:
        return Rejection(path, line, error.reason)


def _skip_space(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def _skip_separator(text: str, end: int) -> int:
    """Return where the next object begins, or the end of the array; a comma may be missing."""
    position = _skip_space(text, end)
    if text.startswith(",", position):
        return _skip_space(text, position + 1)
    if text.startswith(("]", "{"), position):
        return position
    line = text.count("\n", 0, position) + 1
    raise ArticleError("the array is broken: a comma or ] is missing", line)


def _next_article(text: str, start: int, tries: Iterator[int]) -> int | None:
    """Return where the next object begins that looks like an article."""
    for match in _NEXT_OBJECT.finditer(text, start):
        if next(tries, None) is None:
            break
        try:
            value, _ = parse_value(text, match.end())
        except ArticleError:
            continue
        if isinstance(value, dict) and not value.keys().isdisjoint(NAMES["text"]):
            return match.end()
    return None


def parse_object(text: str, depth: int = DEFAULT_LIMITS.depth) -> dict[str, object]:
    """Read one JSON object; raise ArticleError with what is wrong with it."""
    value, end = parse_value(text, 0, depth)
    if text[end:].strip():
        raise ArticleError(f"it is not JSON (there is more after its end, at character {end + 1})")
    if not isinstance(value, dict):
        raise ArticleError("it is JSON, but not an object with an article's fields")
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
            if name in names and name in _FIELD_NAMES:
                raise ArticleError(f"it gives {name} twice: remove one of them")
            names.add(name)
    return fields


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=Numeral,
    parse_float=Numeral,
    parse_constant=lambda _: None,
)


FORMAT = Format("JSON", (".json",), ("application/json",), recognises, read)
