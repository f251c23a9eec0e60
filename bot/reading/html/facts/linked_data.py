"""Linked data: the objects of schema.org in a page's JSON-LD, which is often not quite JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

_ARTICLE = re.compile(r"article$|^(?:blog|live|social).*posting$|^report$", re.IGNORECASE)
_PAGE = frozenset(("WebPage", "ItemPage", "MedicalWebPage"))
# What surrounds the JSON so that old browsers or XML parsers pass it over.
_WRAPPER = re.compile(
    r"^\s*(?://\s*|/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/|[^\S\n]*//)?", re.IGNORECASE
)
_WRAPPER_END = re.compile(r"(?://\s*|/\*\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*;?\s*$")
# Strings are matched too, so that what is in them stays.
_TRAILING_COMMA = re.compile(r'("(?>(?:[^"\\]|\\.?)*)"?)|,(?=\s*[}\]])', re.DOTALL)
_NEXT_VALUE = re.compile(r"[\s;,]*")
_PAIR = re.compile(r'"(@type|datePublished|dateModified|url)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"')
_NESTING_KEYS = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEPEST = 40
_MOST_OBJECTS = 2_000
_MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The objects of a page's JSON-LD that may speak of the page itself.

    articles, pages: those of the types of articles and of pages, in the page's order
    kinds: the types of all of them
    """

    articles: tuple[Mapping[str, Any], ...]
    pages: tuple[Mapping[str, Any], ...]
    kinds: frozenset[str]


def read_linked_data(root: Any) -> LinkedData:
    """Read the JSON-LD of a page; what cannot be read is passed over."""
    objects: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            for value in _values(script.text or ""):
                for item in _objects(value, 0):
                    if len(objects) < _MOST_OBJECTS:
                        objects.append(item)
    return LinkedData(
        articles=tuple(item for item in objects if any(map(_ARTICLE.search, list_kinds(item)))),
        pages=tuple(item for item in objects if _PAGE.intersection(list_kinds(item))),
        kinds=frozenset(kind for item in objects for kind in list_kinds(item)),
    )


def list_kinds(item: Mapping[str, Any]) -> list[str]:
    """Return the types of an object, without the address of their vocabulary."""
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)]


def read_words(value: Any) -> str:
    """Return a text or the only text of a list, with single spaces; else nothing."""
    value = unwrap(value)
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def read_name(value: Any) -> str:
    """Return the name of a person or an organization, an object or a text."""
    value = unwrap(value)
    return read_words(value.get("name") if isinstance(value, dict) else value)


def unwrap(value: Any) -> Any:
    """Return the only item of a list, or the value itself: pages write either."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _values(text: str) -> Iterator[Any]:
    text = _WRAPPER_END.sub("", _WRAPPER.sub("", text.strip(), count=1)).strip()
    for candidate in (
        text,
        _TRAILING_COMMA.sub(lambda match: match[1] or "", text),
        unescape(text),
    ):
        try:
            yield from list(_decode(candidate))
        except (ValueError, RecursionError):
            continue
        return
    yield from _pairs(text)


def _decode(text: str) -> Iterator[Any]:
    """Yield the values in a text, mostly one; several may follow each other."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    for _ in range(_MOST_VALUES):
        if position >= len(text):
            return
        value, position = decoder.raw_decode(text, position)
        yield value
        blank = _NEXT_VALUE.match(text, position)
        position = blank.end() if blank else position


def _pairs(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the fields of an article whose JSON is broken, where none has two values."""
    fields: dict[str, set[str]] = {}
    for name, value in _PAIR.findall(text):
        if name != "@type" or _ARTICLE.search(value):
            fields.setdefault(name, set()).add(value)
    if "@type" in fields and len(fields.get("datePublished", ())) == 1:
        yield {
            name: values.pop()
            for name, values in fields.items()
            if len(values) == 1 or name == "@type"
        }


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield value
        for key in _NESTING_KEYS:
            yield from _objects(value.get(key), depth + 1)
