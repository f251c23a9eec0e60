from datetime import UTC, date, datetime

import pytest
from lxml import html

from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.html.dates import (
    find_change_date,
    find_page_date,
    localize_date,
    strip_surroundings,
)
from bot.reading.html.metadata import PageMetadata

BARE = PageMetadata("Harbour opens", "", "", "", (), (), ())


def _facts(
    url: str = "", published: tuple[str, ...] = (), changed: tuple[str, ...] = ()
) -> PageMetadata:
    return PageMetadata("Harbour opens", "", url, "", (), published, changed)


def _date(body: str, facts: PageMetadata = BARE, order: DayOrder = DayOrder.UNKNOWN) -> str:
    page = f"<html><body><h1>Harbour opens</h1>{body}</body></html>"
    return find_page_date(strip_surroundings(html.document_fromstring(page)), facts, order)


def test_what_is_said_most_plainly_counts() -> None:
    body = "<time datetime='2026-01-09'>x</time><p>10 January 2026</p>"
    address = "https://gazette.example/2026/01/08/a"
    assert _date(body, _facts(address, ("2026-01-07",))) == "2026-01-07"
    assert _date(body, _facts(address)) == "2026-01-08"
    assert _date(body) == "2026-01-09"
    assert _date("<p>10 January 2026</p>") == "10 January 2026"


def test_what_is_no_date_is_passed_over_and_one_is_found_in_more_words() -> None:
    assert _date("", _facts("", ("soon", "2026-02-30", "on 2026-01-07, late"))) == "2026-01-07"
    assert _date("", _facts("", ("16101216123", "0001-01-01"))) == ""


def test_a_date_that_may_be_two_days_is_kept_for_the_reader_to_ask() -> None:
    assert _date("", _facts("", ("07/01/2026",))) == "07/01/2026"


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/2026/13/45/a",
        "https://gazette.example/2026/01/a",
        "https://gazette.example/1226/01/07/a",
        "https://gazette.example/2026/01/07/from/2025/01/08/",
    ],
)
def test_an_address_without_one_day_says_nothing(url: str) -> None:
    assert _date("", _facts(url)) == ""


@pytest.mark.parametrize(
    "name", ["related", "sidebar-left", "post-comments", "widget", "most recent"]
)
def test_dates_around_the_article_are_those_of_others(name: str) -> None:
    other = "<time datetime='2026-01-09'>x</time>"
    assert _date(f"<div class='{name}'>{other}</div>") == ""
    assert _date(f"<div class='content'>{other}</div>") == "2026-01-09"


def test_the_headline_s_own_container_is_never_taken_away() -> None:
    page = "<html><body class='menu'><div class='content recent'><h1>A</h1></div></body></html>"
    assert strip_surroundings(html.document_fromstring(page)).findtext(".//h1") == "A"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7 января 2026", "2026-01-07"),
        ("7 ianuarie 2026, 18:30", "2026-01-07"),
        ("7 tammikuuta 2026", "2026-01-07"),
        ("17 ferries 2026", ""),
        ("ferries of 2026", ""),
    ],
)
def test_months_are_words_of_any_language(text: str, day: str) -> None:
    found = _date(f"<p class='date'>{text}</p>")
    assert (parse_published(found).day.isoformat() if found else "") == day


def test_only_plain_dates_tell_of_a_change() -> None:
    assert find_change_date(_facts("", (), ("x", "07/01/2026", "2026-01-08"))) == "2026-01-08"
    assert find_change_date(_facts()) == ""


def test_an_instant_keeps_its_day_where_nothing_says_another() -> None:
    morning = Published(date(2026, 1, 8), datetime(2026, 1, 8, 10, 4, tzinfo=UTC))
    before = _facts("https://gazette.example/2026/01/07/a")
    assert localize_date(morning, before) == morning
    night = Published(date(2026, 1, 8), datetime(2026, 1, 8, 2, 28, tzinfo=UTC))
    assert localize_date(night, before).day == date(2026, 1, 7)
    assert localize_date(night, before).instant == night.instant
    assert localize_date(Published(date(2026, 1, 8)), before).day == date(2026, 1, 8)
