"""Paragraphs of a Word document's XML, in reading order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LONGEST_CELL = 80
"""The length of the longest cell that is part of a line, in characters."""

BETWEEN_CELLS = " | "
"""What divides the cells in a line."""

_LONGEST_HEADING = 300

# Deleted or moved away, read in their own place, duplicates, or never displayed.
_UNSEEN = frozenset("del moveFrom txbxContent Fallback pPr rPr sectPr rt".split())
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """A paragraph's text and the name of its style, in lower case, empty for the usual one.

    ``is_bold`` tells that all of it is in bold letters by itself, not by its style.
    """

    text: str
    style: str = ""
    is_bold: bool = False


def read_paragraphs(body: Any, styles: Mapping[str, str]) -> Iterator[StyledParagraph]:
    """Yield the paragraphs that are not blank; ``styles`` are the names of styles by their keys.

    Text boxes follow the paragraph that contains them. A row of short cells is a line, and
    consecutive such rows are a paragraph.
    """
    for element in body:
        match _name(element):
            case "p":
                text = _text(element).strip()
                if text:
                    style = _style(element)
                    is_bold = len(text) <= _LONGEST_HEADING and _is_bold(element)
                    yield StyledParagraph(text, styles.get(style, style).lower(), is_bold)
                if next(element.iter("{*}txbxContent"), None) is not None:
                    for box in _boxes(element):
                        yield from read_paragraphs(box, styles)
            case "tbl":
                yield from _table(element, styles)
            case name if name not in _UNSEEN:
                # Content controls, insertions and the like wrap whole paragraphs.
                yield from read_paragraphs(element, styles)


def read_style_names(document: Any) -> dict[str, str]:
    """Return the names of a document's styles by their keys; names are English in any language."""
    styles = document.styles.element.iterfind("{*}style")
    return {_value(style, "styleId"): _value(_find_child(style, "name")) for style in styles}


def read_language(document: Any) -> str:
    """Return a document's default language, or nothing."""
    path = "{*}docDefaults/{*}rPrDefault/{*}rPr/{*}lang"
    return _value(document.styles.element.find(path))


def _table(table: Any, styles: Mapping[str, str]) -> Iterator[StyledParagraph]:
    lines: list[str] = []
    for row in (
        element
        for element in table.iter()
        if _name(element) == "tr" and _ancestor(element, "tbl") is table
    ):
        cells = [list(read_paragraphs(cell, styles)) for cell in row if _name(cell) == "tc"]
        if any(len(cell) > 1 or len(_first(cell)) > LONGEST_CELL for cell in cells):
            yield from _block(lines)
            lines = []
            yield from (paragraph for cell in cells for paragraph in cell)
        else:
            lines.append(BETWEEN_CELLS.join(filter(None, map(_first, cells))))
    yield from _block(lines)


def _block(lines: Iterable[str]) -> Iterator[StyledParagraph]:
    text = "\n".join(filter(None, lines))
    if text:
        yield StyledParagraph(text)


def _first(cell: list[StyledParagraph]) -> str:
    return cell[0].text if cell else ""


def _ancestor(element: Any, name: str) -> Any:
    return next((ancestor for ancestor in element.iterancestors() if _name(ancestor) == name), None)


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _UNSEEN and not (name == "r" and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    return _is_on(_find_property(run, "rPr", "vanish"))


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter("{*}r") if (run.findtext("{*}t") or "").strip()]
    return bool(runs) and all(_is_on(_find_property(run, "rPr", "b")) for run in runs)


def _is_on(switch: Any) -> bool:
    return switch is not None and _value(switch) not in {"0", "false", "off", "none"}


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes in a paragraph, outermost alone, once each."""
    for child in element:
        if _name(child) == "txbxContent":
            yield child
        elif _name(child) not in _UNSEEN:
            yield from _boxes(child)


def _style(paragraph: Any) -> str:
    return _value(_find_property(paragraph, "pPr", "pStyle"))


def _find_property(element: Any, group: str, name: str) -> Any:
    """Return a property in a group of an element's, None where there is none.

    As its ``find`` does, but sooner: most elements have no properties.
    """
    for properties in element:
        if _name(properties) == group:
            child = _find_child(properties, name)
            if child is not None:
                return child
    return None


def _find_child(element: Any, name: str) -> Any:
    for child in element:
        if _name(child) == name:
            return child
    return None


def _value(element: Any, name: str = "val") -> str:
    """Return an attribute; ``val`` is where Word keeps most of what an element says."""
    for key, value in () if element is None else element.items():
        if _local(key) == name:
            return str(value)
    return ""


def _name(element: Any) -> str:
    # A comment has a function where others have their name.
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


# A document has few names of elements, each over and over.
@lru_cache(maxsize=256)
def _local(name: str) -> str:
    return name.rpartition("}")[2]
