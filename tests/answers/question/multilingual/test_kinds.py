"""Kinds of messages: courtesies, questions about the bot, the news in general, a topic."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.kinds import classify_multilingual_question
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language, list_asked_languages

AT = date(2026, 4, 2)
ANALYZER = Analyzer()
CODES = [language.code for language in list_asked_languages()]


def classify(message: str, code: str) -> tuple[QuestionKind, str]:
    return classify_multilingual_question(message, AT, find_language(code), ANALYZER)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("group", ["greetings", "thanks", "farewells"])
def test_each_courtesy_is_one_whatever_its_capitals_and_stops(code: str, group: str) -> None:
    for phrase in getattr(find_language(code).messages, group):
        for message in (phrase, f"{phrase}!", f" {phrase} 🙂"):
            assert classify(message, code) == (QuestionKind.COURTESY, message)


@pytest.mark.parametrize("code", CODES)
def test_each_question_about_the_bot_is_one(code: str) -> None:
    phrases = find_language(code).messages.about_bot
    kinds = [classify(f"{phrase}?", code)[0] for phrase in phrases]
    assert kinds.count(QuestionKind.ABOUT_BOT) >= 0.9 * len(kinds)


@pytest.mark.parametrize("code", CODES)
def test_each_way_to_ask_for_the_news_is_one(code: str) -> None:
    phrases = find_language(code).news.browse
    kinds = [classify(phrase, code)[0] for phrase in phrases]
    assert kinds.count(QuestionKind.BROWSE) >= 0.9 * len(kinds)


@pytest.mark.parametrize("code", CODES)
def test_a_day_alone_asks_for_its_news(code: str) -> None:
    time = find_language(code).time
    for phrase in (time.today[0], time.yesterday[0], time.last_week[0]):
        assert classify(phrase, code)[0] is QuestionKind.BROWSE


@pytest.mark.parametrize(
    ("code", "message", "topic"),
    [
        ("de", "Talmor", "Talmor"),
        ("de", "Neuigkeiten zur Brücke in Talmor", "Brücke in Talmor"),
        ("de", "Brücke Talmor", "Brücke Talmor"),
        ("fr", "les nouvelles de Talmor", "Talmor"),
        ("ru", "новости о Талморе", "Талморе"),
        ("zh", "关于选举的新闻", "选举"),
        ("ja", "選挙", "選挙"),
        ("ko", "선거", "선거"),
        ("ar", "الانتخابات", "الانتخابات"),
    ],
)
def test_a_topic_is_what_stands_beside_words_for_news(code: str, message: str, topic: str) -> None:
    kind, matter = classify(message, code)
    assert kind is QuestionKind.TOPIC
    assert topic in matter


@pytest.mark.parametrize(
    ("code", "message", "kind"),
    [
        ("de", "Hallo, wer hat die Wahl gewonnen?", QuestionKind.FACT),
        ("de", "Wer hat die Wahl gewonnen?", QuestionKind.FACT),
        ("de", "Warum stürzte die Brücke ein?", QuestionKind.WHY_HOW),
        ("de", "Wie kam es zum Einsturz der Brücke?", QuestionKind.WHY_HOW),
        ("de", "Ist die Brücke offen?", QuestionKind.YES_NO),
        ("de", "Danke, aber wer baute die Brücke?", QuestionKind.FACT),
        ("de", "Wer bist du, Talmor?", QuestionKind.FACT),
        ("fr", "Pourquoi le pont est-il tombé ?", QuestionKind.WHY_HOW),
        ("es", "¿Por qué cayó el puente?", QuestionKind.WHY_HOW),
        ("ru", "Почему упал мост?", QuestionKind.WHY_HOW),
        ("ja", "なぜ橋が落ちたのですか？", QuestionKind.WHY_HOW),
        ("zh", "桥为什么塌了？", QuestionKind.WHY_HOW),
        ("ar", "لماذا سقط الجسر؟", QuestionKind.WHY_HOW),
        ("he", "למה נפל הגשר?", QuestionKind.WHY_HOW),
        ("hi", "पुल क्यों गिरा?", QuestionKind.WHY_HOW),
        ("tr", "Köprü neden çöktü?", QuestionKind.WHY_HOW),
        ("de", "", QuestionKind.EMPTY),
        ("de", "?!", QuestionKind.EMPTY),
        ("hi", "।", QuestionKind.EMPTY),
    ],
)
def test_a_message_is_of_a_kind(code: str, message: str, kind: QuestionKind) -> None:
    assert classify(message, code)[0] is kind


@given(st.text(max_size=80), st.sampled_from(CODES))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_every_message_is_of_a_kind_and_searches_for_its_own_words(message: str, code: str) -> None:
    kind, matter = classify(message, code)
    assert kind in QuestionKind
    assert not set(matter) - set(message) - {" "}
