from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question.time_focus import TimeFocus, find_focus, search_focused
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.temporal.calendar import DayRange

AT = date(2026, 1, 15)


def article(text: str, published: date, language: str = "") -> Article:
    id_ = derive_id("", published, "", text)
    return Article(id_, text, published, "a.txt", language=language)


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("Who resigned last week?", (date(2026, 1, 5), date(2026, 1, 13))),
        ("Who resigned this week?", (date(2026, 1, 12), AT)),
        ("Who resigned since March 2025?", (date(2025, 3, 1), AT)),
        ("Who resigned before 2020?", (date.min, date(2020, 1, 2))),
        ("Who will resign next week?", None),
        ("Who resigned?", None),
    ],
)
def test_news_of_a_range_ends_two_days_after_it_or_with_the_day_asked(
    question: str, published: tuple[date, date] | None
) -> None:
    assert find_focus(question, AT).published == published


@pytest.mark.parametrize("day", [date.min, date.max])
def test_ranges_at_the_ends_of_the_calendar_raise_nothing(day: date) -> None:
    focus = TimeFocus(day, DayRange(day, day), fresh=True)
    assert focus.published == (day, day)
    assert focus.includes(day)
    assert not focus.is_named("It was 7 January 2026.", article("a", day))


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("The harbour closed on 7 January 2026.", True),
        ("The harbour closed on Wednesday.", True),
        ("It rained. The harbour closed last week.", True),
        ("The harbour closed on 20 January 2026.", False),
        ("The harbour closed in January 2026.", False),
        ("The harbour closed.", False),
        ("", False),
    ],
)
def test_a_text_names_the_range_by_a_date_or_by_words(text: str, is_named: bool) -> None:
    of = article("a", date(2026, 1, 12))
    asked = TimeFocus(AT, DayRange(date(2026, 1, 5), date(2026, 1, 11)), fresh=False)
    assert asked.is_named(text, of) is is_named
    assert not TimeFocus(AT, None, fresh=True).is_named(text, of)


def test_other_languages_are_not_read() -> None:
    asked = TimeFocus(AT, DayRange(date(2026, 1, 5), date(2026, 1, 11)), fresh=False)
    german = article("a", date(2026, 1, 12), language="de")
    assert not asked.is_named("The harbour closed on 7 January 2026.", german)


def test_a_range_is_searched_beyond_the_best_hits_of_all_days() -> None:
    newer = [article("strike " * 3 + f"number {n}", date(2025, 12, 1)) for n in range(30)]
    old = article("One strike among many other matters of the day", date(2024, 5, 7))
    snapshot = MemoryIndex([*newer, old], Analyzer()).snapshot()
    focus = TimeFocus(AT, DayRange(date(2024, 5, 1), date(2024, 5, 31)), fresh=False)
    found = search_focused(["strike"], 10, snapshot, focus)
    assert old in [hit.passage.article for hit in found]
    assert len(found) == 11
    assert old not in [
        hit.passage.article
        for hit in search_focused(["strike"], 10, snapshot, TimeFocus(AT, None, fresh=False))
    ]


@given(
    st.lists(st.dates(date(2025, 12, 1), date(2026, 2, 1)), max_size=20),
    st.dates(date(2025, 11, 1), date(2026, 3, 1)),
    st.integers(0, 40),
    st.integers(1, 6),
)
def test_every_hit_is_found_once_and_none_is_of_after_the_day_asked(
    published: list[date], first: date, length: int, top_k: int
) -> None:
    texts = [article(f"strike number {n}", day) for n, day in enumerate(published)]
    snapshot = MemoryIndex(texts, Analyzer()).snapshot()
    focus = TimeFocus(AT, DayRange(first, first + timedelta(length)), fresh=False)
    found = [hit.passage.article for hit in search_focused(["strike"], top_k, snapshot, focus)]
    assert len({one.id for one in found}) == len(found)
    assert all(one.published <= AT for one in found)
    inside = [one for one in texts if focus.includes(one.published)]
    assert len([one for one in found if focus.includes(one.published)]) >= min(top_k, len(inside))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who won on 7 January 2026?", {"7", "January", "2026"}),
        ("What is the latest on the strike?", {"latest"}),
        ("Who is president now?", {"now"}),
        ("Who leads the January 6 committee?", set()),
        ("", set()),
    ],
)
def test_words_that_only_say_when_are_found(question: str, words: set[str]) -> None:
    assert find_focus(question, AT).words & {"7", "January", "2026", "latest", "now", "6"} == words


def test_two_dates_count_both() -> None:
    focus = find_focus("What did Ada Brook say on 3 January 2026 and on 9 January 2026?", AT)
    assert focus.includes(date(2026, 1, 3))
    assert focus.includes(date(2026, 1, 10))
    assert not focus.includes(date(2026, 1, 7))
    assert focus.published == (date(2026, 1, 3), date(2026, 1, 11))


@pytest.mark.parametrize(
    "question",
    [
        "Did profits grow more than last year?",
        "Was the harvest larger compared with 2019?",
        "How much did rents rise over the previous year?",
    ],
)
def test_a_comparison_sets_no_range(question: str) -> None:
    focus = find_focus(question, AT)
    assert focus.range is None
