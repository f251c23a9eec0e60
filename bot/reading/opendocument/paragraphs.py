"""Paragraphs of an OpenDocument text, in reading order."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.reading.containers.package_xml import local_name, read_attribute
from bot.reading.opendocument.styles import StyleSheet, is_display_none
from bot.reading.word.paragraphs import BETWEEN_CELLS, LONGEST_CELL, StyledParagraph

# Deleted, in the margin, never displayed, or read in their own place.
_UNSEEN = frozenset(
    "tracked-changes note annotation annotation-end forms table-of-content illustration-index"
    " alphabetical-index table-index object-index user-index bibliography hidden-text"
    " hidden-paragraph ruby-text title desc object object-ole text-box variable-decls"
    " sequence-decls user-field-decls dde-connection-decls".split()
)
_LONGEST_SPACE = 1_000


def read_text_paragraphs(parent: Any, styles: StyleSheet) -> Iterator[StyledParagraph]:
    """Yield the paragraphs that are not blank.

    Text boxes follow the paragraph that contains them. A row of short cells is a line, and
    consecutive such rows are a paragraph.
    """
    for element in parent:
        match local_name(element.tag):
            case "p" | "h" as name:
                yield from _paragraph(element, name, styles)
            case "table":
                yield from _table(element, styles)
            case "frame" | "custom-shape" | "text-box":
                for box in _boxes(element):
                    yield from read_text_paragraphs(box, styles)
            case name if name not in _UNSEEN and not is_display_none(element):
                # Sections, lists and the like.
                yield from read_text_paragraphs(element, styles)


def read_cell_text(cell: Any, styles: StyleSheet) -> str:
    """Return the text of a cell in a spreadsheet, a line a paragraph."""
    return "\n".join(
        "".join(_pieces(element, styles)) for element in cell if local_name(element.tag) == "p"
    )


def _paragraph(element: Any, name: str, styles: StyleSheet) -> Iterator[StyledParagraph]:
    key = read_attribute(element, "style-name")
    if key not in styles.unseen:
        text = "".join(_pieces(element, styles)).strip()
        style = styles.names.get(key, key.replace("_20_", " ").lower())
        if name == "h" and style not in ("title", "subtitle"):
            style = f"heading {read_attribute(element, 'outline-level') or '1'}"
        if text:
            yield StyledParagraph(text, style, is_bold=_is_bold(element, key, styles))
    for box in _boxes(element):
        yield from read_text_paragraphs(box, styles)


def _is_bold(element: Any, key: str, styles: StyleSheet) -> bool:
    if key in styles.bold:
        return True
    texts = [element.text, *(child.tail for child in element)]
    return not any(text and text.strip() for text in texts) and all(
        read_attribute(child, "style-name") in styles.bold
        for child in element
        if "".join(child.itertext()).strip()
    )


def _pieces(element: Any, styles: StyleSheet) -> Iterator[str]:
    """Yield the text of an element; white space is one space, as the format wants it."""
    yield _fold_space(element.text)
    for child in element:
        match local_name(child.tag):
            case "s":
                count = read_attribute(child, "c")
                yield " " * min(int(count) if count.isdecimal() else 1, _LONGEST_SPACE)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case name if name not in _UNSEEN and not (
                name == "span" and read_attribute(child, "style-name") in styles.unseen
            ):
                yield from _pieces(child, styles)
        yield _fold_space(child.tail)


def _fold_space(text: str | None) -> str:
    if not text:
        return ""
    words = " ".join(word for word in text.replace("\n", " ").replace("\t", " ").split(" ") if word)
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}" if words else " "


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the text boxes in a paragraph, outermost alone."""
    for child in element:
        name = local_name(child.tag)
        if name == "text-box":
            yield child
        elif name not in _UNSEEN:
            yield from _boxes(child)


def _table(table: Any, styles: StyleSheet) -> Iterator[StyledParagraph]:
    lines: list[str] = []
    for row in _rows(table):
        cells = [
            list(read_text_paragraphs(cell, styles))
            for cell in row
            if local_name(cell.tag) == "table-cell"
        ]
        if any(len(cell) > 1 or len(_first(cell)) > LONGEST_CELL for cell in cells):
            yield from _block(lines)
            lines = []
            yield from (paragraph for cell in cells for paragraph in cell)
        else:
            lines.append(BETWEEN_CELLS.join(filter(None, map(_first, cells))))
    yield from _block(lines)


def _rows(parent: Any) -> Iterator[Any]:
    for element in parent:
        name = local_name(element.tag)
        if name == "table-row":
            yield element
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(element)


def _block(lines: Iterable[str]) -> Iterator[StyledParagraph]:
    text = "\n".join(filter(None, lines))
    if text:
        yield StyledParagraph(text)


def _first(cell: list[StyledParagraph]) -> str:
    return cell[0].text if cell else ""
