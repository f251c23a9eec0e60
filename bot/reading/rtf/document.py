"""Rich text (RTF)."""

from collections.abc import Iterator

from bot.articles.findings import Finding, Notice
from bot.reading.formats.format import Format
from bot.reading.rtf.content import read_content
from bot.reading.source import Source
from bot.reading.word.styled_document import StyledDocument, read_styled_document

_MARK = "{\\rtf"
_CUT_NOTICE = "it ends in the middle of its last group: check that the file is complete"


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins as rich text does."""
    return opening.lstrip().lower().startswith(_MARK)


def read(source: Source) -> Iterator[Finding]:
    """Yield the articles of the file."""
    data = source.read()
    content = read_content(data, source.budget.beat)
    document = StyledDocument(
        tuple(content.paragraphs),
        title=content.title,
        creation_date=content.creation_date,
    )
    yield from read_styled_document(document, source)
    if not content.is_complete:
        yield Notice(source.path, None, _CUT_NOTICE)


FORMAT = Format("rich text (RTF)", (".rtf",), ("application/rtf", "text/rtf"), recognises, read)
