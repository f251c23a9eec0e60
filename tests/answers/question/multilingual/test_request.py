from datetime import date

import pytest

from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.multilingual_request import read_multilingual_request
from bot.answers.question.request import Request
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language, list_asked_languages

AT = date(2026, 4, 2)
ANALYZER = Analyzer()


def read(message: str, code: str, *questions: str) -> Request:
    return read_multilingual_request(message, AT, find_language(code), ANALYZER, questions)


@pytest.mark.parametrize(
    ("code", "before", "message", "matter"),
    [
        ("de", "Wer baute die Brücke in Talmor?", "Und wann?", "Talmor"),
        ("de", "Wer baute die Brücke in Talmor?", "Warum?", "Brücke"),
        ("de", "Wer baute die Brücke in Talmor?", "Wie viele Menschen?", "Brücke"),
        ("fr", "Qui a construit le pont à Talmor ?", "Et quand ?", "Talmor"),
        ("es", "¿Quién construyó el puente de Talmor?", "¿Y cuándo?", "Talmor"),
        ("ru", "Кто построил мост в Талморе?", "А когда?", "Талморе"),
        ("ja", "誰が橋を建てましたか？", "いつ？", "橋"),
        ("zh", "谁建了塔尔莫桥？", "为什么？", "塔尔莫"),
        ("ar", "من بنى الجسر في تالمور؟", "ومتى؟", "تالمور"),
    ],
)
def test_a_question_without_a_matter_of_its_own_takes_over_the_one_before(
    code: str, before: str, message: str, matter: str
) -> None:
    request = read(message, code, "Ganz anderes", before)
    assert request.kind is QuestionKind.FOLLOW_UP
    assert matter in request.matter
    assert message in request.matter
    assert request.asked == message
    assert request.language.code == code


def test_the_time_asked_about_before_stays_until_another_is_named() -> None:
    before = "Wer gewann 2025 in Talmor?"
    assert "2025" in read("Und warum?", "de", before).matter
    assert "2025" not in read("Und wann gestern?", "de", before).matter


@pytest.mark.parametrize("code", [language.code for language in list_asked_languages()])
@pytest.mark.parametrize("name", ["when", "where", "why"])
def test_a_word_that_asks_is_a_follow_up_in_every_language(code: str, name: str) -> None:
    word = getattr(find_language(code).questions, name)[0]
    request = read(f"{word}?", code, "Talmor")
    assert request.kind is QuestionKind.FOLLOW_UP
    assert request.matter == f"Talmor {word}?"


def test_what_was_asked_before_changes_no_question_with_a_matter() -> None:
    question = "Wer gewann die Regatta?"
    assert read(question, "de", "Wer baute die Brücke in Talmor?") == read(question, "de")


def test_a_question_without_a_matter_stands_alone_where_nothing_was_asked() -> None:
    request = read("Wann?", "de")
    assert request.kind is not QuestionKind.FOLLOW_UP
    assert request.matter == "Wann?"


def test_a_courtesy_takes_nothing_over() -> None:
    assert read("Danke!", "de", "Wer baute die Brücke?").kind is QuestionKind.COURTESY


def test_a_topic_is_searched_for_without_the_words_for_news() -> None:
    request = read("Neuigkeiten zur Brücke in Talmor", "de")
    assert (request.kind, request.matter) == (QuestionKind.TOPIC, "Brücke in Talmor")
