import subprocess
import sys
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.localization.cldr import load_locale
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.month_names import (
    find_month,
    is_weekday,
    load_months,
    load_weekdays,
)
from bot.reading.dates.parse import parse_published
from tests.paths import PROJECT

# Words of Croatian that are another month in a language of more news.
CLASHES = {"listopad", "listopada", "lis", "lip", "srp"}
LOCALES = (
    "en de de_AT fr es it pt nl sv da nb nn fi is pl cs sk uk ru be bg mk sr sr_Latn sl hr bs ro"
    " el tr az ca gl et sq id ms af he ar ar_LB ar_DZ fa hi"
).split()

# Month by month, in German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish,
# Norwegian, Polish and Russian.
COMMON = """
januar jänner jan janvier janv enero ene gennaio gen janeiro januari stycznia января
februar feber feb février févr fév febrero febbraio fevereiro fev februari lutego февраля
märz mrz mär mars marzo março maart mrt marts marca марта
april apr avril avr abril abr aprile kwietnia апреля
mai mayo maggio mag maio mei maj maja мая
juni jun juin junio giugno giu junho czerwca июня
juli jul juillet juil julio luglio lug julho lipca июля
august aug août agosto ago augustus augusti sierpnia августа
september sept sep septembre septiembre setiembre settembre set setembro września сентября
oktober okt octobre oct octubre ottobre ott outubro out października октября
november nov novembre noviembre novembro listopada ноября
dezember dez décembre déc diciembre dic dicembre dezembro december des desember grudnia декабря
"""


@pytest.mark.parametrize(("number", "names"), list(enumerate(COMMON.strip().split("\n"), 1)))
def test_common_names_are_known(number: int, names: str) -> None:
    for name in names.split():
        assert find_month(name) == find_month(f"{name.upper()}.") == number, name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7 января 2026", "2026-01-07"),
        ("7 ЯНВАРЯ 2026 г.", "2026-01-07"),
        ("среда, 7 янв. 2026 г., 18:30", "2026-01-07"),
        ("17 сентября 2026 года", "2026-09-17"),
        ("7 січня 2026 р.", "2026-01-07"),
        ("середа, 17 листопада 2026 року", "2026-11-17"),
        ("7 Ocak 2026", "2026-01-07"),
        ("7 OCAK 2026", "2026-01-07"),
        ("17 ŞUBAT 2026", "2026-02-17"),
        ("17 Kasım 2026 18:30", "2026-11-17"),
        ("17 KASIM 2026", "2026-11-17"),
        ("7. ledna 2026", "2026-01-07"),
        ("středa 17. července 2026", "2026-07-17"),
        ("17. srpna 2026", "2026-08-17"),
        ("7 ianuarie 2026", "2026-01-07"),
        ("17 iul. 2026", "2026-07-17"),
        ("7 sty 2026", "2026-01-07"),
        ("17 listopada 2026", "2026-11-17"),
        ("17. listopada 2026", "2026-10-17"),
        ("17 paź 2026", "2026-10-17"),
        ("17 gru. 2026", "2026-12-17"),
        ("7 Ιανουαρίου 2026", "2026-01-07"),
        ("17 Μαΐου 2026", "2026-05-17"),
        ("Τετάρτη, 7 Ιαν 2026", "2026-01-07"),
        ("7 يناير 2026", "2026-01-07"),
        ("الأربعاء، 7 يناير 2026", "2026-01-07"),
        ("7 كانون الثاني 2026", "2026-01-07"),
        ("7 de gener de 2026", "2026-01-07"),
        ("17 d’agost de 2026", "2026-08-17"),
        ("7. tammikuuta 2026", "2026-01-07"),
        ("7 जनवरी 2026", "2026-01-07"),
        ("quarta-feira, 7 de janeiro de 2026", "2026-01-07"),
    ],
)
def test_dates_of_many_languages_are_read(text: str, day: str) -> None:
    assert parse_published(text).day.isoformat() == day


@pytest.mark.parametrize(
    "line",
    [
        "Среда, 7 января 2026 г.",
        "7 Ocak 2026, Çarşamba",
        "Středa 7. ledna 2026 | Jan Novák",
        "środa, 7 sty 2026",
        "الأربعاء 7 يناير 2026",
    ],
)
def test_a_line_in_any_of_the_languages_says_when_a_text_appeared(line: str) -> None:
    found = find_publication_date(["Title", line])
    assert found in line
    assert parse_published(found).day == date(2026, 1, 7)


@pytest.mark.parametrize(
    "text", ["7 cats 2026", "Article 12, 2026", "12 of 2026", "7 the January 2026"]
)
def test_other_words_are_not_months(text: str) -> None:
    assert list(find_dates(text)) == []


@given(st.data())
def test_every_month_of_every_language_is_read(data: st.DataObject) -> None:
    locale = load_locale(data.draw(st.sampled_from(LOCALES)))
    context = data.draw(st.sampled_from(("format", "stand-alone")))
    width = data.draw(st.sampled_from(("wide", "abbreviated")))
    number = data.draw(st.integers(1, 12))
    name = locale.months[context][width][number]
    assume(name.rstrip(".") not in CLASHES)
    name = data.draw(st.sampled_from((name, name.upper(), name.lower(), name.capitalize())))
    day = data.draw(st.integers(1, 28))
    text = f"{day} {name} 2026"
    assert parse_published(text).day == date(2026, number, day)
    assert [parse_published(found).day for found in find_dates(f"– {text} –")] == [
        date(2026, number, day)
    ]


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(LOCALES))
def test_the_form_in_which_a_language_writes_days_is_read(day: date, name: str) -> None:
    text = format_date(day, "d MMMM y", name)
    if not set(text.split()) & CLASHES:
        assert parse_published(text).day == day


def test_words_of_two_months_are_few() -> None:
    clashes = set()
    for name in LOCALES:
        months = load_locale(name).months
        for names in (months[c][w] for c in months for w in ("wide", "abbreviated")):
            clashes |= {word.rstrip(".") for n, word in names.items() if find_month(word) != n}
    assert clashes == CLASHES


def test_weekdays_are_known() -> None:
    for (
        word
    ) in "Wednesday Wed. Mittwoch середа СРЕДА čtvrtek pazartesi środa segunda-feira".split():
        assert is_weekday(word), word
    assert not is_weekday("January")


def test_names_are_folded() -> None:
    assert all(word == word.casefold() for word in (*load_months(), *load_weekdays()))


def test_english_dates_load_no_other_language() -> None:
    code = (
        "import sys; from bot.reading.dates.parse import parse_published;"
        "from bot.reading.dates.find import find_publication_date;"
        "parse_published('Wednesday, 7 January 2026');"
        "find_publication_date(['By Ann Lee, Wednesday, January 7, 2026']);"
        "find_publication_date(['The harbour opened again on 7 January 2026, they said.']);"
        "print('babel' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
