"""Styles of an OpenDocument file: their names, and which hide what they are on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.reading.containers.package_xml import local_name, read_attribute

_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles by their keys.

    ``names`` are in lower case, as in "heading 1"; of a style that a paragraph has for itself it is
    the name of the one on which it is based. ``unseen`` are the keys of those that hide a text,
    ``bold`` those that an element has for itself and that make it bold, and ``invisible`` those of
    hidden sheets.
    """

    names: dict[str, str]
    unseen: frozenset[str]
    bold: frozenset[str]
    invisible: frozenset[str]


def read_style_sheet(styles: Iterable[Any]) -> StyleSheet:
    """Read a file's styles."""
    parents: dict[str, str] = {}
    hidden_keys, bold, invisible = set(), set(), set()
    for style in styles:
        key = read_attribute(style, "name")
        parents[key] = read_attribute(style, "parent-style-name")
        if any(read_attribute(properties, "display") == "none" for properties in style):
            hidden_keys.add(key)
        if any(
            local_name(properties.tag) == "table-properties"
            and read_attribute(properties, "display") == "false"
            for properties in style
        ):
            invisible.add(key)
        is_for_one_element = local_name(style.getparent().tag) == "automatic-styles"
        if is_for_one_element and any(
            read_attribute(properties, "font-weight") == "bold" for properties in style
        ):
            bold.add(key)
    names = {key: _name(key, parents) for key in parents}
    return StyleSheet(names, frozenset(hidden_keys), frozenset(bold), frozenset(invisible))


def is_display_none(element: Any) -> bool:
    """Tell whether an element such as a section is hidden by itself."""
    return local_name(element.tag) == "section" and read_attribute(element, "display") == "none"


def _name(key: str, parents: dict[str, str]) -> str:
    for _ in range(_MOST_PARENTS):
        name = key.replace("_20_", " ").lower()
        if name in ("title", "subtitle") or name.startswith("heading") or key not in parents:
            return name
        if not parents[key]:
            return name
        key = parents[key]
    return ""
