"""Workbooks of Excel, made by hand."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The second style is that of a date.
STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
    "</cellXfs></styleSheet>"
)


def text_cell(text: str, place: str = "") -> str:
    """Return a cell with a text."""
    attribute = f' r="{place}"' if place else ""
    return f'<c{attribute} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def date_cell(number: float) -> str:
    """Return a cell with the number of a day."""
    return f'<c s="1"><v>{number}</v></c>'


def row(*cells: str) -> str:
    """Return a row; what is no cell becomes a text."""
    return f"<row>{''.join(c if c.startswith('<c') else text_cell(c) for c in cells)}</row>"


def workbook(
    sheets: Mapping[str, str],
    *,
    hidden: tuple[str, ...] = (),
    properties: str = "",
    changes: Mapping[str, bytes | None] | None = None,
) -> bytes:
    """Return a workbook of sheets, whose rows are in XML."""
    entries, relations, parts = [], [], {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        entries.append(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}"{state}/>'
        )
        kind = f"{_RELATIONS}/worksheet"
        target = f"worksheets/sheet{number}.xml"
        relations.append(f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>')
        parts[f"xl/{target}"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    parts |= {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr {properties}/>'
            f"<sheets>{''.join(entries)}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'
        ),
        "xl/styles.xml": STYLES,
    }
    made: dict[str, bytes | None] = {name: part.encode() for name, part in parts.items()}
    made |= changes or {}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            if data is not None:
                archive.writestr(name, data)
    return file.getvalue()
