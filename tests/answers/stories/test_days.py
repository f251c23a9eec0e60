from dataclasses import replace
from datetime import date

import pytest

from bot.answers.question.filters.language_preference import prefer_language
from bot.answers.question.time_focus import find_focus
from bot.answers.stories.days import choose_days
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import ENGLISH
from tests.newsroom import ARTICLES, TODAY

SNAPSHOT = MemoryIndex(ARTICLES, Analyzer()).snapshot()


def days_of(question: str, at: date = TODAY) -> tuple[date, date, date | None]:
    days = choose_days(find_focus(question, at), SNAPSHOT, SNAPSHOT.stats(until=at))
    assert days is not None
    return days.first, days.last, days.fit.nearest


def test_without_named_days_they_are_the_newest() -> None:
    assert days_of("what's new") == (date(2026, 3, 19), TODAY, None)
    assert days_of("what's new", date(2026, 5, 1))[:2] == (date(2026, 3, 19), TODAY)


def test_the_newest_days_are_those_of_the_articles_in_the_language_of_the_question() -> None:
    translations = [
        replace(article, id=f"{article.id}-{number}", language="ru", published=date(2026, 4, 1))
        for number, article in enumerate(ARTICLES * 2)
    ]
    whole = MemoryIndex([*ARTICLES, *translations], Analyzer()).snapshot()
    at = date(2026, 5, 1)
    snapshot = prefer_language(whole, ENGLISH, at)
    days = choose_days(find_focus("what's new", at), snapshot, whole.stats(until=at))
    assert days is not None
    assert (days.first, days.last, days.best) == (date(2026, 3, 19), TODAY, TODAY)
    assert days.fit.newest == date(2026, 4, 1)


def test_named_days_are_exactly_those() -> None:
    last_week = (date(2026, 3, 9), date(2026, 3, 15), None)
    assert days_of("what happened last week?") == last_week


def test_a_day_with_few_articles_has_its_neighbour_too() -> None:
    assert days_of("what happened today?") == (date(2026, 3, 19), TODAY, None)
    assert days_of("what happened on 7 March?") == (date(2026, 3, 7), date(2026, 3, 8), None)


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("what happened in May 2020?", date(2026, 2, 20)),
        ("what happened on 21 February 2026?", date(2026, 2, 20)),
        ("news of tomorrow", TODAY),
    ],
)
def test_days_without_articles_lead_to_the_nearest(question: str, nearest: date) -> None:
    assert days_of(question) == (nearest, nearest, nearest)


def test_nothing_later_than_the_question_is_shown() -> None:
    at = date(2026, 3, 7)
    assert max(days_of("what happened in March 2026?", at)[:2]) == at


def test_without_articles_there_are_no_days() -> None:
    at = date(2020, 1, 1)
    assert choose_days(find_focus("what's new", at), SNAPSHOT, SNAPSHOT.stats(until=at)) is None
