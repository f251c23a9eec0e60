"""What holds of every survey, whatever is asked, of whatever articles, in whichever engine."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.answerer import Answerer
from bot.answers.views.day_spread import MAX_DAYS
from bot.answers.views.survey import MAX_SOURCES, Survey
from bot.articles.article import Article
from bot.dateline import Dateline
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.answers.test_promises import DAYS, QUESTIONS
from tests.answers.views.test_survey import QUESTIONS as REAL_QUESTIONS
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer, write_newsroom

PIECES = (
    "The bridge of Oskarvik collapsed on Saturday.", "Divers searched the Lune below the bridge.",
    "\ud83d", "🙂", "\u202e", "e\u0301" * 40, "\x00", "\r\n\r\n", "<b>", "&amp;", "@news /start",
    "x" * 5000, "جسر أوسكارفيك", "大桥倒塌。", "?", "“", "He said so.", "1,000", "\u2028",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join)
LANGUAGES = ("", "de", "ar", "zh", "und")


@st.composite
def any_articles(draw: st.DrawFn) -> list[Article]:
    rows = draw(st.lists(st.tuples(texts, texts, st.integers(0, 40)), min_size=1, max_size=8))
    return [
        Article(
            f"a{number}",
            text,
            TODAY - timedelta(age),
            f"{number}.txt",
            title=title,
            source=draw(st.sampled_from(("", "The Gull", "\u202eThe Tern"))),
            language=draw(st.sampled_from(LANGUAGES)),
        )
        for number, (text, title, age) in enumerate(rows)
    ]


def check_survey(survey: Survey, articles: Sequence[Article], at: date) -> None:
    by_id = {article.id: article for article in articles}
    lead = survey.lead
    for quote in (*survey.by_day, *survey.by_source):
        assert quote.article == by_id[quote.article.id]
        assert 0 <= quote.span.start < quote.span.end <= len(quote.article.text)
        assert quote.article.published <= at
    days = [quote.article.published for quote in survey.by_day]
    assert all(first < second for first, second in pairwise(days))
    assert len({quote.article.origin for quote in survey.by_source}) == len(survey.by_source)
    assert len(survey.by_day) <= MAX_DAYS
    assert len(survey.by_source) <= MAX_SOURCES
    if lead is None:
        assert survey.by_day == survey.by_source == ()
    else:
        assert lead in survey.by_day
        assert survey.by_source[0] == lead


@given(QUESTIONS, DAYS)
def test_any_question_has_a_survey_with_its_answer(question: str, at: date) -> None:
    survey = newsroom_answerer().survey(question, at)
    check_survey(survey, ARTICLES, at)
    assert survey.answer == newsroom_answerer().answer(question, at)


@given(any_articles(), st.sampled_from(REAL_QUESTIONS))
@settings(max_examples=60)
def test_any_articles_can_be_surveyed(articles: list[Article], question: str) -> None:
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex(articles, analyzer), analyzer)
    survey = answerer.survey(question, TODAY)
    check_survey(survey, articles, TODAY)
    for quote in survey.answer.quotes:
        window = answerer.read_context(quote.article.id, quote.span)
        assert window is not None
        assert window.quoted_span == quote.span
        assert answerer.tell_story(quote)[0] == quote


@pytest.fixture(scope="module")
def disk_dateline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dateline]:
    folder = tmp_path_factory.mktemp("newsroom")
    with Dateline.open(write_newsroom(folder), data=folder / "data", engine="disk") as dateline:
        yield dateline


@pytest.mark.parametrize("question", REAL_QUESTIONS)
def test_an_index_on_disk_has_the_same_survey(disk_dateline: Dateline, question: str) -> None:
    survey = disk_dateline.answerer.survey(question, TODAY)
    expected = newsroom_answerer().survey(question, TODAY)
    for quotes, others in (
        (survey.by_day, expected.by_day),
        (survey.by_source, expected.by_source),
    ):
        assert [quote.text for quote in quotes] == [quote.text for quote in others]
