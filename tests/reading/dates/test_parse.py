from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.articles.findings import ArticleError
from bot.reading.dates.parse import DayOrder, infer_day_order, parse_published


def test_a_day_is_no_instant() -> None:
    published = parse_published("2026-01-07")
    assert (published.day, published.instant) == (date(2026, 1, 7), None)


def test_the_day_is_the_one_in_the_source_s_own_zone() -> None:
    published = parse_published("2026-01-07T23:30:00-05:00")
    assert published.day == date(2026, 1, 7)
    zone = timezone(timedelta(hours=-5))
    assert published.instant == datetime(2026, 1, 7, 23, 30, tzinfo=zone)


def test_z_is_universal_time() -> None:
    instant = parse_published("2026-01-07T10:00:00Z").instant
    assert instant is not None
    assert instant.utcoffset() == timedelta(0)


def test_a_time_without_an_offset_is_no_instant() -> None:
    published = parse_published("2026-01-07 10:00")
    assert (published.day, published.instant) == (date(2026, 1, 7), None)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-13-01",
        "07.01.2026",
        "30 February 2026",
        "7th Foo 2026",
        "99/99/2026",
        "Wed, 07 Jan 2026 99:30:00 +0100",
        "Wed, 07 Jan 2026 18:30:00 +9999",
        "soon",
        "1" * 9999,
        "16101216123",
        "20261307103000",
    ],
)
def test_what_is_no_date_is_refused_with_a_right_example(text: str) -> None:
    with pytest.raises(ArticleError, match="write it like 2026-01-07") as caught:
        parse_published(text)
    assert len(caught.value.reason) < 160


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31T23:59:59-05:00"])
def test_a_placeholder_year_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="not a plausible date for an article"):
        parse_published(text)


@pytest.mark.parametrize(
    "text",
    [
        "January 7, 2026",
        "Jan. 7, 2026, 6:30 p.m.",
        "Wednesday, January 7th, 2026 at 18:30",
        "7 Jan 2026",
        "07-Jan-2026",
        "7. January 2026",
        "Wed, 7 January 2026",
        "2026/1/7",
        "2026.01.07 18:30",
        " Wed,  07 Jan 2026\n 18:30:00 IST",
        "Wed Jan  7 18:30:00 CST 2026",
        "Mittwoch, 7. Januar 2026, 18:30",
        "mercredi 7 janv. 2026",
        "Miércoles, 7 de enero de 2026",
        "7 gennaio 2026",
        "quarta-feira, 7 de janeiro de 2026",
        "7 januari 2026",
        "7 stycznia 2026",
        "7 ЯНВАРЯ 2026",
        "2026年1月7日",
        "2026年01月07日 18:30",
    ],
)
def test_a_date_may_have_any_usual_form(text: str) -> None:
    published = parse_published(text)
    assert (published.day, published.instant) == (date(2026, 1, 7), None)


def test_the_date_of_a_mail_is_an_instant() -> None:
    for text in ("Wed, 07 Jan 2026 18:30:00 +0100", "7 Jan 26 18:30 +0100"):
        published = parse_published(text)
        zone = timezone(timedelta(hours=1))
        assert published.day == date(2026, 1, 7)
        assert published.instant == datetime(2026, 1, 7, 18, 30, tzinfo=zone)


def test_a_zone_may_stand_behind_a_blank_or_by_its_name() -> None:
    for text in ("2026-01-07 18:30:00 +0100", "2026-01-07T18:30:00+0100", "2026-01-07 17:30 UTC"):
        instant = parse_published(text).instant
        assert instant is not None
        assert instant == datetime(2026, 1, 7, 17, 30, tzinfo=UTC)


def test_numbers_that_fit_one_order_only_need_no_other() -> None:
    for text in ("13/01/2026", "01/13/2026", "13.1.2026 10:00"):
        assert parse_published(text).day == date(2026, 1, 13)
    assert parse_published("05/05/2026").day == date(2026, 5, 5)


def test_a_file_s_other_dates_say_which_number_is_the_day() -> None:
    for other, day in (("13.01.2026", date(2026, 1, 7)), ("1/13/2026", date(2026, 7, 1))):
        order = infer_day_order(["2026-01-07", "07/01/2026", "99/99/2026", other])
        assert parse_published("07/01/2026", order).day == day


def test_numbers_of_an_unknown_order_are_refused_with_the_reason() -> None:
    for dates, order in (
        (["05/05/2026", "07/01/2026"], DayOrder.UNKNOWN),
        (["13/01/2026", "01/13/2026"], DayOrder.AMBIGUOUS),
    ):
        assert infer_day_order(dates) is order
        with pytest.raises(ArticleError, match="may be 2026-01-07 or 2026-07-01, and ") as caught:
            parse_published("07/01/2026", order)
        assert order.value in caught.value.reason
