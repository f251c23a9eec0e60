"""The reader: from a file to its articles, by its content rather than its name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.decoding import detect_marked_codec
from bot.reading.formats import registry
from bot.reading.formats.format import Format
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.source import HEAD, Source, display_path, open_source

_FOREIGN = {
    b"\x1f\x8b": "compressed twice by gzip",
    b"BZh": "compressed twice by bzip2",
    b"\xfd7zXZ": "compressed twice by xz",
    b"\x28\xb5\x2f\xfd": "compressed by zstd",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old or locked office document: save it as .docx without a password",
}


def read(path: Path, limits: ReadLimits = DEFAULT_LIMITS) -> Iterator[Finding]:
    """Yield the findings of a file in this process; ``sandbox.pool`` is for untrusted files."""
    try:
        with open_source(path, limits) as source:
            yield from read_source(source)
    except ArticleError as error:
        yield Rejection(
            display_path(path), error.line, error.reason, truncated=True, cause=error.cause
        )


def read_source(source: Source) -> Iterator[Finding]:
    """Yield the articles, rejections and notices of a file, in the file's order.

    There is at least one article or rejection.
    """
    articles = rejections = 0
    newest = date.min
    for finding in _findings(source):
        yield finding
        reason = ""
        if isinstance(finding, Article):
            articles += 1
            newest = max(newest, finding.published)
            if articles >= source.limits.articles:
                reason = f"after {articles:,} articles the rest of it was not read: split it"
        elif isinstance(finding, Rejection):
            rejections += 1
            if rejections >= source.limits.rejections:
                reason = f"after {rejections:,} rejections the rest of it was not read"
        if reason:
            yield Rejection(finding.path, getattr(finding, "line", None), reason, truncated=True)
            return
    # Somewhere it is tomorrow already.
    if newest > datetime.now(UTC).date() + timedelta(1):
        yield Notice(source.path, None, f"dated in the future, up to {newest}")


def _findings(source: Source) -> Iterator[Finding]:
    """Yield the findings of a file and its members, or a rejection where there is none."""
    empty = True
    try:
        for finding in _format_of(source).read(source):
            empty = empty and isinstance(finding, Notice)
            if isinstance(finding, Source):
                yield from _findings(finding)
            else:
                yield finding
    except ArticleError as error:
        yield error.to_rejection(source.path)
        return
    if empty:
        yield Rejection(source.path, None, "it has no article in it")


def _format_of(source: Source) -> Format:
    head = source.head
    if not head.strip():
        blank = f"it begins with {HEAD:,} blank bytes: remove them"
        raise ArticleError("it is empty" if len(head) < HEAD else blank)
    for mark, kind in _FOREIGN.items():
        if head.lstrip().lower().startswith(mark.lower()):
            hint = "" if ":" in kind else ", a format that I do not read"
            raise ArticleError(f"it is {kind}{hint}")
    opening = head.decode(detect_marked_codec(head) or "utf-8-sig", "replace")
    for candidate in registry.FORMATS:
        if candidate.recognises(opening, source.name):
            return candidate
    if b"\0" in head:
        raise ArticleError("it is binary data, not text")
    raise ArticleError(
        f"its format is unknown: I read {registry.describe_formats()}; if it is plain text, give it"
        " a name that ends with .txt"
    )
