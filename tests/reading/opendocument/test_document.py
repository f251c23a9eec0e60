import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.reader import read
from tests.paths import GOLDEN

TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
_READING = "<text:ruby-text>みなと</text:ruby-text>"
RUBY = f"<text:ruby><text:ruby-base>港</text:ruby-base>{_READING}</text:ruby>"
DATED = "<text:p>By Ann Lee, 7 January 2026</text:p>"


def flat(body: str, styles: str = "", kind: str = "text", media_type: str = TEXT) -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {SPACES} office:mimetype="{media_type}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def packed(
    content: bytes, media_type: str = TEXT, parts: Mapping[str, bytes] | None = None
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", content)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def _read(folder: Path, data: bytes, name: str = "a.odt") -> list[Finding]:
    (folder / name).write_bytes(data)
    return list(read(folder / name))


def _texts(folder: Path, body: str, styles: str = "") -> list[str]:
    (article, *_) = _read(folder, flat(DATED + body, styles), "a.fodt")
    assert isinstance(article, Article)
    return article.text.split("\n\n")[1:]


def _refused(folder: Path, data: bytes, name: str = "a.odt") -> str:
    (rejection,) = _read(folder, data, name)
    assert isinstance(rejection, Rejection)
    return rejection.reason


@pytest.mark.parametrize("name", ["harbour.odt", "harbour.fodt"])
def test_a_text_is_read_as_its_reader_sees_it(name: str) -> None:
    (article,) = read(GOLDEN / name)
    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("Harbour opens again", ("Ann Lee",))
    assert article.published == date(2026, 1, 7)
    assert article.text.split("\n\n") == [
        "By Ann Lee, 7 January 2026",
        "The harbour opened again on Wednesday after three days of storm.",
        "Two ferries left before noon.",
        "Ferry | Passengers\nFirst | 140",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d", "a   b\tc\nd"),
        ("  a \n  b  <text:span> c</text:span>", "a b  c"),
        ("a<text:span text:style-name='H'>b</text:span>c", "ac"),
        ("a<office:annotation><text:p>b</text:p></office:annotation>c", "ac"),
        ("a<text:bookmark-start text:name='b'/>c<text:change text:change-id='d'/>e", "ace"),
        ("<text:a>noon</text:a>, <text:date>7 May</text:date>", "noon, 7 May"),
        (RUBY, "港"),
        ("a<text:hidden-text>b</text:hidden-text><!-- c -->d", "ad"),
    ],
)  # fmt: skip
def test_elements_in_a_paragraph_become_its_text(body: str, text: str, tmp_path: Path) -> None:
    hidden = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    assert _texts(tmp_path, f"<text:p>{body}</text:p>", hidden) == [text]


def test_what_is_hidden_or_around_the_text_is_left_out(tmp_path: Path) -> None:
    body = (
        "<text:section text:display='none'><text:p>a</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>b</text:p></text:index-body>"
        "</text:table-of-content><text:sequence-decls/><office:forms><a>c</a></office:forms>"
        "<text:section><text:p>Harbour.</text:p></text:section>"
    )
    assert _texts(tmp_path, body) == ["Harbour."]


def test_text_boxes_follow_the_paragraph_around_them(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    assert _texts(tmp_path, f"<text:p>Around {box}a box.</text:p>{box}") == [
        "Around a box.",
        "In a box.",
        "In a box.",
    ]


def test_headings_divide_articles(tmp_path: Path) -> None:
    body = "".join(
        f'<text:h text:outline-level="1">{title}</text:h>'
        f"<text:p>{day}</text:p><text:p>{text}</text:p>"
        for title, day, text in (
            ("Harbour opens again", "7 January 2026", "The harbour opened again on Wednesday."),
            ("Storm moves on", "13 January 2026", "The storm moved on to the north."),
        )
    )
    articles = _read(tmp_path, flat(body), "a.fodt")
    assert [each.title for each in articles if isinstance(each, Article)] == [
        "Harbour opens again",
        "Storm moves on",
    ]


def test_a_text_without_a_date_has_that_of_its_creation(tmp_path: Path) -> None:
    data = (GOLDEN / "harbour.odt").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content, meta = archive.read("content.xml"), archive.read("meta.xml")
    undated = packed(content.replace(b", 7 January 2026", b""), parts={"meta.xml": meta})
    article, notice = _read(tmp_path, undated)
    assert isinstance(article, Article)
    assert isinstance(notice, Notice)
    assert (article.published, article.title) == (date(2026, 1, 9), "Harbour opens again")


def test_rows_of_a_spreadsheet_are_repeated_only_where_they_hold_something(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    head = "".join(map(cell, ("Date", "Title", "Text")))
    prose = "The harbour opened again on Wednesday."
    repeated = 'table:number-rows-repeated="{}"'
    rows = (
        f"<table:table-row>{head}</table:table-row>"
        f"<table:table-row {repeated.format(2)}>{cell('2026-01-07')}{cell('A')}{cell(prose)}"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        f"<table:table-row {repeated.format(1_000_000)}><table:table-cell/></table:table-row>"
    )
    table = f'<table:table table:name="A">{rows}</table:table>'
    data = flat(table, kind="spreadsheet", media_type=SHEET)
    assert len([f for f in _read(tmp_path, data, "a.fods") if isinstance(f, Article)]) == 2
    bomb = data.replace(b'rows-repeated="2"', b'rows-repeated="9999999"')
    assert "more than" in _refused(tmp_path, bomb, "a.fods")
    wide = data.replace(b"Date</text:p>", b"Date</text:p>").replace(
        b"<table:table-cell ><text:p>A",
        b'<table:table-cell table:number-columns-repeated="9999999"><text:p>A',
    )
    assert "too many columns" in _refused(tmp_path, wide, "a.fods")


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    cell = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    table = '<table:table table:style-name="h"><table:table-row>'
    table += f"{cell}</table:table-row></table:table>"
    data = flat(table, style, "spreadsheet", SHEET)
    assert "empty" in _refused(tmp_path, data, "a.fods")


def test_broken_and_locked_ones_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for content in (
        b"",
        b"<a",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<a>" * 9_999,
    ):
        assert _refused(tmp_path, packed(content))
    lock = {"META-INF/manifest.xml": b"<a><manifest:encryption-data/></a>"}
    assert "password" in _refused(tmp_path, packed(b"\1\2\3", parts=lock))
    assert "without a text" in _refused(tmp_path, packed(flat("", kind="chart")))
    assert "without a table" in _refused(tmp_path, packed(flat(DATED), SHEET))
    assert "no text" in _refused(tmp_path, packed(flat("")))
