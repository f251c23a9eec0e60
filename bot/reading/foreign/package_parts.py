"""Package parts: the formats that are not read whose files are containers, by what is in them."""

import re
from collections.abc import Iterable

from bot.reading.foreign import foreign_formats as formats
from bot.reading.foreign.foreign_formats import ForeignFormat

_MEDIA_TYPES: tuple[tuple[str, ForeignFormat], ...] = (
    ("application/vnd.oasis.opendocument.presentation", formats.PRESENTATION),
    ("application/vnd.oasis.opendocument.graphics", formats.VECTOR_GRAPHIC),
    ("application/vnd.oasis.opendocument.", formats.OTHER_OFFICE),
    ("application/vnd.sun.xml.", formats.OLD_OPENOFFICE),
    ("application/hwp+zip", formats.HANGUL),
    ("application/vnd.adobe.indesign-idml-package", formats.LAYOUT),
    ("application/x-ibooks+zip", formats.OTHER_BOOK),
)
_PARTS: tuple[tuple[str, ForeignFormat], ...] = (
    (r"ppt/presentation\.xml", formats.PRESENTATION),
    (r"visio/document\.xml", formats.VECTOR_GRAPHIC),
    (r"xl/workbook\.bin", formats.BINARY_WORKBOOK),
    (r"(?:FixedDocSeq|FixedDocumentSequence)\.fdseq", formats.XPS),
    (r"index\.apxl(?:\.gz)?", formats.KEYNOTE),
    (r"(?:Index/Document\.iwa|Metadata/BuildVersionHistory\.plist)", formats.IWORK),
    (r"buildVersionHistory\.plist", formats.IWORK),
    (r"(?:AndroidManifest\.xml|classes\.dex)", formats.PROGRAM),
    (r"Contents/content\.hpf", formats.HANGUL),
    (r"\[Content_Types\]\.xml", formats.OTHER_OFFICE),
)
_STREAMS: tuple[tuple[str, ForeignFormat], ...] = (
    (r"EncryptedPackage|EncryptionInfo|DRMEncryptedDataSpace", formats.LOCKED_OFFICE),
    (r"WordDocument", formats.OLD_WORD),
    (r"PowerPoint Document|PP40", formats.PRESENTATION),
    (r"VisioDocument", formats.VECTOR_GRAPHIC),
    (r"Quill|Contents", formats.LAYOUT),
    (r"BodyText|HwpSummaryInformation", formats.HANGUL),
    (r"MatOST|MM|CONTENTS", formats.OLD_WORD),
    (r"Catalog", formats.SYSTEM_FILE),
)
_IWORK_ENDINGS = {
    ".pages": formats.PAGES,
    ".numbers": formats.NUMBERS,
    ".key": formats.KEYNOTE,
}


def find_foreign_package(names: Iterable[str], media_type: str, name: str) -> ForeignFormat | None:
    """Return the format that is not read of a ZIP archive called ``name``, if it shows.

    ``names`` are those of its members, and ``media_type`` what its member ``mimetype`` says.
    """
    for beginning, foreign_format in _MEDIA_TYPES:
        if media_type.startswith(beginning):
            return foreign_format
    members = list(names)
    for pattern, foreign_format in _PARTS:
        if any(re.fullmatch(pattern, member) for member in members):
            ending = name[name.rfind(".") :].lower() if "." in name else ""
            is_iwork = foreign_format is formats.IWORK
            return _IWORK_ENDINGS.get(ending, foreign_format) if is_iwork else foreign_format
    return None


def find_foreign_streams(names: Iterable[str]) -> ForeignFormat | None:
    """Return the format that is not read of a compound file with streams of these names."""
    streams = list(names)
    for pattern, foreign_format in _STREAMS:
        if any(re.fullmatch(pattern, stream) for stream in streams):
            return foreign_format
    return None
