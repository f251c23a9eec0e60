"""E-books, made by hand."""

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)


def book(
    pages: Mapping[str, str],
    metadata: str = "",
    *,
    guide: str = "",
    properties: Mapping[str, str] | None = None,
    changes: Mapping[str, bytes | None] | None = None,
    first: str = "mimetype",
) -> bytes:
    """Return an e-book whose pages have these bodies, in this order."""
    items = "".join(
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"'
        f' properties="{(properties or {}).get(name, "")}"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        ' xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    parts: dict[str, bytes | None] = {
        first: b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OPS/book.opf": package.encode(),
    }
    parts |= {
        f"OPS/{name.replace('%20', ' ')}": (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>Page</title></head><body>{body}</body></html>"
        ).encode()
        for name, body in pages.items()
    }
    parts |= changes or {}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            if data is not None:
                archive.writestr(name, data)
    return file.getvalue()
