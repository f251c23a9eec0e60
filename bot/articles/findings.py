"""Findings: the articles, rejections and notices that reading a file yields."""

import errno
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.articles.article import Article
from bot.errors import DatelineError


class RejectionCause(StrEnum):
    """The cause of a rejection: the content, or something that may not fail the next time."""

    CONTENT = "content"
    PROCESS = "process"
    """The process that read the file was killed, crashed, or could not be started."""
    MEMORY = "memory"
    TIME = "time"
    IO = "io"


def cause_of(error: BaseException) -> RejectionCause:
    """Return the cause of an error while reading.

    Python's decompressors raise OSError for damaged data too, but without a number; its zipfile
    reports a failing disk as a damaged archive.
    """
    if isinstance(error, ArticleError):
        return error.cause
    if isinstance(error, MemoryError):
        return RejectionCause.MEMORY
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
        return RejectionCause.IO
    return cause_of(error.__context__) if error.__context__ else RejectionCause.CONTENT


@dataclass(frozen=True, slots=True)
class Rejection:
    """An article that was rejected, or the rest of a file that could not be read.

    ``line`` counts from 1; None means the whole file. It is ``truncated`` if everything after the
    line is unread. ``suggestion`` is the day on which an article was probably published that was
    rejected because its date is not sure. ``progress`` is which share of the file was read before
    it, from 0 to 1, where that is known.
    """

    path: str
    line: int | None
    reason: str
    truncated: bool = field(default=False, compare=False)
    cause: RejectionCause = field(default=RejectionCause.CONTENT, compare=False)
    suggestion: date | None = field(default=None, compare=False)
    progress: float | None = field(default=None, compare=False)

    @property
    def is_unfinished(self) -> bool:
        """Tell whether reading the unchanged file may succeed the next time."""
        return self.cause is not RejectionCause.CONTENT


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the owner of a file should know, although it was read."""

    path: str
    line: int | None
    text: str


Finding = Article | Rejection | Notice


class ArticleError(DatelineError):
    """An article is rejected, with the reason and, if known, the line.

    ``truncated``, ``cause`` and ``suggestion`` are those of the resulting ``Rejection``.
    """

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        *,
        truncated: bool = False,
        cause: RejectionCause = RejectionCause.CONTENT,
        suggestion: date | None = None,
    ) -> None:
        self.reason = reason
        self.line = line
        self.truncated = truncated
        self.cause = cause
        self.suggestion = suggestion
        super().__init__(reason)

    def at_line(self, line: int | None) -> "ArticleError":
        """Return the same error at a line of the file."""
        return ArticleError(
            self.reason,
            line,
            truncated=self.truncated,
            cause=self.cause,
            suggestion=self.suggestion,
        )

    def to_rejection(self, path: str, line: int | None = None) -> Rejection:
        """Return the rejection of an article of the file at ``path``.

        ``line`` is where it begins, unless the error knows better.
        """
        return Rejection(
            path,
            self.line if self.line is not None else line,
            self.reason,
            truncated=self.truncated,
            cause=self.cause,
            suggestion=self.suggestion,
        )
