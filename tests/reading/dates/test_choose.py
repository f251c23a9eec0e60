from datetime import date

import pytest

from bot.articles.findings import ArticleError
from bot.reading.dates.choose import DATED_BY_NAME, DATED_BY_PROPERTIES, choose_date
from bot.reading.dates.parse import DayOrder

DAY = date(2026, 1, 7)


def test_what_stands_in_a_document_comes_before_name_and_properties() -> None:
    found = choose_date("7 January 2026", "a.pdf", "2020-01-01")
    assert (found.published.day, found.notice) == (DAY, "")


def test_a_name_that_says_otherwise_is_remarked() -> None:
    found = choose_date("7 January 2026", "2026-01-08.pdf")
    assert (found.published.day, "not 2026-01-08" in found.notice) == (DAY, True)
    assert not choose_date("7 January 2026", "2026-01-07.pdf").notice
    assert not choose_date("7 January 2026", "2026-01-08-to-2026-01-09.pdf").notice


def test_a_name_comes_before_properties() -> None:
    found = choose_date("", "2026-01-07.pdf", "2020-01-01")
    assert (found.published.day, found.notice) == (DAY, DATED_BY_NAME)


def test_properties_come_last_and_are_remarked() -> None:
    found = choose_date("", "a.pdf", "2026-01-07T18:30:00+01:00")
    assert (found.published.day, found.notice) == (DAY, DATED_BY_PROPERTIES)
    assert found.published.instant is not None


def test_numbers_that_may_be_two_days_are_decided_by_the_document_or_the_name_or_asked_for() -> (
    None
):
    assert choose_date("07/01/2026", "a", order=DayOrder.DAY_FIRST).published.day == DAY
    found = choose_date("07/01/2026", "2026-01-07.pdf", "2020-01-01")
    assert (found.published.day, found.notice) == (DAY, DATED_BY_NAME)
    with pytest.raises(ArticleError, match=r"may be 2026-01-07 or 2026-07-01.*in the file name"):
        choose_date("07/01/2026", "a.pdf", "2026-01-07")


def test_without_any_date_it_is_asked_for() -> None:
    with pytest.raises(ArticleError, match="no date: put one in its name"):
        choose_date("", "a.pdf")
