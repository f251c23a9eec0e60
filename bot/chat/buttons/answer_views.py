"""Answer views: what a message shows instead of an answer while one looks around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.answers.answer import Answer
from bot.answers.views.survey import Survey
from bot.chat.buttons.answer_press import AnsweredQuestion, AnswerPress
from bot.chat.executor import AnswererLike
from bot.chat.keyboard import Button, make_keyboard
from bot.chat.replies.keyboards.answer_data import (
    AnswerAction,
    decode_span,
    encode_answer_data,
    encode_span,
)
from bot.chat.replies.keyboards.answer_keyboard import make_back_button
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.replies.rendering import render, render_more
from bot.chat.replies.views.context_view import render_context
from bot.chat.replies.views.quote_list import render_sources, render_story
from bot.chat.replies.views.timeline_view import render_timeline
from bot.chat.rich_text import Reply, RichText
from bot.chat.storage.answer_record import restore_turns
from bot.language.span import Span

_EARLIER, _LATER = "◀", "▶"


@dataclass(frozen=True, slots=True)
class _Request:
    question: AnsweredQuestion
    action: AnswerAction
    arguments: tuple[str, ...]
    options: ReplyOptions
    reader: str


_View: TypeAlias = Callable[[_Request], Reply | None]


class AnswerViews:
    """Makes the views of an answer from the question, which is asked again as of its day."""

    def __init__(self, answerer: AnswererLike) -> None:
        self._answerer = answerer
        self._views: Mapping[AnswerAction, _View] = {
            AnswerAction.ANSWER: self._show_answer,
            AnswerAction.REMAINDER: self._show_more,
            AnswerAction.CONTEXT: self._show_context,
            AnswerAction.TIMELINE: self._show_timeline,
            AnswerAction.SOURCES: self._show_sources,
            AnswerAction.STORY: self._show_story,
        }

    def render(
        self, question: AnsweredQuestion, press: AnswerPress, options: ReplyOptions, reader: str
    ) -> Reply | None:
        """Return what a button shows, None where there is nothing to show any more.

        ``reader``: the tag of the language that is read.
        """
        view = self._views[press.action]
        return view(_Request(question, press.action, press.arguments, options, reader))

    def _show_answer(self, request: _Request) -> Reply:
        return render(self._answer(request), options=request.options)

    def _show_more(self, request: _Request) -> Reply:
        return render_more(self._answer(request), request.options)

    def _show_context(self, request: _Request) -> Reply | None:
        """Return the sentences around a quote, which is named by its article and its place."""
        article_id, start, length, shift = (*request.arguments, "", "", "", "")[:4]
        span = decode_span(start, length)
        if span is None or not shift.removeprefix("-").isdecimal():
            return None
        number = int(shift)
        span = self._find_now(request.question, article_id, span)
        window = self._answerer.read_context(article_id, span, number) if span else None
        if span is None or window is None:
            return None
        location = (article_id, *encode_span(span))
        arrows = _make_arrows(
            request,
            (*location, str(number - 1)) if window.has_earlier else (),
            (*location, str(number + 1)) if window.has_later else (),
        )
        return _make_view(request, render_context(window), arrows)

    def _find_now(self, question: AnsweredQuestion, article_id: str, span: Span) -> Span | None:
        """Return where a quote is now: its article may have changed since, or be gone."""
        place = (article_id, span.start, span.end)
        ref = next((r for r in question.quotes if (r.article, r.start, r.end) == place), None)
        if ref is None:
            return span
        article = self._answerer.snapshot().article(article_id)
        return ref.find_span(article) if article else None

    def _show_timeline(self, request: _Request) -> Reply | None:
        survey = self._survey(request)
        if len(survey.by_day) < 2:
            return None
        page = "".join(request.arguments)
        timeline = render_timeline(survey, int(page) if page.isdecimal() else None)
        arrows = _make_arrows(
            request,
            (str(timeline.number - 1),) if timeline.has_older else (),
            (str(timeline.number + 1),) if timeline.has_newer else (),
        )
        return _make_view(request, timeline.message, arrows)

    def _show_sources(self, request: _Request) -> Reply | None:
        survey = self._survey(request)
        return _make_view(request, render_sources(survey)) if survey.by_source else None

    def _show_story(self, request: _Request) -> Reply | None:
        """Return how its sources tell a story, which is named by its leading article.

        Of a story that only one tells, more of its article is shown.
        """
        answer = self._answer(request)
        leads = (*answer.quotes, *answer.more)
        lead = next((q for q in leads if (q.article.id,) == request.arguments), None)
        if lead is None:
            return None
        if lead.confirmations:
            return _make_view(request, render_story(self._answerer.tell_story(lead)))
        window = self._answerer.read_context(lead.article.id, lead.span)
        return _make_view(request, render_context(window)) if window else None

    def _answer(self, request: _Request) -> Answer:
        question = request.question
        context = restore_turns(question.turns, self._answerer.snapshot())
        return self._answerer.answer(question.question, question.day, context, request.reader)

    def _survey(self, request: _Request) -> Survey:
        question = request.question
        context = restore_turns(question.turns, self._answerer.snapshot())
        return self._answerer.survey(question.question, question.day, context, request.reader)


def _make_arrows(request: _Request, earlier: Sequence[str], later: Sequence[str]) -> list[Button]:
    """Return the buttons that page through a view; no arguments stand for no such page."""
    question, action = request.question, request.action
    return [
        Button(label, encode_answer_data(action, question.question, question.day, *arguments))
        for label, arguments in ((_EARLIER, earlier), (_LATER, later))
        if arguments
    ]


def _make_view(request: _Request, message: RichText, arrows: Sequence[Button] = ()) -> Reply:
    question = request.question
    button = make_back_button(question.question, question.day)
    return Reply(message.text, message.entities, make_keyboard(arrows, [button]))
