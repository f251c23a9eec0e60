"""Titles of PDF files: of their properties, or what is in the largest letters on the first page."""

import re
from collections.abc import Sequence

from bot.articles.passages.headings import is_heading
from bot.reading.dates.find import find_dates
from bot.reading.pdf.paragraphs import Paragraph

_NO_TITLES = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) - .*|untitled.{0,20}|unbenannt.*|sans titre.*"
    r"|sin título.*|senza titolo.*|\(?anonymous\)?|(?:word )?document ?\d*|dokument ?\d*"
    r"|powerpoint presentation|(?:slide|layout|page|seite) \d+|about:blank|print(?: preview)?"
    r"|(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|índice|scan\w*[ _-]?\d*|doc\d+"
    r"|full page photo|[\d\W_]+|.*\.\w{2,5}|.*[\\/].*[\\/].*)?",
    re.IGNORECASE,
)
LARGER = 1.15
"""How much larger than the text's the letters of a headline are."""
_LEAST_TITLE, _MOST_TITLE = 8, 300
_LEAST_WIDE = 4
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_HEAD = 5


def find_title(
    property_title: str, first_page: str, paragraphs: Sequence[Paragraph], body_size: float
) -> tuple[str, int]:
    """Return the title, and the index of the paragraph that is it, or -1.

    The properties' title counts where it is on the first page, whose text is ``first_page``; else
    the largest letters there, else the properties' title after all: templates often leave a wrong
    one.
    """
    title = "" if _NO_TITLES.fullmatch(property_title) else property_title
    if not title or title.casefold() not in first_page.casefold():
        large = [
            item
            for item in paragraphs
            if item.size > LARGER * body_size and _is_title(item.text) and item.text in first_page
        ]
        title = max(large, key=lambda item: item.size).text if large else title
    for number, item in enumerate(paragraphs[:_HEAD]):
        if item.text.casefold() == title.casefold():
            return title, number
    if not title and len(paragraphs) > 1 and _is_above_date(paragraphs):
        return paragraphs[0].text, 0
    return title, -1


def _is_title(text: str) -> bool:
    minimum = _LEAST_WIDE if _WIDE.search(text) else _LEAST_TITLE
    return minimum <= len(text) <= _MOST_TITLE and any(map(str.isalpha, text))


def _is_above_date(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first line is a heading directly above one with a date."""
    first, second = paragraphs[0].text, paragraphs[1].text
    return (
        _is_title(first)
        and len(first) <= _MOST_TITLE // 2
        and is_heading(first)
        and not any(find_dates(first))
        and len(second) <= _MOST_TITLE // 2
        and any(find_dates(second))
    )
