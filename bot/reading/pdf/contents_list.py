"""Tables of contents: a heading such as "Contents" and titles with the numbers of their pages."""

import re
from collections.abc import Collection, Sequence

from bot.reading.pdf.lines import Line

_HEADING = re.compile(
    r"(?:table of )?contents|(?:in this|inside this) issue|inhalt(?:sverzeichnis|sübersicht)?"
    r"|sommaire|table des matières|índice|indice|sumario|sumário|sommario|inhoud(?:sopgave)?"
    r"|innehåll(?:sförteckning)?|indhold(?:sfortegnelse)?|innhold|sisällys(?:luettelo)?"
    r"|spis treści|obsah|tartalom(?:jegyzék)?|cuprins|içindekiler|содержание|оглавление|зміст"
    r"|περιεχόμενα|目次|目录|目錄|차례|목차|المحتويات|תוכן(?: עניינים)?|daftar isi|mục lục|สารบัญ",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(\S.{0,150}?)[ .…·]*[ .…·]([0-9]{1,4}|[ivxlc]{1,6})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,4}|[ivxlc]{1,6}", re.IGNORECASE)
_FINAL = re.compile(r"[.!?…;][\"'’”»)]*$")
_LEAST_ENTRIES = 2
_LEAST_REPEATED = 4
_MOST_SHORT = 110


def strip_contents(pages: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """Return the lines of each page without those of a table of contents.

    Without a heading, several titles with numbers are one only if they stand in the text again.
    """
    if not any(_may_be_contents(page) for page in pages):
        return [tuple(page) for page in pages]
    titles = _count_titles(pages)
    return [tuple(_strip_page(page, titles)) for page in pages]


def _may_be_contents(page: Sequence[Line]) -> bool:
    if sum(line.text[-1:].isdecimal() for line in page) >= _LEAST_REPEATED:
        return True
    return any(_HEADING.match(line.text) for line in page)


def _count_titles(pages: Sequence[Sequence[Line]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for page in pages:
        for line in page:
            if len(line.text) <= _MOST_SHORT:
                key = _key(line.text)
                counts[key] = counts.get(key, 0) + 1
    return counts


def _strip_page(page: Sequence[Line], titles: dict[str, int]) -> list[Line]:
    lines: list[Line] = []
    heights = frozenset(round(line.y) for line in page if _NUMBER.fullmatch(line.text))
    start = 0
    while start < len(page):
        is_heading = bool(_HEADING.fullmatch(page[start].text.strip(" :.")))
        first = start + 1 if is_heading else start
        end, entries, title_count = _follow_entries(page, first, titles, heights)
        is_list = is_heading and entries + title_count >= _LEAST_ENTRIES
        if is_list or (entries >= _LEAST_REPEATED and 2 * title_count >= entries):
            start = end
        else:
            stop = first if is_heading else max(end, start + 1)
            lines += page[start:stop]
            start = stop
    return lines


def _follow_entries(
    page: Sequence[Line], start: int, titles: dict[str, int], heights: Collection[int]
) -> tuple[int, int, int]:
    """Return where a run of entries ends, how many there are, and how many titles return.

    ``heights`` are those of the numbers that stand alone on the page.
    """
    entries = title_count = 0
    last_number = 0
    end = number = start
    while number < len(page):
        text = page[number].text
        match = _ENTRY.fullmatch(text)
        if match and not _FINAL.search(match[1]) and _value(match[2]) >= last_number:
            last_number = _value(match[2])
            entries += 1
            title_count += titles.get(_key(match[1]), 0) > 0
        elif titles.get(_key(text), 0) > 1 and not _FINAL.search(text):
            title_count += 1
        elif round(page[number].y) in heights and not _NUMBER.fullmatch(text):
            # The number is far to the right.
            entries += 1
        elif not (_NUMBER.fullmatch(text) and number > start) and not _is_wrapped(page, number):
            break
        number += 1
        end = number
    return end, entries, title_count


def _is_wrapped(page: Sequence[Line], number: int) -> bool:
    """Tell whether a line is the first half of an entry."""
    if number + 1 >= len(page) or len(page[number].text) > _MOST_SHORT:
        return False
    line, next_line = page[number], page[number + 1]
    return (
        not _FINAL.search(line.text)
        and line.size == next_line.size
        and next_line.text[:1].islower()
        and bool(_ENTRY.fullmatch(next_line.text))
    )


def _value(number: str) -> int:
    # Roman numbers count the pages before the first.
    return int(number) if number.isdecimal() else 0


def _key(text: str) -> str:
    """Return a title without its number and its case."""
    return re.sub(r"^[\d.\s]+|\W+$", "", text.casefold())
