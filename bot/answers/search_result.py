"""Search result: an answer with what it was made from."""

from dataclasses import dataclass

from bot.answers.answer import Answer
from bot.answers.question.request import Request
from bot.answers.trace import AnswerTrace
from bot.index.protocol import Snapshot


@dataclass(frozen=True, slots=True)
class SearchResult:
    """An answer, and what may be asked of it further.

    ``request``: the question as it was read.
    ``snapshot``: what was searched for it.
    ``trace``: None where no sentences were searched for: stories answer it, or it asks nothing.
    """

    answer: Answer
    request: Request
    snapshot: Snapshot
    trace: AnswerTrace | None = None
