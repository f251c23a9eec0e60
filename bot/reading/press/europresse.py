"""Europresse and Eureka: articles above a number such as "news·20260107·LM·12345"."""

import re
from collections.abc import Sequence

from bot.reading.press.author_names import split_author_names
from bot.reading.press.press_record import (
    ArticleBlock,
    Paragraph,
    PressRecord,
    find_date_line,
    first_date,
    group_lines,
    join_paragraphs,
    split_blocks,
)

_NUMBER = re.compile(
    r"\s*(?:[^\W\d_][\w .]{0,40}:\s*)?news[·.•]((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})[·.•]\S+\s*",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"\s*(?:ce (?:certificat|document) |le présent document |this (?:certificate|document) "
    r"|the present document |date d['’]émission|date of issue|issue date|page [0-9]|https?://).*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:©|\(c\)|copyright) .*|(?:note\(s\)|illustration\(s\)|notes?|encadré\(s\))\s*:.*"
    r"|tous droits réservés.*|all rights reserved.*",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\s*(?:,\s*(?:no|n°|nr|num)\b| [•·]|\s{2,}|\().*", re.IGNORECASE | re.DOTALL)
_LONGEST_TITLE, _LONGEST_NAMES = 250, 80
_HEAD, _MOST_LINES = 4, 3


def split_europresse(lines: Sequence[str]) -> list[PressRecord]:
    """Return the articles of a delivery, none where it is not from Europresse."""
    records: list[PressRecord] = []
    start = 0
    for number, line in enumerate(lines):
        match = _NUMBER.fullmatch(line)
        if match is None or number < start:
            continue
        day = "-".join(match.groups())
        records += [_read_block(block, day) for block in split_blocks(lines, [start], [number])]
        start = _skip_certificate(lines, number)
    return records


def _skip_certificate(lines: Sequence[str], start: int) -> int:
    """Return the line on which the next article begins, below a number."""
    number = start
    while number < len(lines) and (
        not lines[number].strip()
        or _NUMBER.fullmatch(lines[number])
        or _CERTIFICATE.match(lines[number])
    ):
        number += 1
    return number


def clean_source(words: str) -> str:
    """Return a newspaper's name without the number of its issue and what follows."""
    return _ISSUE.sub("", " ".join(words.strip().split("\n")[:1]), count=1).strip(" ,")


def _read_block(block: ArticleBlock, day: str) -> PressRecord:
    paragraphs = list(group_lines(block.lines))
    date = find_date_line(paragraphs[:_HEAD])
    head, text = _split_head(paragraphs, date)
    title, body = _take_title(text)
    names = " ".join(body[0]) if body else ""
    is_byline = len(names) <= _LONGEST_NAMES and names[-1:] not in ".!?"
    authors = split_author_names(names) if is_byline else []
    end = next((n for n, lines in enumerate(body) if _TAIL.match(lines[0])), len(body))
    fields = {
        "title": title,
        "published": first_date(paragraphs[date]) if date >= 0 else day,
        "source": clean_source(head[-1]) if head else "",
        "authors": authors,
        "text": join_paragraphs(body[bool(authors) : end]),
    }
    return PressRecord(fields, block.line)


def _split_head(paragraphs: Sequence[Paragraph], date: int) -> tuple[list[str], list[Paragraph]]:
    """Return the lines above the date, and the paragraphs below it."""
    if date < 0:
        return list(paragraphs[0][:1]) if paragraphs else [], list(paragraphs[1:])
    lines = paragraphs[date]
    place = next(n for n, line in enumerate(lines) if first_date([line]))
    head = [line for paragraph in paragraphs[:date] for line in paragraph] + list(lines[:place])
    tail = [lines[place + 1 :]] if lines[place + 1 :] else []
    return head, [*tail, *paragraphs[date + 1 :]]


def _take_title(paragraphs: Sequence[Paragraph]) -> tuple[str, list[Paragraph]]:
    """Return the title, which may stand below a word in capitals, and what follows it."""
    lines = [line for paragraph in paragraphs[:2] for line in paragraph]
    if not lines or len(lines[0]) > _LONGEST_TITLE:
        return "", list(paragraphs)
    first, *tail = paragraphs
    flat = [[line] for line in first] if len(first) <= _MOST_LINES else [first]
    flat += [list(paragraph) for paragraph in tail]
    is_kicker = flat[0][0].isupper() and len(flat[0][0].split()) <= _MOST_LINES
    if is_kicker and len(flat) >= _MOST_LINES:
        flat.pop(0)
    return " ".join(flat[0]), list(flat[1:])
