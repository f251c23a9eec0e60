from datetime import date

import pytest

from bot.articles.findings import ArticleError
from bot.reading.dates.choose import DATED_BY_NAME, DATED_BY_PROPERTIES, choose_date
from bot.reading.dates.parse import DayOrder
from bot.reading.dates.path_dates import DATED_BY_FOLDERS

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


def test_folders_date_a_document_and_a_contradiction_is_remarked() -> None:
    found = choose_date("", "2026/01/07/a.pdf", "2020-01-01")
    assert (found.published.day, found.notice) == (DAY, DATED_BY_FOLDERS)
    found = choose_date("7 January 2026", "2026/01/08/a.pdf")
    assert (found.published.day, "not 2026-01-08, as in its folders" in found.notice) == (DAY, True)


def test_properties_say_which_day_an_ambiguous_name_means() -> None:
    assert choose_date("", "07.01.2026.pdf", "2026-01-07T18:30:00").published.day == DAY
    assert choose_date("", "07.01.2026.pdf", "2026-07-01").published.day == date(2026, 7, 1)
    with pytest.raises(ArticleError, match="may be 2026-01-07 or 2026-07-01"):
        choose_date("", "07.01.2026.pdf", "2025-12-24")


@pytest.mark.parametrize(
    ("line", "reason", "suggestion"),
    [
        ("It opened on 7 January 2026, they said.", "but mentions 2026-01-07", DAY),
        ("It opened on 07/01/2026, they said.", "may be 2026-01-07 or 2026-07-01", DAY),
        ("Wednesday, 7 January", "'7 January' has no year", None),
        ("It opened.", "it has no date: put one in its name, like 2026-01-07-some", None),
    ],
)
def test_a_refusal_says_what_was_seen(line: str, reason: str, suggestion: date | None) -> None:
    with pytest.raises(ArticleError) as caught:
        choose_date("", "a.pdf", lines=["The harbour", line])
    assert reason in caught.value.reason
    assert caught.value.suggestion == suggestion
    assert ".pdf" in caught.value.reason or suggestion
    assert caught.value.to_rejection("a.pdf").suggestion == suggestion
