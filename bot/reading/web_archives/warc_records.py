"""The records of a WARC file, one in memory at a time."""

from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.source import Source, escape_unprintable
from bot.reading.web_archives.web_record import ARCHIVE_FAULTS

_LONGEST_LINE = 64 * 1024


def iterate_warc(source: Source) -> Iterator[Any]:
    """Yield the parsed records; raise ArticleError where the data is damaged."""
    # Loading it takes longer than most commands run.
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader
    from warcio.exceptions import ArchiveLoadFailed

    class Reader(DecompressingBufferedReader):  # type: ignore[misc]
        """A reader of short lines: one that never ends would be copied for each of its blocks."""

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
            if len(line) == _LONGEST_LINE:
                reason = f"a line of its headers has more than {_LONGEST_LINE:,} bytes"
                raise ArticleError(f"the WARC data is damaged here ({reason})", truncated=True)
            return line

    try:
        records = ArchiveIterator(source.blocks())
        records.reader = Reader(records.fh)
        yield from records
    except (ArchiveLoadFailed, *ARCHIVE_FAULTS) as error:
        reason = escape_unprintable(str(error) or type(error).__name__)[:200]
        raise ArticleError(f"the WARC data is damaged here ({reason})", truncated=True) from None
