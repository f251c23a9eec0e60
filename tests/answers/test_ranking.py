from datetime import date

import pytest

from bot.answers.question.time_focus import TimeFocus
from bot.answers.ranking import rank_hits, select_near_best
from bot.articles.article import Article, derive_id
from bot.articles.passages.segment import split_passages
from bot.index.protocol import Hit, InMemoryPassage
from bot.language.temporal.calendar import DayRange

AT = date(2026, 3, 2)


def hit(day: str, score: float = 1.0, text: str = "The strike goes on.") -> Hit:
    published = date.fromisoformat(day)
    made = Article(derive_id("", published, "", f"{day}{text}"), text, published, "a.txt")
    return Hit(InMemoryPassage(next(iter(split_passages(made))), b""), score)


def days(hits: list[Hit]) -> list[str]:
    return [hit.published.isoformat() for hit in hits]


def in_january(fresh: bool = False) -> TimeFocus:
    return TimeFocus(AT, DayRange(date(2026, 1, 5), date(2026, 1, 11)), fresh)


def test_without_time_words_the_newer_of_two_that_match_alike_comes_first() -> None:
    found = rank_hits([hit("2026-01-01"), hit("2026-03-01")], TimeFocus(AT, None, fresh=False))
    assert days(found) == ["2026-03-01", "2026-01-01"]
    assert found[0].score == pytest.approx(1.931, abs=0.001)


def test_a_range_comes_before_what_is_newer_or_matches_a_little_better() -> None:
    found = rank_hits([hit("2026-03-01", 1.05), hit("2026-01-07"), hit("2025-01-07")], in_january())
    assert days(found)[0] == "2026-01-07"


def test_news_is_of_the_range_up_to_two_days_later() -> None:
    found = rank_hits([hit("2026-01-14"), hit("2026-01-13")], in_january())
    assert days(found) == ["2026-01-13", "2026-01-14"]
    assert found[0].score > 2 * 0.8 * 1.2


def test_a_range_without_a_good_match_prefers_nothing() -> None:
    found = rank_hits([hit("2026-01-07", 0.5), hit("2026-03-01")], in_january())
    assert days(found) == ["2026-03-01", "2026-01-07"]


def test_where_the_range_has_none_the_nearest_of_the_best_matches_comes_first() -> None:
    found = rank_hits([hit("2026-03-01"), hit("2026-01-17"), hit("2026-01-15", 0.5)], in_january())
    assert days(found) == ["2026-01-17", "2026-03-01", "2026-01-15"]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(
    ("text", "is_of_range"),
    [
        ("The strike began on 7 January 2026.", True),
        ("The strike began on 7 February 2026.", False),
        ("The strike began in 2026.", False),
    ],
)
def test_a_day_that_a_sentence_names_counts_as_its_publication(
    text: str, is_of_range: bool
) -> None:
    other = [hit("2026-01-07", 0.9), hit("2026-02-20", text=text)]
    assert (days(rank_hits(other, in_january()))[0] == "2026-02-20") is is_of_range


def test_the_newest_of_the_best_matches_comes_first_where_that_is_asked() -> None:
    found = rank_hits(
        [hit("2025-03-01", 1.0), hit("2025-06-01", 0.95), hit("2026-03-01", 0.3)],
        TimeFocus(AT, None, fresh=True),
    )
    assert days(found) == ["2025-06-01", "2025-03-01", "2026-03-01"]


def test_a_range_to_come_leaves_the_order_but_for_what_names_it() -> None:
    coming = TimeFocus(AT, DayRange(date(2026, 3, 9), date(2026, 3, 15)), fresh=False)
    plain = [hit("2026-02-28"), hit("2026-02-20")]
    assert days(rank_hits(plain, coming)) == ["2026-02-28", "2026-02-20"]
    naming = [hit("2026-02-28"), hit("2026-02-24", text="They vote on 10 March 2026.")]
    assert days(rank_hits(naming, coming)) == ["2026-02-24", "2026-02-28"]


def test_nothing_ranks_nothing() -> None:
    assert rank_hits([], in_january(fresh=True)) == []
    assert select_near_best([]) == []
