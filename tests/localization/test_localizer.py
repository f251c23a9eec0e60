import subprocess
import sys
from datetime import date

import pytest

from bot.localization.current import get_localizer, gettext, use_language
from bot.localization.localizer import Localizer, load_multilingualizer
from bot.localization.offered_languages import OFFERED_LANGUAGES, match_language
from tests.localization.languages import LANGUAGES

MONDAY, SUNDAY = date(2026, 1, 5), date(2026, 1, 11)
ENGLISH, GERMAN = Localizer("en"), Localizer("de")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (MONDAY, MONDAY, "5. Januar 2026"),
        (MONDAY, SUNDAY, "5.–11. Januar 2026"),
        (date(2026, 1, 1), date(2026, 1, 31), "Januar 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2025, 1, 1), date(2026, 12, 31), "2025–2026"),
        (date(2026, 1, 31), date(2026, 2, 1), "31. Januar – 1. Februar 2026"),
        (date(2025, 12, 31), date(2026, 1, 1), "31. Dezember 2025 – 1. Januar 2026"),
    ],
)
def test_a_period_is_as_brief_as_a_language_allows(first: date, last: date, text: str) -> None:
    # The spaces around a dash are thin.
    assert GERMAN.format_period(first, last).replace("\u2009", " ") == text


def test_the_year_can_go_without_saying() -> None:
    assert GERMAN.format_period(MONDAY, SUNDAY, 2026) == "5.–11. Januar"
    assert GERMAN.format_period(MONDAY, SUNDAY, 2025) == "5.–11. Januar 2026"
    assert GERMAN.format_period(date(2026, 1, 1), date(2026, 1, 31), 2026) == "Januar"
    assert ENGLISH.format_period(MONDAY, SUNDAY, 2026) == "5 to 11 January"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "5–11 de enero de 2026"),
        ("pl", "5–11 stycznia 2026"),
        ("cs", "5.–11. ledna 2026"),
        ("zh", "2026年1月5日至11日"),
        ("he", "5–11 בינואר 2026"),
    ],
)
def test_periods_have_the_full_names_of_months(language: str, text: str) -> None:
    assert Localizer(language).format_period(MONDAY, SUNDAY) == text


def test_a_month_has_the_name_of_its_own_language_whoever_asked_before() -> None:
    Localizer("he").format_period(date(2026, 1, 1), date(2026, 1, 31), 2026)
    hindi = Localizer("hi").format_period(date(2026, 1, 1), date(2026, 1, 31), 2026)
    assert hindi == "जनवरी"
    assert Localizer("pl").format_month(MONDAY) == "styczeń 2026"


@pytest.mark.parametrize("language", OFFERED_LANGUAGES)
def test_every_language_writes_days_numbers_and_lists(language: str) -> None:
    localizer = Localizer(language)
    assert "2026" in localizer.format_day(MONDAY)
    assert "2026" in localizer.format_month(MONDAY)
    assert "2026" in localizer.format_period(MONDAY, SUNDAY)
    assert "2026" not in localizer.format_period(MONDAY, SUNDAY, 2026)
    assert "2026" in localizer.format_day_range(MONDAY, SUNDAY)
    assert localizer.format_number(1234.5, 1)[-1] == "5"
    assert len(localizer.join_names(["x", "y", "z"], "or")) > len("xyz")


def test_numbers_and_sizes_have_the_signs_of_their_language() -> None:
    assert (ENGLISH.format_number(19266), GERMAN.format_number(19266)) == ("19,266", "19.266")
    assert [GERMAN.format_size(size) for size in (1, 999, 12_345, 1_500_000)] == [
        "1 Byte", "999 Byte", "12 kB", "1,5 MB",
    ]  # fmt: skip
    assert ENGLISH.format_size(1) == "1 byte"


def test_lists_end_with_the_conjunction_of_their_language() -> None:
    assert GERMAN.join_names(["a", "b", "c"], "or") == "a, b oder c"
    assert GERMAN.join_names(["a", "b"], "and") == "a und b"
    assert GERMAN.join_names(["a", "b"]) == "a, b"
    assert [ENGLISH.join_names(["a"] * count, "or") for count in range(3)] == ["", "a", "a or a"]


def test_foreign_text_is_isolated_where_it_runs_against_the_text_around_it() -> None:
    assert Localizer("ar").isolate("Reuters") == "\u2068Reuters\u2069"
    assert Localizer("ar").isolate("") == ""
    assert GERMAN.isolate("Reuters") == "Reuters"
    assert GERMAN.isolate("新华社 · Société") == "新华社 · Société"
    assert GERMAN.isolate("الجزيرة") == "\u2068الجزيرة\u2069"
    assert ENGLISH.isolate("ידיעות 24") == "\u2068ידיעות 24\u2069"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        (None, "en"), ("", "en"), ("en-gb", "en"), ("de", "de"), ("de-AT", "de"), ("de_CH", "de"),
        ("tlh", "en"), ("auto", "en"),
    ],
)  # fmt: skip
def test_a_tag_is_answered_in_the_nearest_language(tag: str | None, language: str) -> None:
    assert match_language(tag) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-hans", "zh"), ("zh-TW", "zh-hant"), ("zh-hant-hk", "zh-hant"), ("pt-br", "pt"),
     ("iw", "he")],
)  # fmt: skip
def test_a_script_or_region_decides_between_catalogues(
    tag: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.localization.offered_languages.has_catalogue", lambda code: True)
    assert match_language(tag) == language


def test_the_language_is_that_of_the_block() -> None:
    with use_language("de"):
        assert gettext("More") == "Mehr"
        with use_language("en"):
            assert gettext("More") == "More"
        assert get_localizer().language == "de"
    assert gettext("More") == "More"


def test_a_message_that_is_in_no_catalogue_stays_in_english() -> None:
    assert GERMAN.gettext("Nobody has translated this.") == "Nobody has translated this."
    assert GERMAN.gettext("") == ""


def test_a_localizer_is_made_once() -> None:
    assert load_multilingualizer("de") is load_multilingualizer("de")
    assert {load_multilingualizer(language).language for language in LANGUAGES} == set(LANGUAGES)


def test_english_loads_no_babel() -> None:
    code = (
        "import sys; from bot.localization.current import format_count, gettext; gettext('More');"
        "format_count('{count} day', '{count} days', 2); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
