"""Compound files (OLE), in which old office programs and Outlook keep their streams."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.foreign.foreign_formats import OLD_OFFICE
from bot.reading.foreign.name_endings import find_format_by_ending
from bot.reading.source import Source

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The bytes with which a compound file begins."""


class CompoundFile:
    """The streams of a compound file by their paths, such as ``WordDocument``."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.names = tuple("/".join(parts) for parts in file.listdir())
        """The paths of all streams."""

    def read(self, name: str) -> bytes:
        """Return a stream, empty where there is none or it is damaged."""
        try:
            return bytes(self._file.openstream(name).read()) if name in self.names else b""
        except MemoryError:
            raise
        except Exception:
            # Broken files make it raise errors of many kinds.
            return b""


@contextmanager
def open_compound_file(source: Source) -> Iterator[CompoundFile]:
    """Open a compound file that is rewindable; raise ArticleError where it is damaged."""
    # Loading it takes longer than most commands run.
    import olefile

    try:
        file = olefile.OleFileIO(source.seekable())
        compound = CompoundFile(file)
    except MemoryError:
        raise
    except Exception:
        # Broken files make it raise errors of many kinds.
        foreign_format = find_format_by_ending(source.name, is_text=False) or OLD_OFFICE
        raise ArticleError(foreign_format.reason) from None
    with file:
        yield compound
