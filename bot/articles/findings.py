"""Finding: what reading a file comes upon, one after the other."""

from dataclasses import dataclass, field

from bot.articles.article import Article
from bot.errors import DatelineError


@dataclass(frozen=True, slots=True)
class Refusal:
    """One article that was not taken, or the rest of a file that could not be read.

    ``line`` counts from 1; it is None where the whole file is meant. It is ``cut`` where
    everything behind it was left unread, so that nobody knows what stands there.
    """

    path: str
    line: int | None
    reason: str
    cut: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file that its owner should know although it was read."""

    path: str
    line: int | None
    text: str


Finding = Article | Refusal | Remark


class ArticleError(DatelineError):
    """Say why an article is refused, and in which line where that is known.

    It is ``cut`` as a refusal is.
    """

    def __init__(self, reason: str, line: int | None = None, *, cut: bool = False) -> None:
        self.reason = reason
        self.line = line
        self.cut = cut
        super().__init__(reason)
