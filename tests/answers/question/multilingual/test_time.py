"""Times that questions in several languages name; the day asked on is a Thursday."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.question.multilingual.time import find_multilingual_focus
from bot.language.languages.lookup import find_language, list_asked_languages
from bot.language.temporal.calendar import DayRange

AT = date(2026, 4, 2)
CODES = [language.code for language in list_asked_languages()]
DAYS = {
    "today": (date(2026, 4, 2), date(2026, 4, 2)),
    "yesterday": (date(2026, 4, 1), date(2026, 4, 1)),
    "day_before_yesterday": (date(2026, 3, 31), date(2026, 3, 31)),
    "tomorrow": (date(2026, 4, 3), date(2026, 4, 3)),
    "this_week": (date(2026, 3, 30), date(2026, 4, 5)),
    "last_week": (date(2026, 3, 23), date(2026, 3, 29)),
    "next_week": (date(2026, 4, 6), date(2026, 4, 12)),
    "this_month": (date(2026, 4, 1), date(2026, 4, 30)),
    "last_month": (date(2026, 3, 1), date(2026, 3, 31)),
    "this_year": (date(2026, 1, 1), date(2026, 12, 31)),
    "last_year": (date(2025, 1, 1), date(2025, 12, 31)),
}


def find(question: str, code: str, at: date = AT) -> DayRange | None:
    return find_multilingual_focus(question, at, find_language(code))[0].range


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", DAYS)
def test_each_relative_time_means_its_days(code: str, name: str) -> None:
    for phrase in getattr(find_language(code).time, name):
        assert find(f"Talmor {phrase}", code) == DayRange(*DAYS[name]), phrase


@pytest.mark.parametrize(
    ("code", "question", "day"),
    [
        ("de", "Wer sprach am 3. März 2026?", date(2026, 3, 3)),
        ("de", "Wer sprach am 3. März?", date(2026, 3, 3)),
        ("de", "Wer sprach am 03.03.2026?", date(2026, 3, 3)),
        ("de", "Wer sprach am 2026-03-03?", date(2026, 3, 3)),
        ("de", "Wer sprach am 24. Dezember?", date(2025, 12, 24)),
        ("fr", "Qui a parlé le 1er mars 2026 ?", date(2026, 3, 1)),
        ("es", "¿Quién habló el 5 de marzo de 2026?", date(2026, 3, 5)),
        ("pt", "Quem falou em 5 de março de 2026?", date(2026, 3, 5)),
        ("ru", "Кто говорил 5 марта 2026?", date(2026, 3, 5)),
        ("uk", "Хто говорив 5 березня 2026?", date(2026, 3, 5)),
        ("pl", "Kto mówił 5 marca 2026?", date(2026, 3, 5)),
        ("cs", "Kdo mluvil 5. března 2026?", date(2026, 3, 5)),
        ("tr", "5 Mart 2026 tarihinde kim konuştu?", date(2026, 3, 5)),
        ("hi", "५ मार्च २०२६ को कौन बोला?", date(2026, 3, 5)),
        ("ar", "من تحدث في 5 مارس 2026؟", date(2026, 3, 5)),
        ("vi", "Ai nói ngày 5 tháng 3 2026?", date(2026, 3, 5)),
        ("zh", "2026年3月5日谁讲话？", date(2026, 3, 5)),
        ("zh", "3月5日谁讲话？", date(2026, 3, 5)),
        ("ja", "２０２６年３月５日に誰が話した？", date(2026, 3, 5)),
        ("ko", "2026년 3월 5일에 누가 말했나요?", date(2026, 3, 5)),
        ("ko", "3월 5일에 누가 말했나요?", date(2026, 3, 5)),
    ],
)
def test_a_date_means_its_day(code: str, question: str, day: date) -> None:
    assert find(question, code) == DayRange(day, day)


@pytest.mark.parametrize(
    ("code", "question", "first", "last"),
    [
        ("de", "Wer sprach im März 2025?", date(2025, 3, 1), date(2025, 3, 31)),
        ("de", "Wer sprach im März?", date(2026, 3, 1), date(2026, 3, 31)),
        ("de", "Wer sprach im Oktober?", date(2025, 10, 1), date(2025, 10, 31)),
        ("de", "Wer sprach 2025?", date(2025, 1, 1), date(2025, 12, 31)),
        ("fr", "Qui a parlé en février 2024 ?", date(2024, 2, 1), date(2024, 2, 29)),
        ("hi", "२०२५ में कौन बोला?", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_month_or_year_means_its_days(code: str, question: str, first: date, last: date) -> None:
    assert find(question, code) == DayRange(first, last)


@pytest.mark.parametrize(
    ("code", "question", "day"),
    [
        ("de", "Wer sprach am Montag?", date(2026, 3, 30)),
        ("de", "Wer sprach am Donnerstag?", date(2026, 4, 2)),
        ("de", "Wer sprach am letzten Donnerstag?", date(2026, 3, 26)),
        ("de", "Wer spricht nächsten Montag?", date(2026, 4, 6)),
        ("fr", "Qui a parlé lundi ?", date(2026, 3, 30)),
        ("es", "¿Quién habló el lunes?", date(2026, 3, 30)),
        ("ru", "Кто говорил в понедельник?", date(2026, 3, 30)),
        ("ja", "月曜日に誰が話した？", date(2026, 3, 30)),
        ("zh", "星期一谁讲话？", date(2026, 3, 30)),
        ("ko", "월요일에 누가 말했나요?", date(2026, 3, 30)),
        ("ar", "من تحدث يوم الاثنين؟", date(2026, 3, 30)),
        ("hi", "सोमवार को कौन बोला?", date(2026, 3, 30)),
        # Where the word follows the weekday.
        ("fr", "Qui a parlé jeudi dernier ?", date(2026, 3, 26)),
        ("es", "¿Quién habló el jueves pasado?", date(2026, 3, 26)),
        ("fr", "Qui parle lundi prochain ?", date(2026, 4, 6)),
    ],
)
def test_a_weekday_means_the_last_unless_it_says_another(
    code: str, question: str, day: date
) -> None:
    assert find(question, code) == DayRange(day, day)


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "Wer hat gewonnen?"),
        ("de", "Wer zahlte 2000,50 Euro?"),
        ("de", "Wer zahlte €2000?"),
        ("de", "Wie heißt die Sonntagszeitung?"),
        ("zh", "谁赢了？"),
    ],
)
def test_a_question_without_a_time_sets_no_range(code: str, question: str) -> None:
    assert find(question, code) is None


def test_the_newest_is_asked_for_by_words() -> None:
    for code, question in (("de", "Wer ist der aktuelle Trainer?"), ("zh", "最新消息")):
        assert find_multilingual_focus(question, AT, find_language(code))[0].fresh
    assert not find_multilingual_focus("Wer ist der Trainer?", AT, find_language("de"))[0].fresh


@given(st.text(), st.dates(), st.sampled_from(CODES))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_any_text_on_any_day_has_a_range_in_order(text: str, at: date, code: str) -> None:
    focus, spans = find_multilingual_focus(text, at, find_language(code))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    if focus.range and focus.range.first and focus.range.last:
        assert focus.range.first <= focus.range.last


@pytest.mark.parametrize("at", [date.min, date.max])
@pytest.mark.parametrize("name", DAYS)
def test_days_at_the_ends_of_the_calendar_are_days_like_others(at: date, name: str) -> None:
    phrase = getattr(find_language("de").time, name)[0]
    found = find(f"Wer sprach {phrase} und am Montag und am 3. März?", "de", at)
    assert found is not None
    assert found.first is not None


@pytest.mark.parametrize("code", CODES)
def test_a_time_that_is_to_come_is_no_matter_and_dates_no_news(code: str) -> None:
    language = find_language(code)
    assert language.time.coming
    for phrase in language.time.coming:
        focus, spans = find_multilingual_focus(f"Talmor {phrase}", AT, language)
        assert focus.range is None, phrase
        assert any(span.end == len("Talmor ") + len(phrase) for span in spans), phrase
