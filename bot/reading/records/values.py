"""Values: the words in a field, however deep a service has nested them."""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.reading.bylines import find_authors
from bot.reading.markup import to_line, to_prose


class Numeral(str):
    """A number as it was written: an id may have more digits than a number type keeps."""

    __slots__ = ()


_WORD_KEYS = (
    *("rendered", "name", "title", "main", "value", "@value", "_value", "text", "#text", "_text"),
    *("__text", "$t", "$", "original", "label", "displayName", "display_name", "full_name"),
    *("fullName", "plain_text", "basic", "S", "default", "en", "node", "data", "attributes"),
)
_DATE_KEYS = (
    *("$date", "$numberLong", "iso", "iso8601", "rendered", "date", "dateTime", "datetime"),
    *("value", "@value", "#text", "_text", "__text", "$t", "$", "raw", "utc", "published"),
    *("publishedAt", "original", "timestamp", "local", "seconds", "_seconds"),
    *("start", "date-parts", "S", "N"),
)
_URL_KEYS = (
    *("href", "@href", "url", "@id", "permalink", "canonical", "value", "rendered", "#text", "$t"),
    *("web", "html", "S"),
)
_TEXT_KEYS = (
    *("rendered", "processed", "value", "@value", "text", "#text", "_text", "__text", "$t", "$"),
    *("insert", "bodyHtml", "bodyTextSummary", "html", "plain", "plaintext", "content", "children"),
    *("paragraphs", "sections", "blocks", "ops", "body", "main", "root", "rich_text"),
    *("plain_text", "S"),
    *("default", "en"),
)
_INLINE = frozenset(
    "text span link hyperlink a bold strong italic em code mention hashtag plain".split()
)
# What stands among the paragraphs of an editor's tree, and is none.
_NO_PARAGRAPHS = frozenset(
    "image gallery video audio embed oembed_response interstitial_link link_list advertisement ad"
    " divider related newsletter promo social_media".split()
)
_INNER = ("children", "content", "spans", "ops", "rich_text")
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_BYLINE = re.compile(r"by:? +(?=\S)", re.IGNORECASE)
_LETTER_BOX = re.compile(r"\S+@\S+ \((.+)\)")
_OFFSET = re.compile(r"[+-][0-9]{2}:?[0-9]{2}")
_BLANKS = frozenset("nan NaN null NULL None none undefined \\N N/A n/a #N/A".split())
# As programs write a blank line that they escaped twice.
_ESCAPED_BREAK = re.compile(r"(?:(?:\\r)?\\n){2}")
_SEPARATOR = re.compile(r"[;|\n]")
_LOCAL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+")
_NAME_PAIRS = (
    *(("firstname", "lastname"), ("firstName", "lastName"), ("first_name", "last_name")),
    *(("given", "family"), ("first", "last")),
)
_BRACKETS = ("[", "{")
_MOST_NAMES = 200
_LONGEST_NAMES = 10_000
_MOST_INNER = 5
_DEEPEST_WORDS = 4
_LONGEST_LITERAL = 1_000_000
_DEEPEST = 40


def read_prose(value: object) -> str:
    """Return the text in a value: a string, a list of paragraphs, or an editor's tree."""
    if isinstance(value, str):
        literal = parse_literal(value) if value[:1] in _BRACKETS else value
        if literal is not value:
            return read_prose(literal)
        if "\n" not in value and "\\" in value:
            value = _ESCAPED_BREAK.sub("\n\n", value)
        return to_prose(value)
    blocks = (to_prose(block).strip() for block in _blocks(value, 0))
    return "\n\n".join(filter(None, blocks))


def read_words(value: object, depth: int = 0) -> str:
    """Return a title or a name as one line, empty where the value has none."""
    if isinstance(value, str):
        if value[:1] in _BRACKETS:
            literal = parse_literal(value)
            if literal is not value:
                return read_words(literal, depth + 1)
            value = _WIKI_LINK.sub(r"\1", value)
        words = to_line(value).strip()
        return "" if words in _BLANKS else words
    for inner in _inner(value, _WORD_KEYS, depth):
        if words := read_words(inner, depth + 1):
            return words
    return ""


def read_date(value: object, depth: int = 0) -> str:
    """Return a date as it is written, empty where the value has none."""
    if isinstance(value, str):
        words = value.strip()
        return "" if words in _BLANKS else words
    if date := _join_numbers(value):
        return date
    for inner in _inner(value, _DATE_KEYS, depth):
        if date := read_date(inner, depth + 1):
            return _add_zone(date, value) if isinstance(value, dict) else date
    return ""


def read_url(value: object, depth: int = 0) -> str:
    """Return an address, the first of several."""
    if isinstance(value, str):
        words = "" if isinstance(value, Numeral) else value.strip()
        return "" if words in _BLANKS else words
    for inner in _inner(value, _URL_KEYS, depth):
        if is_address(words := read_url(inner, depth + 1)):
            return words
    return ""


def read_names(value: object) -> list[str]:
    """Return the names of people: of a list, of objects, of a line with semicolons."""
    names: dict[str, None] = {}
    for words in _split_names(value):
        byline = _BYLINE.match(words)
        for name in (find_authors([words]) if byline else []) or [
            words[byline.end() if byline else 0 :]
        ]:
            box = _LETTER_BOX.fullmatch(name)
            name = (box[1] if box else name).strip(" ,;")
            if name and not is_address(name):
                names[name] = None
    return list(names)


def is_address(words: str) -> bool:
    """Tell whether ``words`` are a web address and nothing else."""
    return words[:4].lower() == "http" and bool(_ADDRESS.match(words)) and len(words.split()) == 1


def parse_literal(value: str) -> object:
    """Return the list or object that ``value`` is in Python's or JSON's notation, else itself.

    Tables have such cells where a program wrote nested values into them.
    """
    if value[:2] not in ("['", '["', "{'", '{"', "[{") or value.rstrip()[-1] not in "]}":
        return value
    if len(value) > _LONGEST_LITERAL:
        return value
    for parse in (json.loads, ast.literal_eval):
        try:
            literal = parse(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return literal if isinstance(literal, dict | list) else value
    return value


def _inner(value: object, keys: Iterable[str], depth: int) -> list[object]:
    """Return what is inside of a value under ``keys``: strings first, then what has more in it.

    Where the keys are languages, each of them counts.
    """
    if depth > _DEEPEST_WORDS:
        return []
    if isinstance(value, list):
        return value[:_MOST_NAMES] if depth == 0 else value[:_MOST_INNER]
    if not isinstance(value, dict):
        return []
    values = [value[key] for key in keys if key in value]
    if not values and 0 < len(value) <= _MOST_INNER and all(map(_is_locale, value)):
        values = list(value.values())
    return sorted(values, key=lambda inner: isinstance(inner, dict | list))


def _is_locale(key: object) -> bool:
    return isinstance(key, str) and bool(_LOCALE.fullmatch(key))


def _blocks(value: object, depth: int) -> list[str]:
    """Return the paragraphs in a value, in their order."""
    if isinstance(value, str):
        return [] if isinstance(value, Numeral) else [str(value)]
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [block for item in value for block in _blocks(item, depth + 1)]
    return _blocks_of_object(value, depth + 1) if isinstance(value, dict) else []


def _blocks_of_object(value: Mapping[str, object], depth: int) -> list[str]:
    if _kind_of(value) in _NO_PARAGRAPHS:
        return []
    if isinstance(value.get("paragraphs"), list) and isinstance(value.get("headline"), str | list):
        return _blocks([value["headline"], value["paragraphs"]], depth)
    for key in _INNER:
        children = value.get(key)
        if isinstance(children, list) and children and all(map(_is_inline, children)):
            return ["".join(piece for child in children for piece in _blocks(child, depth))]
    editor = value.get("data")
    parts = [editor.get("text"), editor.get("items")] if isinstance(editor, dict) else []
    parts += [value[key] for key in _TEXT_KEYS if key in value]
    if not parts and value and all(map(_is_locale, value)):
        parts = list(value.values())
    for part in parts:
        blocks = _blocks(part, depth)
        if any(block.strip() for block in blocks):
            return blocks
    return []


def _is_inline(node: object) -> bool:
    """Tell whether an editor's node is a piece of a paragraph rather than one of its own."""
    if not isinstance(node, dict):
        return False
    kind = _kind_of(node)
    if not kind:
        return isinstance(node.get("text"), str) or isinstance(node.get("insert"), str)
    return kind in _INLINE


def _kind_of(node: Mapping[str, object]) -> str:
    kind = node.get("type") or node.get("_type") or node.get("nodeType")
    return kind.lower() if isinstance(kind, str) else "other" if kind else ""


def _add_zone(date: str, value: Mapping[str, object]) -> str:
    """Return a date with the zone that stands beside it, as PHP writes both."""
    zone = value.get("timezone")
    if not isinstance(zone, str) or not _LOCAL_TIME.fullmatch(date):
        return date
    if zone in ("UTC", "Z", "GMT"):
        return date + "Z"
    return date + zone if _OFFSET.fullmatch(zone) else date


def _join_numbers(value: object) -> str:
    """Return the day of a date that is written as numbers, empty where it is no such date."""
    if isinstance(value, dict):
        value = [value.get(key) for key in ("year", "month", "day")]
        value = value if all(isinstance(part, Numeral) for part in value) else None
    if not isinstance(value, list) or not 3 <= len(value) <= 9:
        return ""
    numbers = [int(part) for part in value[:3] if isinstance(part, str) and part.isdecimal()]
    try:
        return datetime(*numbers).strftime("%Y-%m-%d")  # type: ignore[arg-type]  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError):
        return ""


def _split_names(value: object) -> Iterator[str]:
    """Yield the names in a value, in their order; a list may hold itself."""
    nodes, budget = [value], _MOST_NAMES
    while nodes and budget > 0:
        budget -= 1
        node = nodes.pop()
        if isinstance(node, str) and not isinstance(node, Numeral):
            literal = parse_literal(node)
            if literal is not node:
                nodes.append(literal)
            else:
                yield from filter(None, map(read_words, _SEPARATOR.split(node[:_LONGEST_NAMES])))
        elif isinstance(node, list):
            nodes += reversed(node[:_MOST_NAMES])
        elif isinstance(node, dict):
            nodes.append(
                read_words(node) or _full_name(node) or node.get("person") or node.get("by")
            )


def _full_name(value: Mapping[str, object]) -> str:
    for pair in _NAME_PAIRS:
        words = " ".join(filter(None, (read_words(value.get(key)) for key in pair)))
        if words:
            return words
    return ""
