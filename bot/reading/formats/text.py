"""Text that begins with ``date YYYY-MM-DD``, and text and Markdown with a date elsewhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.decoding import MOJIBAKE_NOTICE, decode_prose, is_garbled
from bot.reading.formats.format import Format
from bot.reading.plain_text.front_matter import (
    LENGTH,
    opens_front_matter,
    opens_json_front_matter,
    parse_front_matter,
    split_by_front_matter,
)
from bot.reading.plain_text.head_matter import find_head_matter
from bot.reading.plain_text.text_article import build_text_article, choose_text_date
from bot.reading.plain_text.text_division import TextDivision, divide_text
from bot.reading.source import Source

_MARKDOWN = (".md", ".markdown")
_EXTENSIONS = (".txt", ".text", *_MARKDOWN)

# Looser than a date, so that an impossible one is rejected rather than taken for prose.
# What Word and web pages put among the characters is borne: blanks and hyphens that do not break.
_MARK, _BLANK, _HYPHEN = (
    "[\u200b-\u200f\u2060\ufeff]",
    "[ \\t\u00a0\u202f\u200b-\u200f\u2060]",
    "[-‐‑]",
)
_DATED_OPENING = re.compile(
    rf"(?:\s|{_MARK})*date{_BLANK}+([0-9]+{_HYPHEN}[0-9]+{_HYPHEN}[0-9]+)(?:[\s\u200b]+|\Z)",
    re.IGNORECASE,
)
# Below a blank line or a whole sentence.
_NEXT_DATE = re.compile(
    r"(?:(?:\A|\n|\r)[ \t]*(?:\r\n|\n|\r)|[.!?…。！？][\"'”’»)\]]*[ \t]*(?:\r\n|\n|\r))"
    r"(?=[ \t]*(?i:date)[ \t]+[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:\s|\Z))"
)


@dataclass(frozen=True, slots=True)
class _Document:
    """The text of one article, with the line in which it begins in its file."""

    text: str
    line: int


def recognises_dated(opening: str, name: str) -> bool:
    """Tell whether the text begins with a date of its own."""
    return bool(_DATED_OPENING.match(opening))


def read_dated(source: Source) -> Iterator[Finding]:
    """Yield an article for each text of the file that begins with its date.

    The texts are all of the file's characters.
    """
    yield from _read_documents(source, _split_by_date, _read_dated)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins with front matter, or is called a text."""
    return opens_front_matter(opening) or PurePath(name).suffix.lower() in _EXTENSIONS


def recognises_json_front_matter(opening: str, name: str) -> bool:
    """Tell whether it is called Markdown, and begins with an object of JSON above its prose."""
    is_markdown = PurePath(name).suffix.lower() in _MARKDOWN
    return is_markdown and opens_json_front_matter(opening[:LENGTH])


def read(source: Source) -> Iterator[Finding]:
    """Yield an article for each text of the file, several where they have front matter.

    The texts are all of the file's characters.
    """
    yield from _read_documents(source, _split_undated, _read_undated)


def _read_documents(
    source: Source,
    split: Callable[[str], TextDivision],
    read_document: Callable[[_Document, Source], Iterator[Finding]],
) -> Iterator[Finding]:
    content = decode_prose(source.read())
    notices: dict[str, None] = {}
    line, last_start = 0, 0
    division = split(content.text)
    for start, end in division.ranges:
        source.budget.beat()
        line, last_start = line + content.text.count("\n", last_start, start), start
        try:
            for finding in read_document(_Document(content.text[start:end], line), source):
                if isinstance(finding, Notice):
                    notices[finding.text] = None
                else:
                    yield finding
        except ArticleError as error:
            line_error = error.at_line(None if error.line is None else line + error.line)
            if len(division.ranges) == 1:
                raise line_error from None
            yield line_error.to_rejection(source.path, line + 1)
    mojibake = MOJIBAKE_NOTICE if is_garbled(content.text) else ""
    notices |= dict.fromkeys((*division.notices, content.notice, mojibake))
    yield from (Notice(source.path, None, notice) for notice in notices if notice)


def _split_undated(text: str) -> TextDivision:
    ranges = tuple(split_by_front_matter(text))
    has_fields = len(ranges) > 1 or opens_front_matter(text)
    return TextDivision(ranges) if has_fields else divide_text(text)


def _split_by_date(text: str) -> TextDivision:
    if text.lower().find("date", 1) < 0:
        return TextDivision(((0, len(text)),))
    ends = [match.end() for match in _NEXT_DATE.finditer(text) if text[: match.end()].strip()]
    return TextDivision(tuple(pairwise((0, *ends, len(text)))))


def _read_dated(document: _Document, source: Source) -> Iterator[Finding]:
    text = document.text
    opening = _DATED_OPENING.match(text)
    if opening is None:
        raise ArticleError(
            "its first line is not a date followed by a space, like date 2026-01-07", 1
        )
    head = find_head_matter(text, opening.end())
    try:
        yield build_text_article(
            {"published": re.sub(_HYPHEN, "-", opening[1])}, text, head, source
        )
    except ArticleError as error:
        raise error.at_line(text.count("\n", 0, opening.start(1)) + 1) from None


def _read_undated(document: _Document, source: Source) -> Iterator[Finding]:
    text = document.text
    front = parse_front_matter(text)
    title, body = "", front.body
    if PurePath(source.name).suffix.lower() in _MARKDOWN:
        title, body = _markdown_title(text, front.body)
    title = title or str(front.fields.get("title") or "")
    head = find_head_matter(text, body, title=title)
    try:
        choice = choose_text_date(front, head, text, source)
        yield build_text_article(
            front.fields, text, head, source, choice.published if choice else None
        )
    except ArticleError as error:
        raise error.at_line(error.line or front.line) from None
    if choice.notice:
        yield Notice(source.path, None, choice.notice)


def _markdown_title(text: str, body: int) -> tuple[str, int]:
    """Return the first-level heading at the beginning of ``text``, and its end."""
    start = body + len(text[body:]) - len(text[body:].lstrip())
    end = text.find("\n", start)
    if end < 0 or not text.startswith("# ", start):
        return "", body
    return text[start + 1 : end].strip().rstrip("#").rstrip(), end + 1


DATED_FORMAT = Format(
    "text and Markdown files", (".txt",), ("text/plain",), recognises_dated, read_dated
)

JSON_FRONT_MATTER_FORMAT = Format(
    "text and Markdown files",
    _MARKDOWN,
    ("text/markdown",),
    recognises_json_front_matter,
    read,
)

FORMAT = Format(
    "text and Markdown files",
    _EXTENSIONS,
    ("text/plain", "text/markdown"),
    recognises,
    read,
)
