from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.reader import read
from tests.paths import GOLDEN
from tests.reading.epub.books import book

STORY = "<h2>Harbour opens again</h2><p>The harbour opened again.</p><p>Two ferries left.</p>"
STORM = "<h1>Storm moves on</h1><p>13 January 2026</p><p>The storm moved on to the north.</p>"
CONVERTED = (
    "<dc:date opf:event='conversion'>2026-02-01</dc:date>"
    "<dc:date opf:event='publication'>2026-01-07</dc:date>"
)
GAZETTE = "<dc:title>The Gazette</dc:title><dc:publisher>The Gazette</dc:publisher>"


def _read(folder: Path, data: bytes, name: str = "a.epub") -> list[Finding]:
    (folder / name).write_bytes(data)
    return list(read(folder / name))


def _article(folder: Path, data: bytes, name: str = "a.epub") -> Article:
    (article,) = [each for each in _read(folder, data, name) if not isinstance(each, Notice)]
    assert isinstance(article, Article)
    return article


def _articles(folder: Path, data: bytes) -> list[Article]:
    return [each for each in _read(folder, data) if isinstance(each, Article)]


def _refused(folder: Path, data: bytes) -> str:
    (rejection,) = _read(folder, data)
    assert isinstance(rejection, Rejection)
    return rejection.reason


def test_an_issue_gives_an_article_a_page_and_nothing_of_its_lists() -> None:
    article, notice = read(GOLDEN / "harbour.epub")
    assert isinstance(article, Article)
    assert isinstance(notice, Notice)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette")
    assert (article.published, article.authors) == (date(2026, 1, 7), ("Ann Lee",))
    assert article.url == "https://gazette.example/2026/harbour"
    assert article.text.startswith("By Ann Lee\n\nThe harbour opened again on Wednesday")
    assert "menu" not in article.text
    assert "calibre" not in article.text
    assert notice.text == "dated by the day of the issue"


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("The Gazette [Wed, 07 Jan 2026]", "The Gazette"),
        ("The Gazette, 7 January 2026", "The Gazette"),
        ("Le Monde – 7 janvier 2026", "Le Monde"),
        ("Der Bote (2026-01-07)", "Der Bote"),
    ],
)
def test_a_title_that_ends_with_a_day_is_that_of_an_issue(
    title: str, source: str, tmp_path: Path
) -> None:
    pages = {"a.xhtml": STORY, "b.xhtml": STORY.replace("again", "soon")}
    metadata = f"<dc:title>{title}</dc:title><dc:date>2026-01-08T04:00:00+00:00</dc:date>"
    articles = _articles(tmp_path, book(pages, metadata))
    assert [each.published for each in articles] == [date(2026, 1, 7)] * 2
    assert {each.source for each in articles} == {source}


def test_a_book_about_a_day_is_no_issue(tmp_path: Path) -> None:
    pages = {"a.xhtml": STORY, "b.xhtml": STORY.replace("again", "soon")}
    metadata = "<dc:title>The storm of 3 March 1953</dc:title><dc:date>2026-01-07</dc:date>"
    article = _article(tmp_path, book(pages, metadata))
    assert (article.title, article.published) == ("The storm of 3 March 1953", date(2026, 1, 7))
    assert article.text.count("The harbour opened") == 2


def test_chapters_with_days_of_their_own_are_articles(tmp_path: Path) -> None:
    first = STORY.replace("<p>The", "<p>7 January 2026</p><p>The")
    data = book({"a.xhtml": first, "b.xhtml": STORM}, "<dc:date>2026-02-01</dc:date>")
    articles = _articles(tmp_path, data)
    assert [(each.title, each.published.day) for each in articles] == [
        ("Harbour opens again", 7),
        ("Storm moves on", 13),
    ]


def test_saved_articles_are_never_dated_by_their_export(tmp_path: Path) -> None:
    cover = (
        "<h1>Harbour opens again</h1><dl><dt>Published at</dt><dd>2026-01-07</dd><dt>Added at</dt>"
        "<dd>2026-02-01</dd><dt>Address</dt><dd><a href='https://gazette.example/1'>here</a></dd></dl>"
    )
    undated = cover.replace("<dt>Published at</dt><dd>2026-01-07</dd>", "").replace("/1", "/2")
    pages = {
        "a_cover.html": cover,
        "a.html": "<p>The harbour opened again on Wednesday.</p>",
        "b_cover.html": undated,
        "b.html": "<p>The pier held.</p>",
    }
    metadata = "<dc:title>Mine</dc:title><dc:publisher>wallabag</dc:publisher>"
    metadata += "<dc:date>2026-03-01</dc:date>"
    article, rejection = _read(tmp_path, book(pages, metadata))
    assert isinstance(article, Article)
    assert isinstance(rejection, Rejection)
    assert (article.title, article.published) == ("Harbour opens again", date(2026, 1, 7))
    assert (article.url, article.source) == ("https://gazette.example/1", "gazette.example")
    assert article.text == "The harbour opened again on Wednesday."
    assert "it has no date" in rejection.reason


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ("<dc:date>2026-01-07</dc:date>", "a.epub"),
        (CONVERTED, "a.epub"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", "2026-01-07-a.epub"),
        ("<dc:date>2026</dc:date>", "2026-01-07-a.epub"),
        ("<meta property='dcterms:modified'>2026-02-01T00:00:00Z</meta>", "2026-01-07-a.epub"),
    ],
)  # fmt: skip
def test_a_book_is_dated_by_its_publication(metadata: str, name: str, tmp_path: Path) -> None:
    data = book({"a.xhtml": STORY}, GAZETTE + metadata)
    assert _article(tmp_path, data, name).published == date(2026, 1, 7)


def test_covers_and_contents_are_left_out(tmp_path: Path) -> None:
    links = "".join(f"<li><a href='{n}.xhtml'>Chapter {n}</a></li>" for n in range(5))
    pages = {
        "front.xhtml": "<p>A cover.</p>",
        "nav.xhtml": f"<nav epub:type='toc'><ol>{links}</ol></nav><p>A list.</p>",
        "list.xhtml": f"<h1>Contents</h1><ul>{links}</ul>",
        "local.xhtml": "<h2>Local</h2><a href=a.xhtml>Ferries leave</a><a href=b.xhtml>Roofs</a>",
        "rights.xhtml": "<section epub:type='copyright-page'><p>All rights.</p></section>",
        "a%20b.xhtml": STORY,
    }
    guide = '<reference type="cover" href="front.xhtml"/>'
    data = book(
        pages,
        GAZETTE + "<dc:date>2026-01-07</dc:date>",
        guide=guide,
        properties={"nav.xhtml": "nav"},
    )
    assert _article(tmp_path, data).text == "The harbour opened again.\n\nTwo ferries left."


def test_one_that_is_packed_in_another_order_is_read_too(tmp_path: Path) -> None:
    data = book({"a.xhtml": STORY}, GAZETTE + "<dc:date>2026-01-07</dc:date>", first="OPS/a.txt")
    for name in ("a.epub", "a.zip", "a"):
        assert _article(tmp_path, data, name).title == "Harbour opens again"


def test_broken_and_locked_ones_are_refused_with_what_to_do(tmp_path: Path) -> None:
    lock = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e='
        '"http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="{}"/>'
        '<e:CipherData><e:CipherReference URI="OPS/a.xhtml"/></e:CipherData></e:EncryptedData>'
        "</encryption>"
    )
    pages, metadata = {"a.xhtml": STORY}, GAZETTE + "<dc:date>2026-01-07</dc:date>"
    locked = lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc").encode()
    changes = {"META-INF/encryption.xml": locked}
    assert "locked (DRM)" in _refused(tmp_path, book(pages, metadata, changes=changes))
    veiled = lock.format("http://www.idpf.org/2008/embedding").encode()
    changes = {"META-INF/encryption.xml": veiled}
    assert _article(tmp_path, book(pages, metadata, changes=changes))
    assert "without chapters" in _refused(tmp_path, book({}, metadata))
    assert "without its list of chapters" in _refused(
        tmp_path, book(pages, metadata, changes={"OPS/book.opf": None})
    )
    for part in (b"", b"<package", b"<!DOCTYPE a [<!ENTITY b 'c'>]><package>&b;</package>"):
        assert _refused(tmp_path, book(pages, metadata, changes={"OPS/book.opf": part}))
    deep = b"<html><body>" + b"<div>" * 5_000
    assert "deeply" in _refused(tmp_path, book(pages, metadata, changes={"OPS/a.xhtml": deep}))
