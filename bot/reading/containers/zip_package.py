"""ZIP packages: documents that are ZIP archives, such as e-books and OpenDocument files."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from bot.articles.findings import ArticleError, cause_of
from bot.reading.source import Source, escape_unprintable

_FAULTS = (
    *(OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, LookupError),
    NotImplementedError,
)


class ZipPackage:
    """The parts of a document by their names, none larger than the package says."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = tuple(entry.filename for entry in archive.infolist())
        """The names of all parts, in the order of the archive."""

    def read(self, name: str) -> bytes:
        """Return a part, empty where there is none; raise ArticleError where it is damaged."""
        if name not in self.names:
            return b""
        try:
            return self._archive.read(name)
        except _FAULTS as error:
            raise _describe_damage(error) from None


@contextmanager
def open_package(data: bytes, source: Source) -> Iterator[ZipPackage]:
    """Open a document of ``data``; raise ArticleError where it is damaged, locked or too large.

    What it unpacks to is spent of the budget of ``source``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise _describe_damage(error) from None
    with archive:
        entries = archive.infolist()
        # An entry is never read beyond the size that is checked here.
        size = sum(entry.file_size for entry in entries)
        source.budget.spend(size)
        if source.budget.is_spent:
            raise source.budget.error
        if size > source.limits.document:
            raise ArticleError(f"it unpacks to more than {source.limits.document:,} bytes")
        for entry in entries:
            source.budget.enter()
            if entry.flag_bits & 1:
                raise ArticleError("it is protected by a password: save it without one")
        yield ZipPackage(archive)


def read_media_type(archive: zipfile.ZipFile) -> str:
    """Return what the part ``mimetype`` of an archive says, empty where there is none."""
    try:
        with archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace").strip()
    except _FAULTS:
        return ""


def _describe_damage(error: Exception) -> ArticleError:
    """Return the error for an archive that cannot be opened, however long the library's words."""
    description = escape_unprintable(str(error) or type(error).__name__)[:200]
    reason = f"its ZIP archive is damaged ({description}): copy it again"
    return ArticleError(reason, cause=cause_of(error))
