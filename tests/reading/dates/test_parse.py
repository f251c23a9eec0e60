from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.findings import ArticleError
from bot.reading.dates.epochs import SECONDS, SHEET_DAYS
from bot.reading.dates.parse import SHORT_YEARS, DayOrder, infer_day_order, parse_published
from tests.computing import computing_at_most


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


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("Tue Jan 13 2026 08:00:00 GMT+0100 (Central European Standard Time)", 7),
        ("Tue Jan 13 08:00:00 +0100 2026", 7),
        ("Tuesday, 13-Jan-26 08:00:00 GMT", 8),
        ("Tue, 13 Jan, 2026 08:00:00 UTC", 8),
        ("Di, 13 Jan 2026 08:00:00 +0100", 7),
        ("Tue, 13 January 2026 08:00 EST", 13),
        ("Tue, 13 Jan 2026 08:00:00 AM +0100", 7),
        ("2026-01-13 08:00:00.123456+00", 8),
        ("2026-01-13T08:00:00+01:00[Europe/Oslo]", 7),
        ("13 January 2026 08:00 CET", 7),
        ("13/01/2026 08:00 GMT+7", 1),
        ("Selasa, 13 Januari 2026 08:00 WIB", 1),
        ("January 13, 2026 8:00 am ET", None),
        ("13 January 2026 08:00 IST", None),
        ("Tue Jan 13 08:00:00 CST 2026", None),
        ("January 13, 2026 8:00 AM Eastern Time", None),
        ("Tue, 13 Jan 2026 08:00:00 -0000", None),
    ],
)
def test_only_a_zone_of_one_meaning_makes_an_instant(text: str, instant: int | None) -> None:
    published = parse_published(text)
    assert published.day == date(2026, 1, 13)
    moment = published.instant and published.instant.replace(microsecond=0)
    assert moment == (datetime(2026, 1, 13, instant, tzinfo=UTC) if instant else None)


@pytest.mark.parametrize(
    "text",
    [
        "13 January 2026 at 8:00 am",
        "Jan 13 2026  8:00AM",
        "13th of January 2026",
        "January the 13th, 2026",
        "2026-1-13",
        "2026 January 13",
        "2026-Jan-13",
        "2026/01/13T08:00:00",
        "20260113080000",
        "202601130800",
        "1/13/2026 8:00:00 AM",
        "13. 1. 2026",
        "13.01.2026 г.",
        "13.I.2026",
        "08:00, 13 January 2026",
        "8 am EST, January 13, 2026",
        "Tuesday, January 13, 2026 - 08:00",
        "Dienstag, 13. Januar 2026 um 8.00 Uhr",
        "mardi 13 janvier 2026 à 8h00",
        "mar 13 ene 2026",
        "13 JANVIER 2026",
        "13 Ιανουαρίου 2026",
        "13 ΙΑΝΟΥΑΡΙΟΥ 2026",
        "2026. január 13.",
        "2026. január 13., kedd 8:00",
        "2026(e)ko urtarrilaren 13(a)",
        "2026ko urtarrilaren 13a",
        "2026 m. sausio 13 d.",
        "2026. gada 13. janvāris",
        "2026-yil 13-yanvar",
        "ngày 13 tháng 1 năm 2026",
        "13 tháng Một, 2026",
        "Thứ Ba, 13/01/2026 | 08:00",
        "2026년 1월 13일 (화) 오전 8:00",
        "2026年1月13日（火）8時00分",
        "2026年1月13日 星期二 上午8:00",
        "二〇二六年一月十三日",
        "令和8年1月13日",
        "民國115年1月13日",
        "13 มกราคม 2569",
        "วันอังคารที่ 13 มกราคม พ.ศ. 2569",
        "๑๓ ม.ค. ๒๕๖๙ 08:00 น.",
        "१३ जनवरी २०२६",
        "١٣ يناير ٢٠٢٦",
        "الثلاثاء 13 يناير 2026 - 08:00",
        "۲۳ دی ۱۴۰۴",
        "۱۴۰۴/۱۰/۲۳",
        "23 Dey 1404",
        "13 ژانویهٔ ۲۰۲۶",
        "יום שלישי, 13 בינואר 2026",
        "13 Januari 2026",
        "Enero 13, 2026",
    ],
)
def test_a_date_may_be_of_any_language_calendar_and_order(text: str) -> None:
    published = parse_published(text)
    assert (published.day, published.instant, published.assumption) == (
        date(2026, 1, 13),
        None,
        "",
    )


@pytest.mark.parametrize(
    ("text", "assumption"),
    [
        ("1768291200", SECONDS),
        ("1768291200.5", SECONDS),
        ("1768291200000", SECONDS),
        ("1768291200000000", SECONDS),
        ("1.7682912e9", SECONDS),
        ("/Date(1768291200000)/", SECONDS),
        ("/Date(1768291200000+0100)/", SECONDS),
        ("46035", SHEET_DAYS),
        ("46035.3333", SHEET_DAYS),
        ("1/13/26", SHORT_YEARS),
        ("13.01.26", SHORT_YEARS),
        ("13-Jan-26", SHORT_YEARS),
    ],
)
def test_what_was_assumed_is_said(text: str, assumption: str) -> None:
    published = parse_published(text)
    assert (published.day, published.assumption) == (date(2026, 1, 13), assumption)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("January 2026", "its day is missing"),
        ("2026-01", "its day is missing"),
        ("01/2026", "its day is missing"),
        ("Januar 2026", "its day is missing"),
        ("2026", "its month and day are missing"),
        ("7 January", "its year is missing"),
        ("२०८२/०९/२३", "Nepal's calendar"),
    ],
)
def test_what_is_missing_is_named(text: str, missing: str) -> None:
    with pytest.raises(ArticleError, match=missing):
        parse_published(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("07/01/2026", "2026-01-07 or 2026-07-01"),
        ("Wed 07.01.2026, 18:30", "2026-01-07 or 2026-07-01"),
        ("07/01/26", "2026-01-07 or 2026-07-01"),
        ("13-01-26", "2026-01-13 or 2013-01-26"),
        ("2026010718", "2026-01-07 or 2034-03-15"),
    ],
)
def test_what_may_be_several_days_is_refused_with_all_of_them(text: str, days: str) -> None:
    with pytest.raises(ArticleError, match=f"may be {days}") as caught:
        parse_published(text)
    assert caught.value.suggestion == date.fromisoformat(days[:10])


@pytest.mark.parametrize(
    "text",
    [
        "Windows 7 January 2026",
        "7 January 2026 and 8 January 2026",
        "7-8 January 2026",
        "January 2026 7 8",
        "7 January 20266",
        "17 March of the year",
        "平成32年1月7日",
        "30 بهمن 1300 1",
        "31 اسفند 1404",
        "2026年13月1日",
        "1.76829e9",
        "12345678901",
        "99999",
        "1,234,567,890",
        "7/1/2569",
        "8 xyz 2026",
        "18:30",
        "25:00 7 January 2026",
        "7 January 2026 18:30 19:30",
    ],
)
def test_what_only_looks_like_a_date_is_refused(text: str) -> None:
    with pytest.raises(ArticleError):
        parse_published(text)


@given(st.dates(date(1970, 1, 2), date(2199, 12, 31)), st.sampled_from((1, 1000, 10**6, 10**9)))
def test_counts_are_days_in_utc(day: date, unit: int) -> None:
    seconds = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    try:
        published = parse_published(str(seconds * unit))
    except ArticleError:
        # It may be written as a date with an hour, or its unit is not sure.
        assert str(seconds)[:2] in ("19", "20", "21") or seconds < 10**8
    else:
        assert published.day == day or len(str(seconds * unit)) in (12, 14)


@given(st.text(st.sampled_from("0123456789/-.,: TZjanuaryMai年月日๗۷thde"), max_size=30))
def test_any_text_is_a_plausible_date_or_refused(text: str) -> None:
    try:
        published = parse_published(text)
    except ArticleError as error:
        assert error.reason
    else:
        assert 1600 <= published.day.year <= 2199
        assert any(map(str.isdecimal, text))


@pytest.mark.parametrize("part", ["1", "1 ", "a ", "1/", "18:30 ", "年", "(", "de ", "2026 mai "])
def test_long_texts_are_refused_soon(part: str) -> None:
    with computing_at_most(5), pytest.raises(ArticleError):
        parse_published(part * 100_000)
