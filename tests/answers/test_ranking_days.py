"""Answers in time, from question to quotes and what is said on their days."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.answers.question.time_focus import TimeFit
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.temporal.calendar import DayRange

AT = date(2026, 1, 15)
LAST_WEEK = DayRange(date(2026, 1, 5), date(2026, 1, 11))
MAYOR = "What did the mayor of Springfield do with the bridge last week?"

Ask = Callable[..., Answer]


def article(text: str, day: str) -> Article:
    published = date.fromisoformat(day)
    return Article(derive_id("", published, "", text), text, published, "a.txt")


def ask(question: str, *articles: Article, at: date = AT) -> Answer:
    analyzer = Analyzer()
    return Answerer(MemoryIndex(articles, analyzer), analyzer).answer(question, at)


OPENED = "The mayor of Springfield opened the bridge."
PAINTED = "A painter from Rome says the mayor of Springfield had the bridge painted."
CLOSED = "Springfield's mayor closed the bridge after a storm."


def test_news_of_the_range_is_quoted_first() -> None:
    found = ask(MAYOR, article(OPENED, "2026-01-07"), article(CLOSED, "2026-01-15"))
    assert found.quotes[0].text == OPENED
    assert found.fit == TimeFit(LAST_WEEK)


@pytest.mark.parametrize(
    ("day", "nearest"), [("2026-01-13", None), ("2026-01-14", date(2026, 1, 14))]
)
def test_what_is_published_two_days_after_the_range_is_of_it(
    day: str, nearest: date | None
) -> None:
    found = ask(MAYOR, article(OPENED, day))
    assert found.quotes
    assert found.fit.nearest == nearest


def test_a_range_without_news_gets_the_nearest_and_says_so() -> None:
    found = ask(MAYOR, article(OPENED, "2025-06-01"), article(CLOSED, "2026-01-02"))
    assert {quote.article.published for quote in found.quotes} >= {date(2026, 1, 2)}
    assert found.fit == TimeFit(LAST_WEEK, nearest=date(2026, 1, 2))


def test_a_sentence_that_names_a_day_of_the_range_is_of_it() -> None:
    text = "The mayor of Springfield opened the bridge on 7 January 2026."
    found = ask("What did the mayor of Springfield open on 7 January?", article(text, "2026-01-15"))
    assert found.quotes[0].text == text
    assert found.fit == TimeFit(DayRange(date(2026, 1, 7), date(2026, 1, 7)))


def test_the_newest_is_quoted_first_where_it_is_asked_for() -> None:
    held = article(OPENED, "2025-11-01"), article(CLOSED, "2026-01-14")
    latest = ask("What is the latest on the bridge of the mayor of Springfield?", *held)
    assert latest.quotes[0].article.published == date(2026, 1, 14)
    days = [quote.article.published for quote in latest.quotes]
    assert days == sorted(days, reverse=True)
    assert latest.fit == TimeFit(newest=date(2026, 1, 14))


@pytest.mark.parametrize("question", ["What does the mayor do now?", "Did the mayor go today?"])
def test_what_is_as_new_as_the_day_asked_needs_no_word(question: str) -> None:
    found = ask(question, article(OPENED, "2026-01-15"))
    assert found.fit.newest is None


def test_a_refusal_says_that_the_articles_end_earlier() -> None:
    found = ask("What is the price of gold now?", article(OPENED, "2026-01-02"))
    assert (found.quotes, found.missing) == ((), ("price", "gold"))
    assert found.fit == TimeFit(newest=date(2026, 1, 2))


def test_without_articles_nothing_is_the_newest() -> None:
    assert ask("What is the latest on gold?").fit == TimeFit()


def test_words_that_only_say_when_may_be_missing() -> None:
    found = ask("Who closed the bridge in January 2026?", article(CLOSED, "2026-01-15"))
    assert found.quotes
    assert found.missing == ()


def test_words_that_only_say_when_answer_nothing() -> None:
    text = "It rained in January 2026."
    assert not ask(
        "Who won the Champions League in January 2026?", article(text, "2026-01-15")
    ).quotes


def test_a_range_to_come_is_not_called_empty() -> None:
    found = ask("What will the mayor of Springfield do next week?", article(OPENED, "2026-01-10"))
    assert found.quotes
    assert found.fit == TimeFit(DayRange(date(2026, 1, 19), date(2026, 1, 25)))


WORDS = st.sampled_from(
    ["mayor", "bridge", "opened", "last week", "today", "latest", "now", "in January 2026",
     "on 7 January 2026", "next week", "since March", "before 2020", "yesterday", "2026-01-20"]
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from([OPENED, CLOSED, PAINTED]), st.dates(date(2025, 1, 1), date(2027, 1, 1))
        ),
        max_size=8,
    ),
    st.lists(WORDS, min_size=1, max_size=5).map(" ".join),
    st.dates(date(2025, 1, 1), date(2027, 1, 1)),
)
def test_nothing_of_after_the_day_asked_is_quoted_or_named(
    held: list[tuple[str, date]], question: str, at: date
) -> None:
    found = ask(question, *(article(text, day.isoformat()) for text, day in held), at=at)
    known = [day for _, day in held if day <= at]
    assert all(quote.article.published <= at for quote in found.quotes)
    assert found.fit.nearest is None or found.fit.nearest in known
    assert found.fit.newest is None or found.fit.newest == max(known) < at
    if found.fit.nearest:
        assert found.fit.range
        assert found.fit.nearest in {quote.article.published for quote in found.quotes}


@pytest.mark.parametrize(("day", "is_quoted"), [("2026-01-01", True), ("2025-06-30", False)])
def test_days_long_after_the_last_article_have_no_answer(day: str, *, is_quoted: bool) -> None:
    articles = [article(f"The mayor of Town {n} opened the bridge.", day) for n in range(8)]
    found = ask("What did the mayor of Town 3 open last week?", *articles)
    assert bool(found.quotes) == is_quoted
