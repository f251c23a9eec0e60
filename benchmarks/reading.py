"""Print how fast each format is read, in megabytes of the file and in articles a second.

``python -m benchmarks.reading`` makes the files of words drawn at random, so that
what is measured is the reader and no corpus. Each is read three times; the least computing counts.
"""

import gzip
import html
import io
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx

from bot.articles.article import Article
from bot.reading.reader import read
from tests.reading.epub.books import book
from tests.reading.opendocument.test_document import flat, packed
from tests.reading.outlook.outlook_mails import compound_file, mail_streams
from tests.reading.pdf.printed_documents import column, pdf
from tests.reading.spreadsheet.workbooks import row, workbook

_WORDS = (
    "the harbour opened again on Wednesday after three days of storm and two ferries left before"
    " noon with mail milk medicine for villages where pier held through a night no ship was lost"
).split()
_TRIES = 3
_ARTICLES = 3_000
_PARAGRAPHS = 8


def _articles(count: int) -> Iterator[list[str]]:
    """Yield articles of about 500 words, each as its paragraphs."""
    chance = random.Random(7)
    for number in range(count):
        yield [
            f"Story {number}, part {part}. " + " ".join(_sentence(chance) for _ in range(4))
            for part in range(_PARAGRAPHS)
        ]


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=15)).capitalize() + "."


def _record(paragraphs: list[str]) -> dict[str, str]:
    return {"published": "2026-01-07", "title": "Harbour", "text": "\n\n".join(paragraphs)}


def _json_lines(count: int) -> bytes:
    return "\n".join(json.dumps(_record(one)) for one in _articles(count)).encode()


def _packed(count: int) -> bytes:
    return gzip.compress(_json_lines(count))


def _json(count: int) -> bytes:
    return json.dumps([_record(one) for one in _articles(count)]).encode()


def _table(count: int) -> bytes:
    rows = ('2026-01-07,Harbour,"' + "\n\n".join(one) + '"' for one in _articles(count))
    return "\n".join(("date,title,text", *rows)).encode()


def _feed(count: int) -> bytes:
    items = (
        "<item><title>Harbour</title><pubDate>Wed, 07 Jan 2026 18:30:00 +0100</pubDate>"
        f"<description>{html.escape(_paragraphs(one))}</description></item>"
        for one in _articles(count)
    )
    return f"<rss><channel><title>A</title>{''.join(items)}</channel></rss>".encode()


def _mails(count: int) -> bytes:
    head = "From a\nFrom: A <a@b.example>\nSubject: Harbour\nMIME-Version: 1.0\n"
    head += "Date: Wed, 07 Jan 2026 18:30:00 +0100\n\n"
    return "".join(head + "\n\n".join(one) + "\n\n" for one in _articles(count)).encode()


def _text(count: int) -> bytes:
    return b"date 2026-01-07 " + "\n\n".join("\n\n".join(one) for one in _articles(count)).encode()


def _page(count: int) -> bytes:
    menu = "<nav><ul>" + "<li><a href='/a'>Section</a></li>" * 60 + "</ul></nav>"
    script = "<script>" + "var a = 1;\n" * 1_500 + "</script>"
    prose = "".join(map(_paragraphs, _articles(count)))
    return (
        "<!doctype html><html><head><meta property='article:published_time' content='2026-01-07'>"
        f"{script}</head><body>{menu}<article><h1>Harbour</h1>{prose}</article></body></html>"
    ).encode()


def _paragraphs(paragraphs: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def _pdf(count: int) -> bytes:
    pages = []
    for article in _articles(count):
        lines = ["Published 7 January 2026"]
        for paragraph in article:
            words = paragraph.split()
            lines += [" ".join(words[at : at + 14]) for at in range(0, len(words), 14)] + [""]
        pages.append(column(*lines))
    return pdf(*pages)


def _docx(count: int) -> bytes:
    document = docx.Document()
    document.add_paragraph("Published 7 January 2026")
    for article in _articles(count):
        for paragraph in article:
            document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _rtf(count: int) -> bytes:
    paragraphs = [text for article in _articles(count) for text in article]
    body = "\\par\n".join(("7 January 2026", *paragraphs))
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\pard {body}\\par}}".encode()


def _odt(count: int) -> bytes:
    paragraphs = ["7 January 2026", *(text for article in _articles(count) for text in article)]
    return packed(flat("".join(f"<text:p>{text}</text:p>" for text in paragraphs)))


def _epub(count: int) -> bytes:
    pages = {f"{n}.xhtml": _paragraphs(one) for n, one in enumerate(_articles(count))}
    return book(pages, "<dc:title>The Gazette, 7 January 2026</dc:title>")


def _xlsx(count: int) -> bytes:
    rows = (row("2026-01-07", "Harbour", "\n\n".join(one)) for one in _articles(count))
    return workbook({"A": row("date", "title", "text") + "".join(rows)})


def _ods(count: int) -> bytes:
    rows = [("date", "title", "text")]
    rows += [("2026-01-07", "Harbour", "\n\n".join(one)) for one in _articles(count)]
    cells = (
        "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        for cells in rows
    )
    table = "".join(f"<table:table-row>{row_cells}</table:table-row>" for row_cells in cells)
    body = f'<table:table table:name="A">{table}</table:table>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(flat(body, kind="spreadsheet", media_type=kind), kind)


def _msg(count: int) -> bytes:
    texts = "\r\n\r\n".join("\r\n\r\n".join(one) for one in _articles(count))
    sent = {0x39: datetime(2026, 1, 7, tzinfo=UTC)}
    return compound_file(mail_streams({0x37: "Harbour", 0x1000: texts}, sent))


# Of the formats with one article a file, how many articles' text and how many files.
_FILES: dict[str, tuple[Callable[[int], bytes], int, int]] = {
    "jsonl": (_json_lines, _ARTICLES, 1),
    "jsonl.gz": (_packed, _ARTICLES, 1),
    "json": (_json, _ARTICLES, 1),
    "csv": (_table, _ARTICLES, 1),
    "xml": (_feed, _ARTICLES // 3, 1),
    "mbox": (_mails, _ARTICLES, 1),
    "txt": (_text, 1, 1_000),
    "html": (_page, 1, 100),
    "pdf": (_pdf, 1, 100),
    "long.pdf": (_pdf, 100, 1),
    "docx": (_docx, 1, 100),
    "long.docx": (_docx, 100, 1),
    "rtf": (_rtf, 1, 100),
    "long.rtf": (_rtf, 100, 1),
    "odt": (_odt, 1, 100),
    "long.odt": (_odt, 100, 1),
    "epub": (_epub, 100, 1),
    "xlsx": (_xlsx, _ARTICLES, 1),
    "ods": (_ods, _ARTICLES, 1),
    "msg": (_msg, 1, 100),
}


def measured(name: str, folder: Path) -> tuple[int, int, float]:
    """Return the bytes and articles that were read of a format, and the seconds that took."""
    make, size, files = _FILES[name]
    paths = [folder / f"{number}.{name}" for number in range(files)]
    data = make(size)
    for path in paths:
        path.write_bytes(data)
    best = float("inf")
    for _ in range(_TRIES):
        start = time.process_time()
        found = sum(isinstance(one, Article) for path in paths for one in read(path))
        best = min(best, time.process_time() - start)
    return len(data) * files, found, best


def main() -> None:
    """Print a line for each format."""
    print(f"{'format':10} {'file':>9} {'MB/s':>8} {'articles/s':>11}")
    for name in _FILES:
        with tempfile.TemporaryDirectory() as folder:
            size, articles, seconds = measured(name, Path(folder))
        each = size / _FILES[name][2] / 1e6
        print(f"{name:10} {each:6.2f} MB {size / seconds / 1e6:8.2f} {articles / seconds:11,.0f}")


if __name__ == "__main__":
    main()
