"""Container formats: which document a ZIP archive or a compound file is."""

import re
import zipfile
from collections.abc import Sequence

from bot.articles.findings import ArticleError
from bot.reading.containers import compound_file
from bot.reading.containers.compound_file import open_compound_file
from bot.reading.containers.zip_package import read_media_type
from bot.reading.foreign.foreign_formats import OLD_OFFICE, ForeignFormat
from bot.reading.foreign.package_parts import find_foreign_package, find_foreign_streams
from bot.reading.formats.format import Format
from bot.reading.formats.registry import FORMATS
from bot.reading.source import Source

_ZIP = b"PK\x03\x04"
_FAULTS = (OSError, ValueError, EOFError, zipfile.BadZipFile, RuntimeError, LookupError)


def is_container(source: Source) -> bool:
    """Tell whether a file is a ZIP archive or a compound file."""
    return source.head.startswith((_ZIP, compound_file.MARK))


def find_container_format(source: Source) -> Format | None:
    """Return the format of a document that is such a file, None for an archive.

    ``source`` is rewindable, and stays at its beginning. Raise ArticleError for a document that is
    not read.
    """
    file = source.seekable()
    place = file.tell()
    try:
        if source.head.startswith(_ZIP):
            return _find_package(source)
        return _find_compound(source)
    finally:
        file.seek(place)


def _find_package(source: Source) -> Format | None:
    try:
        archive = zipfile.ZipFile(source.seekable())
    except _FAULTS:
        return None
    with archive:
        names = [name.replace("\\", "/") for name in archive.namelist()]
        media_type = read_media_type(archive)
    format_ = _match([media_type], "package")
    foreign_format: ForeignFormat | None = None
    if format_ is None:
        foreign_format = find_foreign_package((), media_type, source.name)
    if format_ is None and foreign_format is None:
        format_ = _match(names, "package")
        foreign_format = find_foreign_package(names, "", source.name)
    if format_ is None and foreign_format is not None:
        raise ArticleError(foreign_format.reason)
    return format_


def _find_compound(source: Source) -> Format:
    with open_compound_file(source) as file:
        names = [name.split("/")[0] for name in file.names]
    format_ = _match(names, "compound")
    if format_ is None:
        raise ArticleError((find_foreign_streams(names) or OLD_OFFICE).reason)
    return format_


def _match(names: Sequence[str], kind: str) -> Format | None:
    for candidate in FORMATS:
        pattern = getattr(candidate, kind)
        if pattern and any(re.fullmatch(pattern, name) for name in names):
            return candidate
    return None
