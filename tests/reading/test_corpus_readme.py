import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.corpus import folder
from bot.reading.epub import document as epub_document
from bot.reading.formats import archive, warc
from bot.reading.formats.registry import FORMATS
from bot.reading.html import page
from bot.reading.limits import ID_LENGTH, ReadLimits
from bot.reading.opendocument import document as opendocument_document
from bot.reading.outlook import document as outlook_document
from bot.reading.pdf import document as pdf_document
from bot.reading.reader import read
from bot.reading.records.field_names import NAMES
from bot.reading.safari import document as safari_document
from bot.reading.spreadsheet import document as spreadsheet_document
from bot.reading.word import document as word_document
from tests.paths import CORPUS_README, GOLDEN

TEXT = CORPUS_README.read_text(encoding="utf-8")
# What cannot be shown on a page: a file of each is read instead.
BINARY = {
    pdf_document.FORMAT: "harbour.pdf",
    word_document.FORMAT: "harbour.docx",
    archive.FORMAT: "harbour.zip",
    warc.FORMAT: "harbour.warc.gz",
    spreadsheet_document.FORMAT: "harbour.xls",
    opendocument_document.FORMAT: "harbour.odt",
    epub_document.FORMAT: "harbour.epub",
    outlook_document.FORMAT: "harbour.msg",
    safari_document.FORMAT: "harbour.webarchive",
}
EXAMPLES = dict(re.findall(r"^`([^`\n]+)`\n\n```\w*\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("packed", [False, True])
def test_an_example_is_read_as_it_stands(name: str, packed: bool, tmp_path: Path) -> None:
    data = EXAMPLES[name].encode()
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data) if packed else data)
    findings = list(read(path))
    assert not [one for one in findings if isinstance(one, Rejection)]
    articles = [one for one in findings if isinstance(one, Article)]
    assert articles[0].published == date(2026, 1, 7)
    assert "The harbour opened again on Wednesday" in articles[0].text


def test_every_format_has_an_example() -> None:
    recognised = {
        next(one for one in FORMATS if one.recognises(text, name))
        for name, text in EXAMPLES.items()
    }
    for name in BINARY.values():
        assert f"`{name}`" in TEXT
        articles = [one for one in read(GOLDEN / name) if isinstance(one, Article)]
        assert [one.published for one in articles] == [date(2026, 1, 7)]
        assert "The harbour opened again on Wednesday" in articles[0].text
    assert recognised | set(BINARY) == set(FORMATS)
    assert len(EXAMPLES) >= 6


def test_every_extension_is_documented() -> None:
    extensions = {extension for format_ in FORMATS for extension in format_.extensions}
    assert {one for one in extensions if f"`{one}`" not in TEXT} == set()


def test_the_example_with_fields_gives_them_all(tmp_path: Path) -> None:
    for name in ("harbour-with-fields.md", "harbour.json"):
        (tmp_path / name).write_text(EXAMPLES[name], encoding="utf-8")
        article = next(iter(read(tmp_path / name)))
        assert isinstance(article, Article)
        assert article.id == "gazette-2026-17"
        assert article.title.startswith("Harbour opens again")
        assert (article.source, article.language) == ("The Gazette", "en")
        assert article.authors == ("Ann Lee", "Bo Berg")
        assert article.instant is not None


def test_every_field_and_bound_is_documented() -> None:
    for names in NAMES.values():
        for name in names:
            assert f"`{name}`" in TEXT
    limits = ReadLimits()
    assert f"hold {limits.unpacked_size // 1024**3} GiB" in TEXT
    assert f"lines {limits.line // 1024**2} MiB" in TEXT
    assert f"document {limits.document // 1024**2} MiB" in TEXT
    assert f"after {limits.rejections:,} rejections" in TEXT
    assert f"deeper than {limits.depth}" in TEXT
    assert f"more than {limits.pages:,} pages" in TEXT
    assert f"more than {page.MOST_ELEMENTS:,} elements" in TEXT
    assert f"up to {ID_LENGTH} characters" in TEXT


def test_the_documentation_itself_is_no_article() -> None:
    assert CORPUS_README not in folder.CorpusFolder(CORPUS_README.parent).files()
