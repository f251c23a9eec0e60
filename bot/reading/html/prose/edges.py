"""The edges of an article's text: the headline, the byline, and what stands behind its end."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.articles.passages.boilerplate import Boilerplate, find_boilerplate
from bot.reading.html.prose.page_blocks import Grams, TextRegion, letters_of
from bot.reading.html.prose.phrase_rules import is_sources_label, names_contributors
from bot.reading.html.prose.text_line import PROSE_WORDS, TextLine

_HEAD_LINES, _MOST_LAST_LINES, _BIOGRAPHY_LINES = 12, 4, 3
_SHORTEST_TITLE, _SIMILAR = 10, 0.5
_STAMP_WORDS, _STAMP_DIGITS = 10, 0.25
_LABEL_WORDS, _NOTE_WORDS, _BIOGRAPHY_WORDS = 6, 45, 110
_LAST_PART = 0.75
_CREDIT_LINE = re.compile(r"[^.!?:,]{3,30}: ?[^.!?:]{3,100}")
_LONGEST_STAMP = 300
# What an article says of its own errors is part of it.
_CORRECTION = re.compile(
    r"\W*(?:corrections?|clarifications?|korrektur|berichtigung|rectificati(?:f|ons?)|errat(?:um|a)"
    r"|corrección|rectificación|correção|correzione|correctie|rättelse|rettelse|sprostowanie"
    r"|исправление|訂正|更正)\b.{0,40}[:：]",
    re.IGNORECASE,
)


def find_head(
    lines: Sequence[TextLine],
    title: str,
    headings: set[str],
    authors: Sequence[str],
    region: TextRegion,
) -> set[int]:
    """Return the lines of the headline and above it, and the bylines and dates below it.

    ``headings`` are the letters of the page's main headings.
    """
    start = prose = 0
    headline = letters_of(title)
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if prose >= 2:
            break
        letters = letters_of(line.text)
        is_title = letters in headings or _is_title(line, letters, headline)
        if is_title or (not prose and _is_like_title(line, title, region)):
            start = index + 1
        prose += line.words >= PROSE_WORDS
    if start >= len(lines):
        return set()
    opening = takewhile(
        lambda index: lines[index].words < PROSE_WORDS and not lines[index].ends_sentence,
        range(start, min(start + _HEAD_LINES, len(lines))),
    )
    return {*range(start), *(at for at in opening if is_stamp(lines[at].text, authors))}


def _is_title(line: TextLine, letters: str, headline: str) -> bool:
    """Tell whether a line is the headline, by the letters of both."""
    if line.block is not None and line.block.element.tag == "h1":
        return True
    if not headline or not letters.endswith(headline):
        return False
    # Some have a few words above the headline in its element.
    return letters == headline or (
        len(headline) >= _SHORTEST_TITLE and len(letters) < 2 * len(headline) + _SHORTEST_TITLE
    )


def _is_like_title(line: TextLine, title: str, region: TextRegion) -> bool:
    """Tell whether a line above all prose is a heading with the headline in other words."""
    if not line.is_heading:
        return False
    if line.block is not None and not region.holds(line.block.element):
        return True
    return len(title) >= _SHORTEST_TITLE and Grams(title).share(line.text) > _SIMILAR


def is_stamp(text: str, authors: Sequence[str] = ()) -> bool:
    """Tell whether a line above the prose is a byline or a date."""
    if len(text) > _LONGEST_STAMP:
        return False
    words = len(text.split())
    if words < PROSE_WORDS and _names_author(text, authors):
        return True
    if find_boilerplate(text) in (Boilerplate.BYLINE, Boilerplate.STAMP):
        return True
    letters = [char for char in text if char.isalnum()]
    digits = sum(map(str.isdigit, letters))
    return words <= _STAMP_WORDS and digits > 3 and digits >= _STAMP_DIGITS * len(letters)


def _names_author(text: str, authors: Sequence[str]) -> bool:
    return any(name in text for name in authors if len(name.split()) > 1)


def find_biographies(lines: Sequence[TextLine], authors: Sequence[str]) -> set[int]:
    """Return the last lines that name an author."""
    return {
        index
        for index in range(max(1, len(lines) - _BIOGRAPHY_LINES), len(lines))
        if lines[index].words <= _BIOGRAPHY_WORDS and _names_author(lines[index].text, authors)
    }


def find_end(lines: Sequence[TextLine]) -> int:
    """Return where the lines on sources, contributors and the like begin, at the end of a text."""
    end = len(lines)
    while end > max(1, len(lines) - _MOST_LAST_LINES) and _is_note(lines[end - 1]):
        end -= 1
    end -= _count_last_links(lines[:end])
    behind_prose = next((at + 1 for at in reversed(range(end)) if lines[at].is_prose), end)
    for index in range(max(1, behind_prose, int(_LAST_PART * end)), end):
        if is_sources_label(lines[index].text):
            return index
    return end


def _is_note(line: TextLine) -> bool:
    """Tell whether a line at the end says who worked on the article, or is a mere label."""
    text = line.text
    if line.words > _NOTE_WORDS or line.is_item or _CORRECTION.match(text):
        return False
    return (
        (line.is_heading and line.words <= _LABEL_WORDS)
        or not any(map(str.isalnum, text))
        or bool(_CREDIT_LINE.fullmatch(text))
        or names_contributors(text)
        or find_boilerplate(text) is not None
    )


def _count_last_links(lines: Sequence[TextLine]) -> int:
    """Return how many lines at the end are items of a list of links, some perhaps without one."""
    items = list(takewhile(lambda line: line.is_item and not line.ends_sentence, reversed(lines)))
    is_list_of_links = any(item.is_mostly_linked for item in items)
    return len(items) if is_list_of_links and len(items) < len(lines) else 0
