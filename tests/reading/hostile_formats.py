"""Hostile rich text, e-books, OpenDocument files, spreadsheets, and mails of Outlook."""

import io
import plistlib
import zipfile
from datetime import UTC, datetime

from tests.paths import GOLDEN
from tests.reading.epub.books import book
from tests.reading.hostile import Made
from tests.reading.hostile_archives import HUGE
from tests.reading.opendocument.test_document import flat, packed
from tests.reading.outlook.outlook_mails import compound_file, mail_streams
from tests.reading.spreadsheet.workbooks import row, workbook

_PROSE = "The harbour opened again on Wednesday after three days of storm."
_HEAD = b"{\\rtf1\\ansi 7 January 2026\\par "
_LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
_DOCTYPE = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'.encode()
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_DATED = "<dc:title>A</dc:title><dc:date>2026-01-07</dc:date>"
_PAGE = {"a.xhtml": f"<p>{_PROSE}</p>"}
_SHEET = "xl/worksheets/sheet1.xml"
_ROWS = row("Date", "Text") + row("2026-01-07", _PROSE)
_SENT = {0x39: datetime(2026, 1, 7, tzinfo=UTC)}


def _golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


def _rtf(body: bytes) -> bytes:
    return _HEAD + body + b"\\par}"


def _far(place: str) -> str:
    return f'<row><c r="{place}"><v>1</v></c></row>'


def _lying(data: bytes, name: str) -> bytes:
    """Return an archive whose directory says that a member is smaller than it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(name).file_size.to_bytes(4, "little")
    return data.replace(size, b"\x09\0\0\0")


def _circle(data: bytes) -> bytes:
    """Return a compound file in which a stream's sectors follow each other for ever."""
    place = data.rindex(b"\xfd\xff\xff\xff") // 512 * 512
    return data[: place + 4] + b"\0\0\0\0" * 20 + data[place + 84 :]


def _giant(data: bytes) -> bytes:
    """Return a compound file with a stream that says to be of a gigabyte."""
    label = "__properties_version1.0".encode("utf-16-le")
    place = data.index(label) + 120
    return data[:place] + (2**30).to_bytes(4, "little") + data[place + 4 :]


def _nested_plist() -> bytes:
    value: object = _PROSE
    for _ in range(400):
        value = [value]
    return plistlib.dumps({"WebMainResource": value}, fmt=plistlib.FMT_BINARY)


FILES: dict[str, tuple[Made, int, int]] = {
    # Rich text.
    "mark-only.rtf": (b"{\\rtf", 0, 1),
    "groups-deep.rtf": (_HEAD + b"{" * 500_000, 1, 0),
    "groups-deep-with-text.rtf": (_HEAD + b"{\\b " * 200_000 + b"Prose.", 1, 0),
    "groups-closed.rtf": (_HEAD + b"}" * 500_000, 1, 0),
    "words.rtf": (_rtf(b"\\b0" * 300_000 + b" Prose."), 1, 0),
    "units.rtf": (_rtf(b"\\u-10179?" * 100_000 + b"Prose."), 1, 0),
    "binary-giant.rtf": (_rtf(b"{\\pict\\bin9999999999 a}Prose."), 1, 0),
    "binary-negative.rtf": (_rtf(b"{\\pict\\bin-9999 a}Prose."), 1, 0),
    "numbers-giant.rtf": (_rtf(b"\\uc999999999 \\u99999999999 a\\f9999999999 Prose."), -1, -1),
    "cells.rtf": (_rtf(b"\\intbl a\\cell" * 100_000 + b"\\row Prose."), 1, 0),
    "boxes-deep.rtf": (_rtf(b"{\\shp{\\*\\shpinst{\\shptxt a" * 20_000 + b"Prose."), -1, -1),
    "nul.rtf": (_rtf(b"Pro\0se."), 1, 0),
    "code-page-unknown.rtf": (_rtf(b"\\ansicpg99999 Prose \\'e9."), 1, 0),
    "date-giant.rtf": (b"{\\rtf1{\\info{\\creatim\\yr999999999\\mo99\\dy99}}Prose.}", 0, 1),
    "cut.rtf": (_golden("harbour.rtf")[:600], -1, -1),
    # E-books.
    "cut-in-half.epub": (_golden("harbour.epub")[:1_000], 0, 1),
    "laughs.epub": (
        book(_PAGE, _DATED, changes={"OPS/book.opf": _DOCTYPE + b"<a>&l12;</a>"}),
        0,
        1,
    ),
    "outside.epub": (
        book(_PAGE, _DATED, changes={"META-INF/container.xml": _OUTSIDE + b"<a>&x;</a>"}),
        0,
        1,
    ),
    "bomb.epub": (lambda: book({"a.xhtml": "a" * HUGE}, _DATED), 0, 1),
    "deep.epub": (book({"a.xhtml": "<div>" * 100_000 + _PROSE}, _DATED), 0, 1),
    "wide.epub": (book({"a.xhtml": "<p>a</p>" * 60_000}, _DATED), 0, 1),
    "lying.epub": (_lying(book(_PAGE, _DATED), "OPS/a.xhtml"), 0, 1),
    "pages-many.epub": (
        lambda: book({f"{n}.xhtml": f"<p>{_PROSE}</p>" for n in range(3_000)}, _DATED),
        1,
        0,
    ),
    "date-giant.epub": (book(_PAGE, "<dc:date>99999999999-01-07</dc:date>"), 0, 1),
    # OpenDocument.
    "cut-in-half.odt": (_golden("harbour.odt")[:700], 0, 1),
    "laughs.odt": (packed(_DOCTYPE + b"<a>&l12;</a>"), 0, 1),
    "outside.fodt": (_OUTSIDE + flat("<text:p>&x;</text:p>"), 0, 1),
    "deep.odt": (packed(flat("<text:section>" * 50_000)), 0, 1),
    "spaces.odt": (
        packed(
            flat("<text:p>7 January 2026</text:p><text:p>a<text:s text:c='999999999'/>b</text:p>")
        ),
        1,
        0,
    ),
    "bomb.odt": (lambda: packed(flat(f"<text:p>{'a' * HUGE}</text:p>")), -1, -1),
    "style-circle.odt": (
        packed(
            flat(
                "<text:p text:style-name='a'>7 January 2026</text:p><text:p>Prose.</text:p>",
                "<style:style style:name='a' style:parent-style-name='b'/>"
                "<style:style style:name='b' style:parent-style-name='a'/>",
            )
        ),
        1,
        0,
    ),
    # Spreadsheets.
    "cut-in-half.xlsx": (_golden("harbour.xlsx")[:3_000], 0, 1),
    "far-apart.xlsx": (workbook({"A": _far("A1") + _far("XFD1048576")}), 0, 1),
    "nowhere.xlsx": (workbook({"A": _far("A1") + _far("ZZZZZZZ99999999999")}), 0, 1),
    "reference.xlsx": (workbook({"A": _far("A1") + _far("&#88;FD1048576")}), 0, 1),
    "rows-many.xlsx": (lambda: workbook({"A": _far("A1") + _far("A1048576")}), 0, 1),
    "laughs.xlsx": (workbook({"A": ""}, changes={_SHEET: _DOCTYPE + b"<a>&l12;</a>"}), 0, 1),
    "bomb.xlsx": (lambda: workbook({"A": row("a" * HUGE)}), 0, 1),
    "lying.xlsx": (_lying(workbook({"A": _ROWS}), _SHEET), 0, 1),
    "deep.xlsx": (workbook({"A": "<row>" * 50_000}), 0, 1),
    "strings-missing.xlsx": (workbook({"A": '<row><c t="s"><v>99999999</v></c></row>'}), 0, 1),
    "sheets-missing.xlsx": (workbook({"A": _ROWS}, changes={_SHEET: None}), 0, 1),
    "number-giant.xlsx": (workbook({"A": _ROWS + '<row><c s="1"><v>1e308</v></c></row>'}), -1, -1),
    "macros.xlsm": (workbook({"A": _ROWS}, changes={"xl/vbaProject.bin": b"\xff" * 999}), 1, 0),
    "cut-in-half.xls": (_golden("harbour.xls")[:3_000], -1, -1),
    "noise.xls": (_golden("harbour.xls")[:600] + bytes(range(256)) * 20, 0, 1),
    "circle.xls": (_circle(_golden("harbour.xls")), -1, -1),
    "repeated.fods": (
        flat(
            "<table:table><table:table-row table:number-rows-repeated='99999999'><table:table-cell "
            "table:number-columns-repeated='16000'><text:p>a</text:p></table:table-cell>"
            "</table:table-row></table:table>",
            kind="spreadsheet",
            media_type="application/vnd.oasis.opendocument.spreadsheet",
        ),
        0,
        1,
    ),
    # Mails of Outlook, and pages saved by Safari.
    "cut-in-half.msg": (_golden("harbour.msg")[:1_700], 0, 1),
    "zeros.msg": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), 0, 1),
    "circle.msg": (_circle(_golden("harbour.msg")), -1, -1),
    "giant.msg": (_giant(_golden("harbour.msg")), -1, -1),
    "text-missing.msg": (compound_file(mail_streams({}, _SENT)), 0, 1),
    "rich-junk.msg": (compound_file(mail_streams({0x1009: b"\xff" * 500}, _SENT)), 0, 1),
    "time-giant.msg": (
        compound_file(mail_streams({0x1000: _PROSE}, _SENT)).replace(
            (0x39).to_bytes(2, "little") + b"\6\0\0\0", b"\x39\0\6\0\0\0\xff\xff\xff\xff\xff\xff"
        ),
        -1,
        -1,
    ),
    "html-deep.msg": (
        compound_file(mail_streams({0x1013: b"<div>" * 50_000 + _PROSE.encode()}, _SENT)),
        -1,
        -1,
    ),
    "nested.webarchive": (_nested_plist(), 0, 1),
    "cut-in-half.webarchive": (_golden("harbour.webarchive")[:400], 0, 1),
    "laughs.webarchive": (_DOCTYPE.replace(b"x [", b"plist [") + b"<plist>&l12;</plist>", 0, 1),
    "junk.webarchive": (b"bplist00" + bytes(range(256)), 0, 1),
}
"""By name: the bytes, the articles and the refusals (-1 for some, or none)."""
