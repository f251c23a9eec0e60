"""PDF files written by hand: lines of Helvetica at places of a page."""

import io
from collections.abc import Iterable

from pypdf import PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

Placed = tuple[float, float, float, str]
"""How far from the left and from below, how large, and what."""


def column(*lines: str, x: float = 60, top: float = 700, size: float = 10) -> list[Placed]:
    """Return lines that stand one below the other; an empty one is a gap."""
    return [(x, top - 12 * number, size, line) for number, line in enumerate(lines) if line]


def pdf(*pages: Iterable[Placed], password: str = "", owner: str = "", **properties: str) -> bytes:
    """Return a file with the pages; ``properties`` are such as ``Title`` and ``CreationDate``."""
    writer = PdfWriter()
    for placed in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = _fonts()
        stream = DecodedStreamObject()
        stream.set_data(b"\n".join(_shown(*one) for one in placed))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _shown(x: float, y: float, size: float, text: str) -> bytes:
    written = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if text.isupper() else "F1"
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({written}) Tj ET".encode("cp1252")


def _fonts() -> DictionaryObject:
    names = {"/F1": "/Helvetica", "/F2": "/Helvetica-Bold"}
    fonts = {
        NameObject(key): DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject(name),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        for key, name in names.items()
    }
    return DictionaryObject({NameObject("/Font"): DictionaryObject(fonts)})
