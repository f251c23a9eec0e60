"""PDF files, where the pages are text rather than pictures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.formats.format import Format
from bot.reading.pdf.contents_list import strip_contents
from bot.reading.pdf.legibility import HARDLY_LEGIBLE, LEGIBLE, measure_legibility
from bot.reading.pdf.lines import Line, strip_running_lines
from bot.reading.pdf.pages import read_pages
from bot.reading.pdf.paragraphs import Paragraph, find_body_size, join_lines
from bot.reading.pdf.titles import LARGER, find_title
from bot.reading.press.divisions import HeadedParagraph
from bot.reading.press.document_articles import DocumentText, read_document
from bot.reading.source import Source

# Some mail programs and printers put a few bytes before the mark.
_OPENING = re.compile(r"[^\w<{]{0,1000}%PDF-[0-9]")

# Letters that no font names, or that only a font's maker knows: some are shown as bullets.
_NAMELESS = re.compile(r"•{3,}|[\x00-\x08\x0e-\x1f\x7f-\x9f�\ue000-\uf8ff]|/g[0-9]+|\(cid:[0-9]+\)")
_MOST_NAMELESS = 0.1

_PICTURES = (
    "its pages are pictures without text, as from a scanner: run text recognition (OCR) on it"
)
_NAMELESS_LETTERS = (
    "its fonts do not say which letters they show: print it as a PDF file from another program,"
    " or run text recognition (OCR) on it"
)
_NO_WORDS = (
    "its letters make no words of any language, as after poor text recognition or with fonts that"
    " show other letters: print it from another program, or run text recognition (OCR) again"
)
_FEW_WORDS = (
    "few of its words can be read, as after poor text recognition: compare some sentences with its"
    " pages"
)
_MOST_LEVELS = 9


def recognises(opening: str, name: str) -> bool:
    """Tell whether it has the mark of PDF files."""
    return bool(_OPENING.match(opening))


def read(source: Source) -> Iterator[Finding]:
    """Yield the articles of the file: one, or those that its headings or a database divide."""
    document = read_pages(source)
    # Before running lines: a title in the contents stands twice in a short file.
    content = strip_running_lines(strip_contents(document.pages))
    legible, illegible, is_doubtful = _sort_pages(content.pages)
    pages = replace(content, pages=tuple(map(tuple, legible)))
    if not any(pages.pages):
        raise ArticleError(_NO_WORDS if illegible else _PICTURES)
    paragraphs = join_lines(pages.pages)
    if _share_of_nameless("".join(item.text for item in paragraphs)) > _MOST_NAMELESS:
        raise ArticleError(_NAMELESS_LETTERS)
    body_size = find_body_size(pages.pages)
    first_page = next((page for page in pages.pages if page), ())
    first_text = " ".join(line.text for line in first_page)
    title, place = find_title(document.title, first_text, paragraphs, body_size)
    yield from read_document(
        DocumentText(
            tuple(_read_levels(paragraphs, body_size)),
            title=title,
            title_place=place,
            lines=tuple(line.text for page in pages.pages for line in page),
            running_lines=pages.running_lines,
            address=pages.address,
            creation_date=document.creation_date,
            language=document.language,
            has_sizes=True,
        ),
        source,
    )
    yield from _describe_pages(document.pages, illegible, is_doubtful, source)


def _sort_pages(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[Sequence[Line]], list[int], bool]:
    """Return the pages without the text of illegible ones, their numbers, and if some is doubtful.

    Letters that no font names are another matter, and told apart.
    """
    legible: list[Sequence[Line]] = []
    illegible: list[int] = []
    is_doubtful = False
    for number, page in enumerate(pages, 1):
        text = "\n".join(line.text for line in page)
        is_named = not text or _share_of_nameless(text) <= _MOST_NAMELESS
        share = measure_legibility(text) if is_named else 1.0
        if share < HARDLY_LEGIBLE:
            illegible.append(number)
        is_doubtful = is_doubtful or HARDLY_LEGIBLE <= share < LEGIBLE
        legible.append(() if share < HARDLY_LEGIBLE else page)
    return legible, illegible, is_doubtful


def _read_levels(paragraphs: Sequence[Paragraph], body_size: float) -> Iterator[HeadedParagraph]:
    """Yield the paragraphs; the larger the letters, the higher the heading."""
    sizes = {item.size for item in paragraphs if item.size > LARGER * body_size}
    levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
    for item in paragraphs:
        yield HeadedParagraph(item.text, min(levels.get(item.size, 0), _MOST_LEVELS))


def _describe_pages(
    pages: Sequence[Sequence[Line]], illegible: Sequence[int], is_doubtful: bool, source: Source
) -> Iterator[Notice]:
    if is_doubtful:
        yield Notice(source.path, None, _FEW_WORDS)
    empty = [number for number, page in enumerate(pages, 1) if not page]
    for numbers, fault in (
        (empty, "{share} have no text and were skipped: {examples}"),
        (illegible, "{share} have letters that make no words and were skipped: {examples}"),
    ):
        if numbers:
            examples = ", ".join(map(str, numbers[:5])) + (" and others" if numbers[5:] else "")
            share = f"{len(numbers):,} of its {len(pages):,} pages"
            yield Notice(source.path, None, fault.format(share=share, examples=examples))


def _share_of_nameless(text: str) -> float:
    # Most texts have nothing else than such letters, which are told sooner.
    is_plain = text.isascii() and text.replace("\n", "").isprintable()
    if is_plain and "/g" not in text and "(cid:" not in text:
        return 0.0
    return sum(map(len, _NAMELESS.findall(text))) / max(len(text), 1)


FORMAT = Format("PDF files", (".pdf",), ("application/pdf",), recognises, read)
