"""Text files of press databases."""

from collections.abc import Iterator
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.decoding import decode_prose
from bot.reading.formats.format import Format
from bot.reading.press.press_delivery import read_records, split_delivery
from bot.reading.source import Source

# Whatever the file's name says, these formats have several texts of their own.
_TABLES = (".csv", ".tsv", ".tab")
_MARKUP = ("<", "{", "[", "%PDF")


def recognises(opening: str, name: str) -> bool:
    """Tell whether its beginning has an article of a press database."""
    return (
        not opening.lstrip().startswith(_MARKUP)
        and PurePath(name).suffix.lower() not in _TABLES
        and bool(split_delivery(opening.splitlines()))
    )


def read(source: Source) -> Iterator[Finding]:
    """Yield the articles of the file, and a rejection of each that lacks a date or a text."""
    content = decode_prose(source.read())
    records = split_delivery(content.text.splitlines())
    if not records:
        raise ArticleError("no articles were found between the marks of a press database")
    yield from read_records(records, source, has_lines=True)
    if content.notice:
        yield Notice(source.path, None, content.notice)


FORMAT = Format("text and Markdown files", (".txt",), ("text/plain",), recognises, read)
