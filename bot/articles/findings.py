"""Finding: what reading a file comes upon, one after the other."""

import errno
from dataclasses import dataclass, field
from enum import StrEnum

from bot.articles.article import Article
from bot.errors import DatelineError


class RejectionCause(StrEnum):
    """What a rejection is due to: the content, or something that may be better the next time."""

    CONTENT = "content"
    PROCESS = "process"
    """The process that read the file was killed, crashed, or could not be started."""
    MEMORY = "memory"
    TIME = "time"
    IO = "io"


def cause_of(error: BaseException) -> RejectionCause:
    """Return what an error while reading is due to.

    Python's decompressors raise OSError for damaged data too, but without a number. Its zipfile
    says of a disk that fails that the archive is damaged.
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
    """One article that was not taken, or the rest of a file that could not be read.

    ``line`` counts from 1; it is None where the whole file is meant. It is ``truncated`` where
    everything after it was left unread, so that nobody knows what it holds.
    """

    path: str
    line: int | None
    reason: str
    truncated: bool = field(default=False, compare=False)
    cause: RejectionCause = field(default=RejectionCause.CONTENT, compare=False)

    @property
    def is_unfinished(self) -> bool:
        """Tell whether reading may succeed the next time, although the file stays as it is."""
        return self.cause is not RejectionCause.CONTENT


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a file that its owner should know although it was read."""

    path: str
    line: int | None
    text: str


Finding = Article | Rejection | Notice


class ArticleError(DatelineError):
    """Say why an article is refused, and in which line where that is known.

    ``truncated`` and ``cause`` are those of the rejection that comes of it.
    """

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        *,
        truncated: bool = False,
        cause: RejectionCause = RejectionCause.CONTENT,
    ) -> None:
        self.reason = reason
        self.line = line
        self.truncated = truncated
        self.cause = cause
        super().__init__(reason)
