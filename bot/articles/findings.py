"""Finding: what reading a file comes upon, one after the other."""

from dataclasses import dataclass, field

from bot.articles.article import Article
from bot.errors import DatelineError


@dataclass(frozen=True, slots=True)
class Rejection:
    """One article that was not taken, or the rest of a file that could not be read.

    ``line`` counts from 1; it is None where the whole file is meant. It is ``truncated`` where
    everything behind it was left unread, so that nobody knows what stands there.
    """

    path: str
    line: int | None
    reason: str
    truncated: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a file that its owner should know although it was read."""

    path: str
    line: int | None
    text: str


Finding = Article | Rejection | Notice


class ArticleError(DatelineError):
    """Say why an article is refused, and in which line where that is known.

    It is ``truncated`` as a refusal is.
    """

    def __init__(self, reason: str, line: int | None = None, *, truncated: bool = False) -> None:
        self.reason = reason
        self.line = line
        self.truncated = truncated
        super().__init__(reason)
