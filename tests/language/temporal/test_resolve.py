import json
from datetime import date
from pathlib import Path

import pytest

from bot.language.temporal.calendar import DayRange
from bot.language.temporal.resolve import find_named_dates, resolve_dates, resolve_question
from tests.benchmark import benchmark_folder, needs_benchmark
from tests.language.temporal.labels import (
    QUESTIONS,
    QUESTIONS_HELD_OUT,
    SENTENCES,
    SENTENCES_HELD_OUT,
    read_questions,
    read_sentences,
)

AT = date(2026, 1, 7)
RIGHT = 0.98
# Held out, at the time of writing: 46 of 48.
SHOWN = 0.95


def day(month: int, number: int, year: int = 2026) -> DayRange:
    return DayRange(date(year, month, number), date(year, month, number))


@pytest.mark.parametrize("path", [QUESTIONS, QUESTIONS_HELD_OUT], ids=lambda path: path.stem)
def test_ranges_of_labelled_questions_are_right(path: Path) -> None:
    questions = read_questions(path)
    wrong = [
        (question.text, found)
        for question in questions
        if (found := resolve_question(question.text, question.at))
        and (found.range, found.fresh) != (question.range, question.fresh)
    ]
    assert len(wrong) <= (1 - RIGHT) * len(questions), wrong


@pytest.mark.parametrize("path", [SENTENCES, SENTENCES_HELD_OUT], ids=lambda path: path.stem)
def test_dates_shown_beside_labelled_sentences_are_right(path: Path) -> None:
    shown = right = wanted = 0
    wrong = []
    for sentence in read_sentences(path):
        found = {
            (each.words, DayRange(each.first, each.last))
            for each in resolve_dates(sentence.text, sentence.published)
        }
        shown, wanted = shown + len(found), wanted + len(sentence.shown)
        right += len(found & sentence.shown)
        wrong += [(sentence.text, each) for each in found - sentence.shown]
    assert right >= RIGHT * shown, wrong
    assert right >= SHOWN * wanted


def test_labels_are_as_many_as_the_gate_needs() -> None:
    assert len(read_questions(QUESTIONS)) + len(read_questions(QUESTIONS_HELD_OUT)) >= 300
    assert len(read_sentences(SENTENCES)) + len(read_sentences(SENTENCES_HELD_OUT)) >= 200


def test_spans_cover_the_words_that_name_the_range() -> None:
    question = "Who resigned over the weekend, and who was hired in early March 2025?"
    spans = resolve_question(question, AT).spans
    assert [span.slice(question) for span in spans] == ["over the weekend", "in early March 2025"]


def test_overlapping_ranges_are_intersected() -> None:
    found = resolve_question("Who won on Monday, and why this week of all weeks?", AT)
    assert found.range == day(1, 5)


def test_of_disjoint_ranges_the_nearest_to_the_day_asked_counts() -> None:
    found = resolve_question("How much more rain fell in November 2025 than in November 2023?", AT)
    assert found.range == DayRange(date(2025, 11, 1), date(2025, 11, 30))


def test_each_sentence_of_a_question_has_its_own_tense() -> None:
    found = resolve_question("The bank failed on Friday. Who will pay for it?", AT)
    assert found.range == day(1, 2)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("10 January", date(2026, 1, 10)),
        ("Monday", date(2026, 1, 12)),
        ("last Monday", date(2026, 1, 12)),
        ("March", date(2025, 3, 1)),
    ],
)
def test_since_is_about_the_past_in_every_tense(words: str, first: date) -> None:
    for question in ("What is the price of gold since", "What will he say on gold since"):
        assert resolve_question(f"{question} {words}?", date(2026, 1, 15)).range == DayRange(
            first, None
        )


def test_russia_today_is_a_channel_but_russia_may_be_asked_about_today() -> None:
    at = date(2026, 1, 15)
    assert resolve_question("What does Russia Today say?", at).range is None
    assert resolve_question("Who rules Russia today?", at).range == DayRange(at, at)


def test_a_question_without_time_has_neither_range_nor_spans() -> None:
    found = resolve_question("Who leads the union?", AT)
    assert (found.range, found.fresh, found.spans) == (None, False, ())


@pytest.mark.parametrize(
    ("sentence", "published", "line"),
    [
        ("It rained on Monday.", AT, "Monday = 5 January 2026"),
        ("It rained last week.", AT, "last week = 29 December 2025 to 4 January 2026"),
        ("It rained last month.", AT, "last month = December 2025"),
        ("It rained last year.", AT, "last year = 2025"),
        ("It rained earlier this month.", AT, "earlier this month = 1 to 7 January 2026"),
        (
            "It rained earlier this year.",
            date(2026, 3, 9),
            "earlier this year = 1 January to 9 March 2026",
        ),
        ("It rained this decade.", AT, "this decade = 2020 to 2029"),
    ],
)
def test_a_resolved_date_is_formatted_as_words_and_days(
    sentence: str, published: date, line: str
) -> None:
    assert [str(found) for found in resolve_dates(sentence, published)] == [line]


def test_a_resolved_span_is_the_words_in_the_sentence() -> None:
    sentence = "Officials said Thursday evening that\nit will end next\xa0month."
    found = resolve_dates(sentence, AT)
    assert [each.span.slice(sentence) for each in found] == [each.words for each in found]
    assert [each.words for each in found] == ["next\xa0month"]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("It closed on 7 January 2026.", [day(1, 7)]),
        ("It closed on Jan. 5, 2025, and reopened in May 2025.",
         [day(1, 5, 2025), DayRange(date(2025, 5, 1), date(2025, 5, 31))]),
        ("It has been shut since 2019.", [DayRange(date(2019, 1, 1), date(2019, 12, 31))]),
        ("It closed in the 1990s.", [DayRange(date(1990, 1, 1), date(1999, 12, 31))]),
        ("It closed on Monday, last year and on 7 January.", []),
        ("The 2020 election was close.", []),
    ],
)  # fmt: skip
def test_explicit_dates_need_no_day_of_speaking(sentence: str, days: list[DayRange]) -> None:
    assert list(find_named_dates(sentence)) == days


@needs_benchmark
def test_a_third_of_real_questions_or_more_name_a_time() -> None:
    folder = benchmark_folder()
    assert folder is not None
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = [resolve_question(row["question"], date.fromisoformat(row["at"])) for row in rows]
    named = sum(each.range is not None for each in found)
    assert 0.33 < named / len(rows) < 0.45
