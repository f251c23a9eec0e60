"""ShownReply: what a system shows for a question, and how a system is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.answers.answer import Quote, Turn
from bot.answers.answerer import Answerer
from bot.evaluation.questions import Question


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text that is shown, the id of its article, and the day on which that was published."""

    text: str
    article: str
    published: date


@dataclass(frozen=True, slots=True)
class ShownReply:
    """What the first reply quotes, what *More* shows, and what kind the question was taken for.

    ``kind`` is empty for a system that tells no kinds apart.
    """

    quotes: tuple[Excerpt, ...]
    hidden_quotes: tuple[Excerpt, ...] = ()
    kind: str = ""


class System(Protocol):
    """What answers questions from articles."""

    def prepare(self, question: Question) -> Callable[[], ShownReply]:
        """Return what makes the reply; what was asked before the question is dealt with."""
        ...


class AnswererSystem:
    """The bot itself: what was asked before is asked first, on the same day."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def prepare(self, question: Question) -> Callable[[], ShownReply]:
        """Return what answers the question, behind the turns before it."""
        turns: tuple[Turn, ...] = ()
        for earlier in question.context:
            answer = self._answerer.answer(earlier, question.at, turns)
            turns += (Turn(earlier, answer.quotes),)

        def reply() -> ShownReply:
            answer = self._answerer.answer(question.text, question.at, turns)
            return ShownReply(
                tuple(map(_excerpt, answer.quotes)),
                tuple(map(_excerpt, answer.more)),
                answer.kind.value,
            )

        return reply


def _excerpt(quote: Quote) -> Excerpt:
    return Excerpt(quote.text, quote.article.id, quote.article.published)
