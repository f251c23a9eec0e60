"""PDF files: one article each, where the pages are text rather than pictures."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.bylines import find_authors
from bot.reading.dates.choose import choose_date
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import infer_day_order
from bot.reading.formats.format import Format
from bot.reading.pdf.lines import Line, Pages, strip_running_lines
from bot.reading.pdf.paragraphs import Paragraph, find_body_size, join_lines
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

# Some mail programs and printers put a few bytes before the mark.
_OPENING = re.compile(r"[^\w<{]{0,1000}%PDF-[0-9]")
_NO_TITLES = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled|\(?anonymous\)?|document|.*\.\w{2,5})?",
    re.IGNORECASE,
)
_LARGER = 1.15
_LEAST_TITLE, _MOST_TITLE = 8, 300

# Letters that no font names, or that only a font's maker knows.
_NAMELESS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f�\ue000-\uf8ff]|/g[0-9]+|\(cid:[0-9]+\)")
_MOST_NAMELESS = 0.1

_LOCKED_ADVICE = "it is protected by a password: print it as a PDF file without one"
_ENCRYPTION_ADVICE = "it is encrypted: open it and print it as a PDF file without encryption"
_PICTURES = (
    "its pages are pictures without text, as from a scanner: run text recognition (OCR) on it"
)
_NAMELESS_LETTERS = (
    "its fonts do not say which letters they show: print it as a PDF file from another program,"
    " or run text recognition (OCR) on it"
)


@dataclass(frozen=True, slots=True)
class _Document:
    """The lines of each page, and the document's properties."""

    pages: tuple[tuple[Line, ...], ...]
    title: str
    creation_date: str
    language: str


def recognises(opening: str, name: str) -> bool:
    """Tell whether it has the mark of PDF files."""
    return bool(_OPENING.match(opening))


def read(source: Source) -> Iterator[Finding]:
    """Yield the one article of the file."""
    document = _parse(source)
    pages = strip_running_lines(document.pages)
    blocks = join_lines(pages.pages)
    title, body = _split_title(document, pages, blocks)
    text = "\n\n".join(body)
    if not text:
        raise ArticleError(_PICTURES)
    if _share_of_nameless(text) > _MOST_NAMELESS:
        raise ArticleError(_NAMELESS_LETTERS)
    lines = [line.text for page in pages.pages for line in page]
    order = infer_day_order(
        text_in_line for line in (*lines, *pages.running_lines) for text_in_line in find_dates(line)
    )
    text_date = find_publication_date(lines) or find_publication_date(pages.running_lines)
    choice = choose_date(text_date, source.path, document.creation_date, order=order, lines=lines)
    fields: dict[str, object] = {
        "title": title,
        "text": text,
        "source": (urlsplit(pages.address).hostname or "").removeprefix("www."),
        "url": pages.address,
        "authors": find_authors(lines),
        "language": document.language,
    }
    yield build_article(fields, source.path, published=choice.published)
    if choice.notice:
        yield Notice(source.path, None, choice.notice)
    if empty := [str(number) for number, page in enumerate(document.pages, 1) if not page]:
        numbers = ", ".join(empty[:5]) + (" and others" if len(empty) > 5 else "")
        share = f"{len(empty):,} of its {len(document.pages):,} pages"
        yield Notice(source.path, None, f"{share} have no text and were skipped: {numbers}")


def _parse(source: Source) -> _Document:
    # Loading it takes longer than most commands run.
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    # It logs every fault that it repairs, which is of no use in the bot's log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(source.read()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(_LOCKED_ADVICE)
        count = len(reader.pages)
        if count > source.limits.pages:
            limit = source.limits.pages
            raise ArticleError(f"it has {count:,} pages, more than {limit:,}: split it")
        pages = []
        for page in reader.pages:
            source.budget.beat()
            pages.append(tuple(_lines(page)))
        return _Document(tuple(pages), *_properties(reader))
    except (ArticleError, MemoryError):
        raise
    except (DependencyError, FileNotDecryptedError):
        raise ArticleError(_ENCRYPTION_ADVICE) from None
    except Exception as error:
        # Broken files make it raise errors of any kind, not only its own.
        description = escape_unprintable(" ".join(str(error).split()))[:200]
        reason = f"it cannot be read as a PDF file ({description}): print it again"
        raise ArticleError(reason) from None


def _lines(page: Any) -> Iterator[Line]:
    """Yield the lines of a page in the order in which the file has them."""
    pieces: list[tuple[str, float, float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        x, y = (tm[4] * cm[n] + tm[5] * cm[n + 2] + cm[n + 4] for n in (0, 1))
        height = abs(size) * abs(tm[3] or tm[1] or 1) * abs(cm[3] or cm[1] or 1)
        name = str((font or {}).get("/BaseFont", ""))
        pieces.append((text, round(x, 1), round(y, 1), round(height, 1), name))

    page.extract_text(visitor_text=visit)
    run: list[tuple[str, float, float, float, str]] = []
    for text, *place in pieces:
        first, *tail = text.split("\n")
        run.append((first, *place))  # type: ignore[arg-type]
        for text in tail:
            yield from _line(run)
            run = [(text, *place)]  # type: ignore[list-item]
    yield from _line(run)


def _line(run: list[tuple[str, float, float, float, str]]) -> Iterator[Line]:
    text = _clean("".join(piece[0] for piece in run))
    visible = [piece for piece in run if piece[0].strip()]
    if text and visible:
        _, x, y, size, font = visible[0]
        yield Line(text, x, y, size, font if len({piece[4] for piece in visible}) == 1 else "")


def _clean(text: str) -> str:
    """Return a line's text with single blanks; halves of a character are put together."""
    characters = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(characters.replace("\0", "�").split())


def _properties(reader: Any) -> tuple[str, str, str]:
    """Return title, creation date and language, each empty where it is missing or broken."""
    values = []
    for get in (
        lambda: str(reader.metadata.title or ""),
        lambda: reader.metadata.creation_date.isoformat(),
        lambda: str(reader.root_object.get("/Lang") or ""),
    ):
        try:
            values.append(_clean(get()))
        except Exception:
            values.append("")
    title, creation_date, language = values
    return title, creation_date, language


def _split_title(
    document: _Document, pages: Pages, blocks: list[Paragraph]
) -> tuple[str, list[str]]:
    """Return the title, and the paragraphs without it.

    The properties' title counts where it is on the first page, else the largest text there, else
    the properties' title after all: templates often leave a wrong one.
    """
    title = "" if _NO_TITLES.fullmatch(document.title) else document.title
    first = " ".join(line.text for line in pages.pages[0]) if pages.pages else ""
    if not title or title.casefold() not in first.casefold():
        body = find_body_size(pages.pages)
        large = [
            block
            for block in blocks
            if block.size > _LARGER * body
            and _LEAST_TITLE <= len(block.text) <= _MOST_TITLE
            and block.text in first
        ]
        title = max(large, key=lambda block: block.size).text if large else title
    texts = [block.text for block in blocks]
    title_text = next((text for text in texts[:5] if text.casefold() == title.casefold()), None)
    return title, [text for text in texts if text is not title_text]


def _share_of_nameless(text: str) -> float:
    return sum(map(len, _NAMELESS.findall(text))) / len(text)


FORMAT = Format("PDF files", (".pdf",), ("application/pdf",), recognises, read)
