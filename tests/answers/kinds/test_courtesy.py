from datetime import date

import pytest

from bot.answers.answerer import Answerer
from bot.answers.question.kind import QuestionKind
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

PEARL = Article(
    "1", "Thanks to Ada Brook of Pearl City, HI, the pool is open.", date(2026, 1, 7), ""
)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hi", QuestionKind.COURTESY),
        ("who are you?", QuestionKind.ABOUT_BOT),
        ("👍", QuestionKind.EMPTY),
    ],
)
def test_courtesy_is_answered_without_a_search(message: str, kind: QuestionKind) -> None:
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex([PEARL], analyzer), analyzer)
    answer = answerer.answer(message, date(2026, 1, 8))
    assert answer.kind is kind
    assert not (answer.quotes or answer.more or answer.missing or answer.closest)


def test_a_greeting_with_a_matter_is_searched() -> None:
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex([PEARL], analyzer), analyzer)
    assert answerer.answer("hi, who opened the pool?", date(2026, 1, 8)).quotes
