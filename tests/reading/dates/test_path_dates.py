from datetime import date

import pytest

from bot.articles.findings import ArticleError
from bot.reading.dates.path_dates import (
    DATED_BY_FOLDERS,
    DATED_BY_NAME,
    find_name_dates,
    find_path_date,
    parse_date_in_name,
)

DAY = date(2026, 1, 7)


def test_a_name_may_hold_the_date_anywhere() -> None:
    for name in (
        *("2026-01-07-storm.txt", "storm-2026-01-07.md", "2026-01-07.txt", "2026_01_07_storm.pdf"),
        *("storm 2026.01.07.docx", "20260107-storm.html", "storm_20260107.txt", "IMG-20260107-1"),
    ):
        published = parse_date_in_name(name)
        assert published is not None
        assert published.day == date(2026, 1, 7)


def test_longer_runs_of_digits_are_no_date() -> None:
    assert parse_date_in_name("12026-01-07.txt") is None
    assert parse_date_in_name("2026-01-071.txt") is None
    assert parse_date_in_name("202601071.txt") is None
    for name in ("20261301.txt", "20260231.txt", "12345678.txt", "2026_01-07.txt", "00000000"):
        assert parse_date_in_name(name) is None


def test_a_name_with_two_days_is_refused() -> None:
    with pytest.raises(ArticleError, match="several dates: 2026-01-07, 2026-01-08"):
        parse_date_in_name("2026-01-07-to-2026-01-08.txt")


@pytest.mark.parametrize(
    "name",
    [
        "7 January 2026 - storm.txt",
        "7-jan-2026-storm.txt",
        "January 7, 2026 storm.md",
        "storm 7 janvier 2026.pdf",
        "7_января_2026_шторм.txt",
        "storm-7.Januar.2026.docx",
        "2026年1月7日 storm.txt",
        "2026-1-7.txt",
        "2026 01 07 storm.txt",
        "20260107183000.html",
        "20260107_1830 storm.txt",
        "20260107T183000Z.txt",
        "2026-01-07T18_30_00 storm.txt",
        "2026-01-07 and 7 January 2026.txt",
    ],
)
def test_a_name_may_have_its_date_in_any_usual_form(name: str) -> None:
    assert parse_date_in_name(name) == parse_date_in_name("2026-01-07.txt")
    assert find_name_dates(name)


@pytest.mark.parametrize(
    "name", ["26-01-07.txt", "covid 19 in May 2026.txt", "07012026.txt", "storm 2026.txt", ""]
)
def test_what_is_not_sure_to_be_a_date_dates_nothing(name: str) -> None:
    assert parse_date_in_name(name) is None


@pytest.mark.parametrize("name", ["Gazette 07.01.2026.txt", "07-01-2026 storm.txt", "7_1_2026"])
def test_a_name_of_two_readings_is_refused_with_both(name: str) -> None:
    with pytest.raises(ArticleError, match="may be 2026-01-07 or 2026-07-01") as caught:
        parse_date_in_name(name)
    assert caught.value.suggestion == DAY


@pytest.mark.parametrize(
    "path",
    [
        "2026/01/07/harbour.txt",
        "articles/2026/1/7/harbour.txt",
        "2026/01/07-harbour.txt",
        "2026/01/07-harbour/index.html",
        "2026/01-07/harbour.txt",
        "2026/01-07-harbour.txt",
        "2026-01/07/harbour.txt",
        "2026/January/7/harbour.txt",
        "2026/01-January/07/harbour.txt",
        "2026/Januar/07/harbour.txt",
        "2026-01-07/world/harbour.txt",
        "7 January 2026/harbour.txt",
        "2020-12-01/2026/01/07/harbour.txt",
        "gazette.zip/2026/01/07/harbour.txt",
    ],
)
def test_folders_date_what_is_in_them(path: str) -> None:
    found = find_path_date(path)
    assert found is not None
    assert (found.published.day, found.notice) == (DAY, DATED_BY_FOLDERS)
    assert not found.is_name


@pytest.mark.parametrize(
    "path",
    [
        "2026/01/harbour.txt",
        "2026/13/07/harbour.txt",
        "2026/01/10 things.txt",
        "1/2/3/harbour.txt",
        "backup-2026-01-07/harbour.txt",
        "2026-01-07/a/b/c/d/harbour.txt",
    ],
)
def test_other_folders_date_nothing(path: str) -> None:
    assert find_path_date(path) is None


def test_the_name_comes_before_the_folders() -> None:
    found = find_path_date("2025/12/31/2026-01-07-harbour.txt")
    assert found is not None
    assert (found.published.day, found.notice) == (DAY, DATED_BY_NAME)
    assert found.is_name
