"""Views of an answer whose article has changed since."""

from dataclasses import replace
from datetime import date

from bot.answers.answer import Quote
from bot.answers.answerer import Answerer
from bot.articles.article import Article
from bot.chat.buttons.answer_press import AnsweredQuestion, AnswerPress
from bot.chat.buttons.answer_views import AnswerViews
from bot.chat.replies.keyboards.answer_data import AnswerAction, encode_span
from bot.chat.replies.keyboards.reply_options import ReplyOptions
from bot.chat.storage.answer_record import make_record
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.span import Span
from tests.chat.samples import TODAY, answer, article

TEXT = (
    "The ferry to Oskarvik runs again. It carried 240 people on its first day. The queue reached "
    "as far as the old pier."
)
QUOTED = "It carried 240 people on its first day."


def show_context(old: Article, new: Article) -> str | None:
    """Return the text around what was quoted of an article, once it is another."""
    start = old.text.index(QUOTED)
    span = Span(start, start + len(QUOTED))
    record = make_record(answer(Quote(old, span, 1.0)))
    analyzer = Analyzer()
    views = AnswerViews(Answerer(MemoryIndex([new], analyzer), analyzer))
    question = AnsweredQuestion(record.question, date(2026, 3, 2), quotes=record.quotes)
    press = AnswerPress(AnswerAction.CONTEXT, TODAY, "", (old.id, *encode_span(span), "0"))
    reply = views.render(question, press, ReplyOptions(has_buttons=True), "en")
    if reply is None:
        return None
    bold = [
        reply.text.encode("utf-16-le")[2 * entity.offset : 2 * (entity.offset + entity.length)]
        for entity in reply.entities
        if entity.type == "bold"
    ]
    return b" ".join(bold).decode("utf-16-le")


def test_a_quote_that_moved_is_still_the_one_that_is_marked() -> None:
    old = article(TEXT)
    assert show_context(old, old) == QUOTED
    assert show_context(old, replace(old, text=f"Correction of Monday. {TEXT}")) == QUOTED


def test_a_quote_that_is_gone_has_no_context() -> None:
    old = article(TEXT)
    assert show_context(old, replace(old, text=TEXT.replace("240", "420"))) is None
