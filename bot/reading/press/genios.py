"""Genios and wiso: articles above a source such as "Quelle: Zeitung vom 07.01.2026, S. 3"."""

import re
from collections.abc import Sequence

from bot.reading.press.author_names import split_author_names
from bot.reading.press.labels import has_label
from bot.reading.press.press_record import (
    ArticleBlock,
    PressRecord,
    first_date,
    group_lines,
    join_paragraphs,
    split_blocks,
)

_SOURCE = re.compile(
    r"\s*(?:quelle|source)\s*:\s*(\S.{0,200}?)\s+(?:vom|of|from)\s+(.{6,80})", re.IGNORECASE
)
_PROOF = re.compile(r"GBI-Genios|genios|wiso-net|Dokumentnummer\s*:", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:©|\(c\)|copyright|https?://).*|.*GBI-Genios.*", re.IGNORECASE)
_HEAD = re.compile(r".{2,80} vom .{6,60}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_LABEL_LINE = re.compile(r"[^\W\d_][\w ()/.’'-]{0,40}?\s?:(?:\s|$)")
_LONGEST_NAMES = 80


def split_genios(lines: Sequence[str]) -> list[PressRecord]:
    """Return the articles of a delivery, none where it is not from Genios."""
    if not any(map(_PROOF.search, lines)):
        return []
    records: list[PressRecord] = []
    start = 0
    for number, line in enumerate(lines):
        match = _SOURCE.match(line)
        if number >= start and match and first_date([match[2]]):
            end = _find_end(lines, number)
            blocks = split_blocks(lines, [start], [number])
            records += [_read_block(block, match, lines[number:end]) for block in blocks]
            start = end
    return records


def _find_end(lines: Sequence[str], start: int) -> int:
    """Return where the facts below a source end."""
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if line and not _TAIL.match(line) and not has_label(line):
            return number
    return len(lines)


def _read_block(block: ArticleBlock, source: re.Match[str], tail: Sequence[str]) -> PressRecord:
    paragraphs = list(group_lines(block.lines, _LABEL_LINE))
    if paragraphs and _HEAD.fullmatch(paragraphs[0][0]) and first_date(paragraphs[0][:1]):
        head = paragraphs.pop(0)
        paragraphs[:0] = [head[1:]] if head[1:] else []
    title, *body = paragraphs or [[""]]
    names = " ".join(body[0]) if body else ""
    authors = split_author_names(names) if _is_byline(names) else []
    address = next((match[0] for line in tail for match in _ADDRESS.finditer(line)), "")
    fields = {
        "title": " ".join(title),
        "published": first_date([source[2]]),
        "source": source[1].rstrip(","),
        "authors": authors,
        "url": address,
        "text": join_paragraphs(body[1:] if authors else body),
    }
    return PressRecord(fields, block.line)


def _is_byline(words: str) -> bool:
    return (
        len(words) <= _LONGEST_NAMES
        and not words.endswith((".", "!", "?"))
        and all(
            word[0].isupper() or not word[0].isalpha() or len(word) <= 3 for word in words.split()
        )
    )
