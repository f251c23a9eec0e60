"""Tables in HTML that are called workbooks: what many programs export for Excel."""

from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.decoding import decode_markup
from bot.reading.html.blocks import extract_blocks
from bot.reading.source import Source, escape_unprintable
from bot.reading.spreadsheet.sheet import Sheet, build_sheet

_MOST_COLUMNS = 16_384


def read_html_tables(source: Source) -> Iterator[Sheet]:
    """Yield each outermost table; raise ArticleError where there is none."""
    # Loading it takes longer than most commands run.
    from lxml import etree, html

    text = decode_markup(source.read()).text.replace("\0", " ")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        description = escape_unprintable(str(error))[:200]
        reason = f"it cannot be read as a spreadsheet ({description}): save it again as .xlsx"
        raise ArticleError(reason) from None
    etree.strip_elements(root, "script", "style", with_tail=False)
    tables = [table for table in root.iter("table") if not any(table.iterancestors("table"))]
    for number, table in enumerate(tables, 1):
        source.budget.beat()
        yield build_sheet(f"Table {number}", _rows(table, source))


def _rows(table: Any, source: Source) -> Iterator[list[str]]:
    rows = []
    for row in table.iter("tr"):
        source.budget.beat()
        if next(row.iterancestors("table")) is table:
            rows.append([cell for element in row for cell in _cells(element)])
    width = max(map(len, rows), default=0)
    for cells in rows:
        yield cells + [""] * (width - len(cells)) if any(cells) else []


def _cells(element: Any) -> Iterator[str]:
    """Yield the text of a cell, a paragraph a block, and a blank for each other column below it."""
    if element.tag not in ("td", "th"):
        return
    yield "\n\n".join(extract_blocks(element))
    span = element.get("colspan", "")
    count = int(span) if span.isascii() and span.isdecimal() and len(span) < 6 else 1
    yield from [""] * (min(count, _MOST_COLUMNS) - 1)
