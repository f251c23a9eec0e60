"""Headlines: the title that a text gives as its first line."""

import re

from bot.articles.passages.headings import is_heading
from bot.language.bigrams import RUN
from bot.language.sentences import split_sentences
from bot.reading.bylines import find_authors

_FIRST_LINE = re.compile(r"[ \t]*(\S[^\r\n]*?)[ \t]*(?:\r?\n|\r)")
_NEXT_LINE = re.compile(r"(\s*)(\S[^\r\n]*)")
_BLANK_LINE = re.compile(r"(?:\r?\n|\r(?!\n))[ \t]*(?:\r?\n|\r)")
_FIELD = re.compile(r"[^\s:：]{1,20}[:：] ")
_RUN_CHARACTER = re.compile(rf"[{RUN}]")
_LEAST_WORDS, _MOST_WORDS = 2, 25
_LEAST_CHARACTERS, _MOST_CHARACTERS = 4, 60  # where words are not divided


def find_headline(text: str, start: int, language: str = "") -> tuple[str, int]:
    """Return the title that stands above the prose from ``start`` on, and where that begins.

    It is a short line without final punctuation, followed by a blank line or by prose; an empty
    title, and ``start``, where there is none.
    """
    opening = re.compile(r"\s*").match(text, start)
    first = _FIRST_LINE.match(text, opening.end() if opening else start)
    if first is None:
        return "", start
    line = first[1]
    successor = _NEXT_LINE.match(text, first.end())
    if successor is None or not is_title(line):
        return "", start
    has_blank_line = bool(_BLANK_LINE.search(text, first.end(1), successor.start(2)))
    if not has_blank_line and (
        is_heading(successor[2]) or _is_wrapped(text, first.start(1), first.end(1), language)
    ):
        return "", start
    return line, first.end()


def is_title(line: str) -> bool:
    """Tell whether a line has the length and the form of a title."""
    characters = len(_RUN_CHARACTER.findall(line))
    words = sum(any(map(str.isalpha, word)) for word in line.split())
    is_long_enough = (
        _LEAST_CHARACTERS <= len(line) <= _MOST_CHARACTERS
        if characters * 2 > len(line)
        else _LEAST_WORDS <= words <= _MOST_WORDS
    )
    return (
        is_long_enough
        and is_heading(line)
        and line[0] not in "-*•–—#>|"
        and line[-1] not in ":：,;、，|"
        and not _FIELD.match(line)
        and not find_authors([line])
    )


def _is_wrapped(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a line was broken inside a sentence, for want of room."""
    spans = split_sentences(text, start, end + len(text[end : end + 400]), language=language)
    return not any(span.end == end for span in spans)
