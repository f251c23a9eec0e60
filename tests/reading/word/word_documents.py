"""Word documents made by python-docx, the parts of them that it does not know written by hand."""

import io
import sys
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

CHANGED = (
    "<w:p><w:r><w:t>Two ferries </w:t></w:r><w:del><w:r><w:delText>sank</w:delText></w:r></w:del>"
    '<w:ins><w:r><w:t xml:space="preserve">left before </w:t></w:r></w:ins>'
    "<w:hyperlink><w:r><w:t>noon</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>time.</w:t>"
    "</w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>A hidden word.</w:t></w:r></w:p>"
)
CONTROL = (
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>The pier held.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_BOX = "<w:txbxContent><w:p><w:r><w:t>In a box beside.</w:t></w:r></w:p></w:txbxContent>"
BOX = (
    f"<w:p><w:r><w:t>Around a box.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{_BOX}"
    f"</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
CONTENTS = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Contents 1</w:t></w:r></w:p>'


def new(*paragraphs: str, title: str = "", xml: str = "") -> Document:
    """Return a document that is not marked as made by the library."""
    document = docx.Document()
    document.core_properties.comments = ""
    if title:
        document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if xml:
        spaces = f'xmlns:w="{_W}" xmlns:mc="{_MC}"'
        body = document.element.body
        for element in parse_xml(f"<w:body {spaces}>{xml}</w:body>"):
            body.insert(len(body) - 1, element)
    return document


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(data: bytes, **changes: bytes) -> bytes:
    """Return a packed document with parts changed, which are named as ``word_document_xml``."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as fresh:
        for name in old.namelist():
            key = name.replace("/", "_").replace(".", "_")
            fresh.writestr(name, changes.get(key, old.read(name)))
    return file.getvalue()


def golden() -> bytes:
    document = new(
        "By Ann Lee and Bo Berg",
        "Published 7 January 2026 | The Gazette",
        "The harbour opened again on Wednesday after three days of storm.",
        title="Harbour opens again",
    )
    document.add_heading("Ferries return", 2)
    document.add_paragraph("The first ferry carried 140 passengers.\nIt was late.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Day", "Ferries", "Monday", "3"), strict=True):
        cell.text = text
    document.add_paragraph("The market opens on Thursday.", style="List Bullet")
    document.sections[0].footer.paragraphs[0].text = "The Gazette, page 1"
    return saved(document)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(golden())
