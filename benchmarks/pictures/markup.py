"""Markup: the text of a message with its entities, as elements of a page."""

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.telegram.shapes import Entity

QUOTE, FOLDED_QUOTE = "blockquote", "expandable_blockquote"

_QUOTE_CLASSES = {QUOTE: "quote", FOLDED_QUOTE: "quote fold"}
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "code",
}


def draw_text(text: str, entities: Sequence[Entity] = ()) -> str:
    """Return a text with its entities: its lines, some of them in quotes."""
    units = text.encode("utf-16-le", "surrogatepass")
    blocks = sorted(
        (entity for entity in entities if entity["type"] in _QUOTE_CLASSES),
        key=lambda entity: entity["offset"],
    )
    pieces: list[str] = []
    last = 0
    for block in blocks:
        start, end = block["offset"], block["offset"] + block["length"]
        pieces.extend(_draw_between(units, last, start, entities))
        lines = "".join(_draw_lines(units, start, end, entities))
        pieces.append(f'<div class="{_QUOTE_CLASSES[block["type"]]}" dir="auto">{lines}</div>')
        last = end
    pieces.extend(_draw_between(units, last, len(units) // 2, entities))
    return "".join(pieces)


def _draw_between(units: bytes, start: int, end: int, entities: Sequence[Entity]) -> Iterator[str]:
    """Yield the lines around quotes; what ends the line before or after a quote is no line."""
    if start and _read(units, start, start + 1) == "\n":
        start += 1
    is_last = end == len(units) // 2
    if start < end and not is_last and _read(units, end - 1, end) == "\n":
        yield from _draw_lines(units, start, end - 1, entities)
    elif start < end:
        yield from _draw_lines(units, start, end, entities)


def _draw_lines(units: bytes, start: int, end: int, entities: Sequence[Entity]) -> Iterator[str]:
    for line in _read(units, start, end).split("\n"):
        line_end = start + len(line.encode("utf-16-le", "surrogatepass")) // 2
        inner = "".join(_draw_pieces(units, start, line_end, entities))
        yield f'<div class="line">{inner}</div>'
        start = line_end + 1


def _draw_pieces(units: bytes, start: int, end: int, entities: Sequence[Entity]) -> Iterator[str]:
    """Yield the parts of a line, each within all of its entities."""
    edges = {start, end}
    for entity in entities:
        ends = entity["offset"], entity["offset"] + entity["length"]
        edges.update(edge for edge in ends if start < edge < end)
    ordered = sorted(edges)
    for first, last in pairwise(ordered):
        piece = html.escape(_read(units, first, last))
        for entity in entities:
            if entity["offset"] <= first and last <= entity["offset"] + entity["length"]:
                piece = _wrap(piece, entity)
        yield piece


def _wrap(piece: str, entity: Entity) -> str:
    kind = entity["type"]
    if kind in _QUOTE_CLASSES:
        return piece
    tag = _TAGS.get(kind)
    # All else can be tapped: the bot's own links, and what Telegram finds by itself.
    return f"<{tag}>{piece}</{tag}>" if tag else f'<a class="{kind}">{piece}</a>'


def _read(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")
