"""Styled documents: the articles of a document that any word processor wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.articles.findings import ArticleError, Finding
from bot.reading.press.divisions import HeadedParagraph
from bot.reading.press.document_articles import DocumentText, read_document
from bot.reading.source import Source
from bot.reading.word.heading_styles import find_title, is_furniture, read_levels
from bot.reading.word.paragraphs import StyledParagraph

_NO_TITLES = re.compile(
    r"(?:microsoft word - .*|(?:untitled|document|word document)\d*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StyledDocument:
    """A document's paragraphs and properties; of these any may be empty."""

    paragraphs: tuple[StyledParagraph, ...]
    title: str = ""
    creation_date: str = ""
    language: str = ""


def read_styled_document(document: StyledDocument, source: Source) -> Iterator[Finding]:
    """Yield the articles of the file: one, or those that its headings or a database divide."""
    paragraphs = [item for item in document.paragraphs if not is_furniture(item)]
    if not paragraphs:
        raise ArticleError("it has no text")
    levels = read_levels(paragraphs)
    title = "" if _NO_TITLES.fullmatch(document.title.strip()) else document.title.strip()
    place = find_title(paragraphs, has_title=bool(title))
    if len(paragraphs) == 1 and place == 0:
        raise ArticleError("it has no text")
    yield from read_document(
        DocumentText(
            tuple(
                HeadedParagraph(item.text, level)
                for item, level in zip(paragraphs, levels, strict=True)
            ),
            title=" ".join(paragraphs[place].text.split()) if place >= 0 else title,
            title_place=place,
            creation_date=document.creation_date,
            language=document.language,
        ),
        source,
    )
