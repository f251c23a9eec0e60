"""Text that begins with ``date YYYY-MM-DD``, and text and Markdown with a date elsewhere."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.dates.parse import parse_date_in_name
from bot.reading.decoding import decode_prose
from bot.reading.formats.format import Format
from bot.reading.front_matter import opens_front_matter, parse_front_matter
from bot.reading.headlines import find_headline
from bot.reading.record import NAMES, build_article
from bot.reading.source import Source

_MARKDOWN = (".md", ".markdown")
_EXTENSIONS = (".txt", ".text", *_MARKDOWN)


# Looser than a date, so that an impossible one is rejected rather than taken for prose.
_DATED_OPENING = re.compile(r"\s*date[ \t]+([0-9]+-[0-9]+-[0-9]+)(?:\s+|\Z)", re.IGNORECASE)


def recognises_dated(opening: str, name: str) -> bool:
    """Tell whether the text begins with a date of its own."""
    return bool(_DATED_OPENING.match(opening))


def read_dated(source: Source) -> Iterator[Finding]:
    """Yield the one article of the file, whose text is all of its characters."""
    content = decode_prose(source.read())
    text = content.text
    opening = _DATED_OPENING.match(text)
    if opening is None:
        raise ArticleError(
            "its first line is not a date followed by a space, like date 2026-01-07", 1
        )
    title, body = find_headline(text, opening.end())
    try:
        yield build_article(
            {"published": opening[1]}, source.path, text=text, body=body, title=title
        )
    except ArticleError as error:
        line = text.count("\n", 0, opening.start(1)) + 1
        raise ArticleError(error.reason, line) from None
    if content.notice:
        yield Notice(source.path, None, content.notice)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins with front matter, or is called a text."""
    return opens_front_matter(opening) or PurePath(name).suffix.lower() in _EXTENSIONS


def read(source: Source) -> Iterator[Finding]:
    """Yield the one article of the file, whose text is all of its characters."""
    content = decode_prose(source.read())
    front = parse_front_matter(content.text)
    has_date = any(front.fields.get(name) for name in NAMES["published"])
    published = None if has_date else parse_date_in_name(source.name)
    if not has_date and published is None:
        raise ArticleError(
            "it has no date: put one in its name, like 2026-01-07-some-title.txt,"
            " or begin the text with date 2026-01-07"
        )
    title, body = "", front.body
    if PurePath(source.name).suffix.lower() in _MARKDOWN:
        title, body = _markdown_title(content.text, front.body)
    if not title and not any(front.fields.get(name) for name in NAMES["title"]):
        title, body = find_headline(content.text, body)
    try:
        yield build_article(
            front.fields,
            source.path,
            text=content.text,
            body=body,
            published=published,
            title=title,
        )
    except ArticleError as error:
        raise ArticleError(error.reason, front.line) from None
    if published is not None:
        yield Notice(source.path, None, "dated by its file name")
    if content.notice:
        yield Notice(source.path, None, content.notice)


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


FORMAT = Format(
    "text and Markdown files",
    _EXTENSIONS,
    ("text/plain", "text/markdown"),
    recognises,
    read,
)
