"""The reader: from a file to what stands in it, by its content and not by trust in its name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.articles.article import Article
from bot.articles.decoding import marked_codec
from bot.articles.finding import ArticleError, Finding, Refusal, Remark
from bot.articles.formats import feed, json_document, json_lines, mail, seed, table, text
from bot.articles.source import HEAD, Bounds, Source, opened, shown

DEFAULT_BOUNDS = Bounds()


class Format(Protocol):
    """What every module in ``formats`` offers."""

    def recognises(self, opening: str, name: str) -> bool:
        """Tell whether a file is of this format, by its first characters and its name."""
        ...

    def read(self, source: Source) -> Iterator[Finding]:
        """Yield what stands in it; raise ArticleError where the rest cannot be read."""
        ...


FORMATS: tuple[Format, ...] = (json_lines, seed, json_document, feed, mail, table, text)
"""Asked in this order: from what content shows beyond doubt to what a name only says."""

_FOREIGN = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "packed by gzip twice",
    b"BZh": "packed by bzip2",
    b"\xfd7zXZ": "packed by xz",
    b"\x28\xb5\x2f\xfd": "packed by zstd",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}


def read(path: Path, bounds: Bounds = DEFAULT_BOUNDS) -> Iterator[Finding]:
    """Yield the articles of a file, and what was refused or remarkable, in the file's order.

    No file is passed over in silence: there is an article or a refusal at least.
    """
    refused = 0
    newest = date.min
    for finding in _read(path, bounds):
        yield finding
        if isinstance(finding, Article):
            newest = max(newest, finding.published)
        if isinstance(finding, Refusal):
            refused += 1
            if refused >= bounds.refusals:
                reason = f"after {refused:,} refusals the rest of it was not read"
                yield Refusal(finding.path, finding.line, reason)
                return
    # Somewhere it is tomorrow already.
    if newest > datetime.now(UTC).date() + timedelta(1):
        yield Remark(shown(path), None, f"dated in the future, up to {newest}")
    if newest == date.min and not refused:
        yield Refusal(shown(path), None, "it holds no article")


def _read(path: Path, bounds: Bounds) -> Iterator[Finding]:
    try:
        with opened(path, bounds) as source:
            yield from _format_of(source).read(source)
    except ArticleError as error:
        yield Refusal(shown(path), error.line, error.reason)


def _format_of(source: Source) -> Format:
    head = source.head
    if not head.strip():
        blank = f"it begins with {HEAD:,} bytes of blanks: take them away"
        raise ArticleError("it is empty" if len(head) < HEAD else blank)
    for mark, kind in _FOREIGN.items():
        if head.lstrip().lower().startswith(mark.lower()):
            raise ArticleError(f"it is {kind}, which is none of the formats in corpus/README.md")
    opening = head.decode(marked_codec(head) or "utf-8-sig", "replace")
    for kind_of_file in FORMATS:
        if kind_of_file.recognises(opening, source.name):
            return kind_of_file
    if b"\0" in head:
        raise ArticleError("it is binary data, not text")
    raise ArticleError("its format is not known: see corpus/README.md, or name it .txt or .jsonl")
