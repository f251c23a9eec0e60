from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml import html

from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.html.dates import OLD_DATE_NOTICE, find_page_date, localize_date
from bot.reading.html.facts.date_elements import strip_surroundings
from bot.reading.html.metadata import PageMetadata

BARE = PageMetadata("Harbour opens", "", "", "", (), (), ())


def _facts(
    url: str = "", published: tuple[str, ...] = (), changed: tuple[str, ...] = ()
) -> PageMetadata:
    return PageMetadata("Harbour opens", "", url, "", (), published, changed)


def _date(body: str, facts: PageMetadata = BARE, order: DayOrder = DayOrder.UNKNOWN) -> str:
    page = f"<html><body><h1>Harbour opens</h1>{body}</body></html>"
    tree = strip_surroundings(html.document_fromstring(page))
    return find_page_date(tree, facts, order).published


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
    page = html.document_fromstring("<html><body><h1>Harbour opens</h1></body></html>")
    changes = _facts("", (), ("x", "07/01/2026", "2026-01-08"))
    assert find_page_date(page, changes, DayOrder.UNKNOWN).change == "2026-01-08"
    assert find_page_date(page, _facts(), DayOrder.UNKNOWN).change == ""


def test_an_instant_keeps_its_day_where_nothing_says_another() -> None:
    morning = Published(date(2026, 1, 8), datetime(2026, 1, 8, 10, 4, tzinfo=UTC))
    assert localize_date(morning, ["2026-01-07"]) == morning
    night = Published(date(2026, 1, 8), datetime(2026, 1, 8, 2, 28, tzinfo=UTC))
    assert localize_date(night, ["2026-01-07"]).day == date(2026, 1, 7)
    assert localize_date(night, ["2026-01-07"]).instant == night.instant
    assert localize_date(night, ["2026-01-07T21:28:00-05:00"]).day == date(2026, 1, 7)
    assert localize_date(Published(date(2026, 1, 8)), ["2026-01-07"]).day == date(2026, 1, 8)


@pytest.mark.parametrize(
    ("value", "body", "order", "date_text"),
    [
        ("11/01/2026 12:43:42", "<p>Erstellt am: 01.11.2026</p>", DayOrder.DAY_FIRST, "2026-11-01"),
        ("07/01/2026", "<p>January 7, 2026</p>", DayOrder.UNKNOWN, "2026-01-07"),
        ("07/01/2026", "<p>01/07/2026</p>", DayOrder.UNKNOWN, "07/01/2026"),
        ("07/01/2026", "<p>Born 1 July 2026</p>", DayOrder.DAY_FIRST, "07/01/2026"),
    ],
)
def test_numbers_of_servers_are_read_as_the_page_shows_them(
    value: str, body: str, order: DayOrder, date_text: str
) -> None:
    assert _date(body, _facts("", (value,)), order) == date_text


def test_a_publication_is_not_later_than_its_change() -> None:
    facts = _facts("", ("07/01/2026",), ("2026-02-09",))
    assert _date("", facts) == "2026-01-07"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Born 28 January 1995</p>",
        "<p>Geboren am 28. Januar 1995</p>",
        "<p>* 28 January 1995</p>",
        "<p class='bday'>28 January 1995</p>",
        "<p itemprop='birthDate'>28 January 1995</p>",
        "<p>Doors: 28 January 2026</p>",
        "<p>Updated 28 January 2026</p>",
        "<span class='dtstart'>28 January 2026</span>",
    ],
)
def test_days_of_birth_of_events_and_of_changes_are_not_of_publication(body: str) -> None:
    assert _date(body) == ""


def test_the_day_on_a_page_about_a_person_or_an_event_needs_a_label() -> None:
    facts = replace(BARE, is_profile_or_event=True)
    assert _date("<p>28 January 1995</p>", facts) == ""
    assert _date("<p>Published 28 January 2026</p>", facts) == "28 January 2026"


def test_a_bare_day_from_before_the_web_is_doubted() -> None:
    for text, notice in (("28 January 1975", OLD_DATE_NOTICE), ("28 January 1995", "")):
        page = html.document_fromstring(
            f"<html><body><h1>Harbour opens</h1><p>{text}</p></body></html>"
        )
        assert find_page_date(page, BARE, DayOrder.UNKNOWN).notice == notice


@pytest.mark.parametrize(
    "head",
    [
        "<header><time datetime=2026-01-20>20 January 2026</time></header>",
        "<header>Tuesday, 20 January 2026</header>",
        "<div class='header-top'><p>Tuesday, 20 January 2026</p></div>",
        "<div id=current-date>20 January 2026</div>",
    ],
)
def test_the_day_in_the_head_of_a_page_is_that_of_the_visit(head: str) -> None:
    title = "<article><h1>Ferries leave</h1>"
    assert _date(f"{head}{title}</article>") == ""
    assert _date(f"{head}{title}<p>Ann Lee, 7 January 2026</p></article>") == "7 January 2026"
    assert _date(f"<header><p>7 January 2026</p>{title}</article></header>") == "7 January 2026"
