import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.reader import read
from bot.reading.sandbox.pool import read_in_sandbox
from bot.reading.spreadsheet.sheet import build_sheet, write_value
from tests.paths import GOLDEN
from tests.reading.hostile_archives import zipped
from tests.reading.spreadsheet.workbooks import date_cell, row, text_cell, workbook

PROSE = "The harbour opened again on Wednesday after three days of storm."
HEADER = row("Title", "Published", "Text")
# 7 January 2026, counted from 1900 and from 1904.
SINCE_1900, SINCE_1904 = 46029, 44567


def _read(folder: Path, data: bytes, name: str = "a.xlsx") -> list[Finding]:
    (folder / name).write_bytes(data)
    return list(read_in_sandbox(folder / name))


def _refused(folder: Path, data: bytes, name: str = "a.xlsx") -> str:
    (rejection,) = _read(folder, data, name)
    assert isinstance(rejection, Rejection)
    assert "its reader" not in rejection.reason
    return rejection.reason


@pytest.mark.parametrize("name", ["harbour.xlsx", "harbour.xls", "harbour.ods"])
def test_a_spreadsheet_of_any_program_is_read(name: str) -> None:
    articles = [each for each in read_in_sandbox(GOLDEN / name) if isinstance(each, Article)]
    assert [(each.title, each.published) for each in articles] == [
        ("Harbour opens again", date(2026, 1, 7))
    ]
    assert articles[0].text.startswith(PROSE)


def test_days_are_days_whatever_they_are_counted_from(tmp_path: Path) -> None:
    for number, properties in ((SINCE_1900, ""), (SINCE_1904, 'date1904="1"')):
        rows = HEADER + row("Harbour", date_cell(number), PROSE)
        (article,) = _read(tmp_path, workbook({"A": rows}, properties=properties))
        assert isinstance(article, Article)
        assert article.published == date(2026, 1, 7)


def test_a_day_that_was_merged_with_those_below_is_that_of_each_row(tmp_path: Path) -> None:
    rows = HEADER + row("Harbour", date_cell(SINCE_1900), PROSE) + row("Storm", "", PROSE)
    merged = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    data = workbook({"A": rows})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [name for name in archive.namelist() if "worksheets/" in name]
        sheet = archive.read(name).replace(b"</sheetData>", b"</sheetData>" + merged.encode())
    first, second = _read(tmp_path, workbook({"A": rows}, changes={name: sheet}))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.published, second.published) == (date(2026, 1, 7), date(2026, 1, 7))


def test_visible_sheets_are_read_and_those_without_articles_remarked_on(tmp_path: Path) -> None:
    sheets = {
        "2025": HEADER + row("Harbour", "2025-12-31", PROSE),
        "2026": HEADER + row("Storm", "2026-01-07", PROSE),
        "Notes": row("Bought in January"),
        "Old": HEADER + row("Hidden", "2026-01-07", PROSE),
        "Blank": "",
    }
    found = _read(tmp_path, workbook(sheets, hidden=("Old",)))
    first, second, notice = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(notice, Notice)
    assert (first.title, second.title) == ("Harbour", "Storm")
    assert second.path == f"{tmp_path}/a.xlsx/2026"
    assert notice.path == f"{tmp_path}/a.xlsx/Notes"
    assert "this sheet was not read" in notice.text


def test_rejections_name_the_row_of_the_sheet(tmp_path: Path) -> None:
    rows = (
        row()
        + row()
        + HEADER
        + row("A", "2026-01-07", "One.\n\nTwo.\r\nThree.")
        + row("B", "never", PROSE)
    )
    article, rejection = _read(tmp_path, workbook({"A": rows}))
    assert isinstance(article, Article)
    assert isinstance(rejection, Rejection)
    assert rejection.line == 5


def test_a_sheet_without_a_text_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    reason = _refused(tmp_path, workbook({"A": row("Title", "Published") + row("A", "2026-01-07")}))
    assert "text" in reason


@pytest.mark.parametrize(
    "reference", ["XFD1048576", "A99999999", "B99999999999999", "&#66;1", "1", ""]
)
def test_cells_that_are_far_apart_or_nowhere_are_refused(reference: str, tmp_path: Path) -> None:
    far = f'<row><c r="{reference}" t="inlineStr"><is><t>{PROSE}</t></is></c></row>'
    reason = _refused(tmp_path, workbook({"A": HEADER + far}))
    assert "save" in reason or "column" in reason


def test_broken_and_locked_ones_are_refused_with_what_to_do(tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    rows = {"A": HEADER + row("A", "2026-01-07", PROSE)}
    for part in (
        b"",
        b"<worksheet",
        b"\xff\xfe<\0",
        b"Prose.",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    ):
        assert _refused(tmp_path, workbook(rows, changes={sheet: part}))
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", sheet):
        assert "save" in _refused(tmp_path, workbook(rows, changes={name: None}))
    assert "empty" in _refused(tmp_path, workbook({"A": ""}))


def test_pictures_and_macros_are_never_opened(tmp_path: Path) -> None:
    rows = {"A": HEADER + row("A", "2026-01-07", PROSE)}
    others = {
        "xl/vbaProject.bin": b"\xd0\xcf",
        "xl/media/image1.png": b"\x89PNG",
        "xl/theme/theme1.xml": b"<",
    }
    (article,) = _read(tmp_path, workbook(rows, changes=others), "a.xlsm")
    assert isinstance(article, Article)


def test_a_name_does_not_hide_it(tmp_path: Path) -> None:
    data = (GOLDEN / "harbour.xls").read_bytes()
    for name in ("a.doc", "a.xlsx", "a"):
        (article,) = _read(tmp_path, data, name)
        assert isinstance(article, Article)


def test_a_packed_one_is_read_too(tmp_path: Path) -> None:
    packed = zipped({"2026/harbour.xlsx": (GOLDEN / "harbour.xlsx").read_bytes()})
    articles = [each for each in _read(tmp_path, packed, "a.zip") if isinstance(each, Article)]
    assert [each.path for each in articles] == [f"{tmp_path}/a.zip/2026/harbour.xlsx/Articles"]


def test_values_are_written_as_people_read_them() -> None:
    values = {
        "2026-01-07": datetime(2026, 1, 7),  # noqa: DTZ001 (a cell has no zone)
        "2026-01-07T18:30:00": datetime(2026, 1, 7, 18, 30),  # noqa: DTZ001
        "18:30:00": time(18, 30),
        "123456789012345": 123456789012345.0,
        "0.5": 0.5,
        "true": True,
        "inf": float("inf"),
        "": None,
        " a ": " a ",
    }
    assert {text: write_value(value) for text, value in values.items()} == {
        text: text for text in values
    }


def test_blank_rows_are_left_out_and_still_counted() -> None:
    sheet = build_sheet("A", [["a"], ["", None], ["b"]])
    assert (sheet.rows, sheet.numbers) == ((("a",), ("b",)), (1, 3))


def test_the_articles_are_those_of_the_same_table_as_text(tmp_path: Path) -> None:
    cells = [("Title", "Published", "Text"), ('A "b"', "2026-01-07", "One,\n\ntwo; 'three'.")]
    (tmp_path / "a.csv").write_text(
        "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in cells)
    )
    (expected,) = read(tmp_path / "a.csv")
    (article,) = _read(
        tmp_path, workbook({"A": "".join(row(*map(text_cell, line)) for line in cells)})
    )
    assert isinstance(article, Article)
    assert isinstance(expected, Article)
    assert (article.id, article.text) == (expected.id, expected.text)


def test_a_table_in_html_that_is_called_a_workbook_is_one(tmp_path: Path) -> None:
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {}</style></head>'
        "<body><table><tr><th colspan=2>Report</th><th></th></tr>"
        "<tr><th>Title</th><th>Published</th><th>Text</th></tr>"
        f"<tr><td>Harbour &amp; pier</td><td>2026-01-07</td><td>{PROSE}<br>Two.<p>Three.</td></tr>"
        "<tr><td>Storm</td><td>2026-01-13</td><td>The storm moved on.</td></tr></table>"
    )
    first, second = _read(tmp_path, page.encode(), "a.xls")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.published) == ("Harbour & pier", date(2026, 1, 7))
    assert first.text.split("\n\n") == [PROSE, "Two.", "Three."]
    assert second.title == "Storm"


def test_one_of_libre_office_is_read_in_any_order_of_its_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(GOLDEN / "harbour.ods") as archive:
        parts = {name: archive.read(name) for name in reversed(archive.namelist())}
    (article,) = _read(tmp_path, zipped(parts), "a")
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)
