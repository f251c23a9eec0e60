"""Text files of press databases."""

import re
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

# What is looked for first: taking a text apart costs more.
_MARK = re.compile(
    r"^[ \t\f]*(?:[0-9][0-9.,]* \w{1,3} [0-9][0-9.,]* do[ck]ument\w*"
    r"|(?:document|dokument|documento) [0-9][0-9.,]* \w{1,3} [0-9][0-9.,]*"
    r"|end of document|ende des dokument\w*|fin (?:du|de|del) documento?|fine del documento"
    r"|fim do documento|einde van (?:het )?document"
    r"|(?:AN\s+)?\w{2,9}\s+[A-Z][A-Z0-9]{0,7}[0-9]{8}[a-z0-9]{4,14}"
    r"|(?:[^\W\d_][\w .]{0,40}: ?)?news[·.•](?:19|20)[0-9]{6}[·.•]\S{1,80}"
    r"|(?:full text|volltext|texte intégral|texto completo)[ \t]?:.*"
    r"|.{0,80}GBI-Genios.{0,80}|dokumentnummer\s?:.*)[ \t\r]*$",
    re.IGNORECASE | re.MULTILINE,
)


def recognises(opening: str, name: str) -> bool:
    """Tell whether its beginning has an article of a press database."""
    return (
        not opening.lstrip().startswith(_MARKUP)
        and PurePath(name).suffix.lower() not in _TABLES
        and bool(_MARK.search(opening))
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
