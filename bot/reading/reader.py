"""The reader: from a file to its articles, by its content rather than its name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.containers.container_formats import find_container_format, is_container
from bot.reading.decoding import detect_marked_codec
from bot.reading.foreign.recognition import explain_unknown_content, refuse_foreign_content
from bot.reading.formats import registry
from bot.reading.formats.format import Format
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.source import HEAD, Source, display_path, escape_unprintable, open_source

_LONGEST_REASON = 900


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
        if isinstance(finding, Rejection):
            finding = _make_printable(finding)
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


def _make_printable(rejection: Rejection) -> Rejection:
    """Return a rejection whose reason, which may quote the file, is a line of bounded length."""
    reason = rejection.reason
    if reason.isprintable() and len(reason) <= _LONGEST_REASON:
        return rejection
    return replace(rejection, reason=escape_unprintable(reason)[:_LONGEST_REASON])


def _findings(source: Source) -> Iterator[Finding]:
    """Yield the findings of a file and its members, or a rejection where there is none."""
    empty = True
    try:
        if is_container(source):
            source = source.rewindable()
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
    opening = head.decode(detect_marked_codec(head) or "utf-8-sig", "replace")
    refuse_foreign_content(head, opening)
    document_format = find_container_format(source) if is_container(source) else None
    if document_format is not None:
        return document_format
    for candidate in registry.FORMATS:
        if candidate.recognises(opening, source.name):
            return candidate
    raise ArticleError(explain_unknown_content(head, source.name, registry.describe_formats()))
