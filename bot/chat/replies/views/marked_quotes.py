"""Marked quotes: blockquotes in which the words that differ are underlined or struck through."""

from collections.abc import Iterable, Iterator

from bot.chat.replies.text_lines import is_sendable
from bot.chat.rich_text import Entity, RichText, count_units
from bot.language.invisible import is_visible
from bot.language.span import Span

UNDERLINE, STRIKETHROUGH = "underline", "strikethrough"

# What differs must be seen without a tap, as far as a screen has room for it.
_MOST_OPEN = 900


def mark_quote(text: str, span: Span, marks: Iterable[Span], style: str) -> RichText:
    """Return a span of ``text`` as a blockquote; ``marks`` are spans of the same text.

    Empty where it cannot be sent.
    """
    quotation = span.slice(text)
    visible = quotation.strip()
    if not is_visible(visible) or not is_sendable(visible):
        return RichText()
    start = span.start + quotation.index(visible)
    end = start + len(visible)
    kind = "expandable_blockquote" if len(visible) > _MOST_OPEN else "blockquote"
    entities = [Entity(kind, 0, count_units(visible))]
    for first, last in _merge(marks, start, end):
        words = text[first:last]
        if words.strip():
            entities.append(Entity(style, count_units(text[start:first]), count_units(words)))
    return RichText(visible, tuple(entities))


def _merge(marks: Iterable[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges that marks cover between ``start`` and ``end``, none of which overlap."""
    for mark in sorted(marks):
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            yield first, last
            start = last
