"""OpenDocument texts (ODT)."""

import re
from collections.abc import Iterator

from bot.articles.findings import ArticleError, Finding
from bot.reading.formats.format import Format
from bot.reading.opendocument.document_parts import read_parts
from bot.reading.opendocument.paragraphs import read_text_paragraphs
from bot.reading.opendocument.styles import read_style_sheet
from bot.reading.source import Source
from bot.reading.word.styled_document import StyledDocument, read_styled_document

_FLAT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<office:document\b[^>]{0,9999}\bopendocument\.text\b")
_NO_TEXT = "it is an OpenDocument file without a text: save it as .docx, or as a PDF file"


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as a text in a single XML document does."""
    return bool(_FLAT.match(opening))


def read(source: Source) -> Iterator[Finding]:
    """Yield the articles of the file."""
    parts = read_parts(source)
    text = parts.body.find("{*}text")
    if text is None:
        raise ArticleError(_NO_TEXT)
    document = StyledDocument(
        tuple(read_text_paragraphs(text, read_style_sheet(parts.styles))),
        title=parts.title,
        creation_date=parts.creation_date,
    )
    yield from read_styled_document(document, source)


FORMAT = Format(
    "OpenDocument texts",
    (".odt", ".ott", ".fodt"),
    (
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.text-template",
        "application/vnd.oasis.opendocument.text-flat-xml",
    ),
    recognises,
    read,
    package=r"application/vnd\.oasis\.opendocument\.text(?:-template|-master)?",
)
