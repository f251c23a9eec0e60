"""Covers: code entities over what Telegram would make links of, because it finds none in code."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from bot.chat.autolinks.detection import find_autolinks
from bot.chat.rich_text import MOST_ENTITIES, Entity, RichText

_QUOTES = frozenset(("blockquote", "expandable_blockquote"))
_STYLES = frozenset(("bold", "italic", "underline", "strikethrough", "spoiler"))

_Span: TypeAlias = tuple[int, int]
"""Where something begins and ends, in UTF-16 code units."""


def cover_autolinks(piece: RichText, own_links: Collection[str] = ()) -> RichText:
    """Return ``piece`` with code over every link that Telegram would make by itself.

    ``own_links``, such as ``/help``, stay what they are outside of quotes. No character changes.
    Styles end where code begins, as Telegram wants it. Where there are too many links for a
    message, those that are nearest to each other get one cover; an entity of the piece's own, a
    style first, is given up only where that is not enough.
    """
    styles = [entity for entity in piece.entities if entity.type in _STYLES]
    solid = [entity for entity in piece.entities if entity.type not in _STYLES]
    covers = _find_links(piece.text, solid, own_links)
    if not covers:
        return piece
    while True:
        result = [*solid, *map(_make_code, covers), *_cut_styles(styles, covers)]
        surplus = len(result) - MOST_ENTITIES
        if surplus <= 0:
            result.sort(key=lambda entity: (entity.offset, -entity.length))
            return RichText(piece.text, tuple(result))
        count = len(covers)
        covers = _merge_nearest(covers, surplus, solid)
        if len(covers) == count:
            break
    links = [entity for entity in solid if entity.type not in _QUOTES]
    dispensable = (styles or links or solid)[-1]
    entities = tuple(entity for entity in piece.entities if entity is not dispensable)
    return cover_autolinks(RichText(piece.text, entities), own_links)


def _find_links(text: str, solid: Sequence[Entity], own_links: Collection[str]) -> list[_Span]:
    """Return what Telegram would make links of, which in the bot's own links and code is none."""
    spans = find_autolinks(text)
    if not spans:
        return []
    units = (0, *accumulate(1 + (character > "\uffff") for character in text))
    quotes = [entity for entity in solid if entity.type in _QUOTES]
    links = [entity for entity in solid if entity.type not in _QUOTES]
    return [
        (units[start], units[end])
        for start, end in spans
        if not _is_inside(units[start], units[end], links)
        and (text[start:end] not in own_links or _is_inside(units[start], units[end], quotes))
    ]


def _is_inside(start: int, end: int, entities: Sequence[Entity]) -> bool:
    """Tell whether one of ``entities`` has a part of a span."""
    return any(start < entity.offset + entity.length and entity.offset < end for entity in entities)


def _make_code(cover: _Span) -> Entity:
    start, end = cover
    return Entity("code", start, end - start)


def _cut_styles(styles: Sequence[Entity], covers: Sequence[_Span]) -> Iterator[Entity]:
    """Yield what is left of ``styles`` beside the covers."""
    for style in styles:
        start, end = style.offset, style.offset + style.length
        for first, last in covers:
            if last <= start or end <= first:
                continue
            if start < first:
                yield Entity(style.type, start, first - start)
            start = last
        if start < end:
            yield Entity(style.type, start, end - start)


def _merge_nearest(covers: list[_Span], count: int, solid: Sequence[Entity]) -> list[_Span]:
    """Return up to ``count`` covers fewer: the nearest are one, if no entity is between them."""
    edges = sorted(
        edge for entity in solid for edge in (entity.offset, entity.offset + entity.length)
    )
    gaps = sorted(
        (second[0] - first[1], second)
        for first, second in pairwise(covers)
        if bisect_right(edges, first[0]) == bisect_right(edges, second[0])
    )
    joints = {second for _, second in gaps[:count]}
    result: list[_Span] = []
    for cover in covers:
        if cover in joints:
            result[-1] = (result[-1][0], cover[1])
        else:
            result.append(cover)
    return result
