"""Answer views: what a message shows instead of an answer while one looks around it."""

from dataclasses import dataclass

from bot.answers.answer import Answer
from bot.chat.buttons.answer_press import AnsweredQuestion, AnswerPress
from bot.chat.executor import AnswererLike
from bot.chat.replies.keyboards.answer_data import AnswerAction
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render, render_more
from bot.chat.rich_text import Reply
from bot.chat.storage.answer_record import restore_turns


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The message to show; None where there is nothing to show."""

    reply: Reply | None


class AnswerViews:
    """Makes the views of an answer from the question, which is asked again as of its day."""

    def __init__(self, answerer: AnswererLike) -> None:
        self._answerer = answerer

    def render(
        self, question: AnsweredQuestion, press: AnswerPress, options: ReplyOptions, reader: str
    ) -> AnswerView:
        """Return what a button shows; ``reader`` is the tag of the language that is read."""
        answer = self._answer(question, reader)
        if press.action == AnswerAction.MORE:
            return AnswerView(render_more(answer, options))
        return AnswerView(render(answer, options=options))

    def _answer(self, question: AnsweredQuestion, reader: str) -> Answer:
        context = restore_turns(question.turns, self._answerer.snapshot())
        return self._answerer.answer(question.question, question.day, context, reader)
