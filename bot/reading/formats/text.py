"""Text and Markdown, dated by front matter or by the file's name."""

from collections.abc import Iterator
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.dates.parse import parse_date_in_name
from bot.reading.decoding import decode_prose
from bot.reading.front_matter import opens_front_matter, parse_front_matter
from bot.reading.record import NAMES, build_article
from bot.reading.source import Source

_MARKDOWN = (".md", ".markdown")
_SUFFIXES = (".txt", ".text", *_MARKDOWN)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins with front matter, or is called a text."""
    return opens_front_matter(opening) or PurePath(name).suffix.lower() in _SUFFIXES


def read(source: Source) -> Iterator[Finding]:
    """Yield the one article of the file, whose text is all of its characters."""
    content = decode_prose(source.read())
    front = parse_front_matter(content.text)
    has_date = any(front.fields.get(name) for name in NAMES["published"])
    published = None if has_date else parse_date_in_name(source.name)
    if not has_date and published is None:
        raise ArticleError(
            "it has no date: give one in its name, like 2026-01-07-some-title.txt,"
            " or begin it with date 2026-01-07"
        )
    title, body = "", front.body
    if PurePath(source.name).suffix.lower() in _MARKDOWN:
        title, body = _markdown_title(content.text, front.body)
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
        yield Notice(source.path, None, "dated by its file's name")
    if content.notice:
        yield Notice(source.path, None, content.notice)


def _markdown_title(text: str, body: int) -> tuple[str, int]:
    """Return the heading of the first level with which ``text`` begins, and where it ends."""
    start = body + len(text[body:]) - len(text[body:].lstrip())
    end = text.find("\n", start)
    if end < 0 or not text.startswith("# ", start):
        return "", body
    return text[start + 1 : end].strip().rstrip("#").rstrip(), end + 1
