from datetime import date

import pytest

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.chat.unanswered.topic_words import find_topics, is_unanswered
from bot.language.analyzer import Analyzer
from tests.chat.samples import NO_ARTICLES, ONE_ARTICLE


def answer(question: str, language: str = "en", *missing: str) -> Answer:
    return Answer(question, date(2026, 3, 7), (), missing, ONE_ARTICLE, language=language)


def single_words(question: str, language: str = "en", *missing: str) -> set[str]:
    topics = find_topics(answer(question, language, *missing), Analyzer())
    return {words for words in topics.values() if " " not in words}


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("Who won the mayoral election in Toulouse yesterday?", "en",
         {"won", "mayoral", "election", "Toulouse"}),
        ("WHAT HAPPENED TO THE TRAM?", "en", {"happened", "tram"}),
        ("What did Ann's doctor say?", "en", {"Ann", "doctor", "say"}),
        ("Wer hat die Wahl in Köln gewonnen?", "de", {"Wahl", "Köln", "gewonnen"}),
        ("谁赢得了图卢兹的选举？", "zh", {"赢得", "图卢兹", "选举"}),
        ("Call +1 555 123 4567 in 2026", "en", {"Call"}),
        ("", "en", set()),
        ("Who?", "en", set()),
    ],
)  # fmt: skip
def test_words_are_those_of_the_matter_as_they_were_written(
    question: str, language: str, words: set[str]
) -> None:
    assert single_words(question, language) == words


def test_a_topic_is_the_same_whatever_the_forms_and_the_order_of_its_words() -> None:
    first = find_topics(answer("election in Toulouse"), Analyzer())
    second = find_topics(answer("Toulouse elections"), Analyzer())
    assert first.keys() == second.keys()
    assert sorted(first.values()) == ["Toulouse", "election", "election Toulouse"]


def test_of_many_words_those_count_that_no_article_has() -> None:
    question = "alpha beta gamma delta epsilon zeta eta theta Zorkmid"
    words = single_words(question, "en", "Zorkmid")
    assert len(words) == 5
    assert "Zorkmid" in words
    assert len(find_topics(answer(question * 500), Analyzer())) <= 26


@pytest.mark.parametrize(
    ("kind", "is_counted"),
    [
        (QuestionKind.FACT, True), (QuestionKind.TOPIC, True), (QuestionKind.COURTESY, False),
        (QuestionKind.BROWSE, False), (QuestionKind.ARTICLE, False), (QuestionKind.EMPTY, False),
    ],
)  # fmt: skip
def test_only_questions_on_the_news_count(kind: QuestionKind, is_counted: bool) -> None:
    refusal = Answer("What?", date(2026, 3, 7), (), (), ONE_ARTICLE, kind=kind)
    assert is_unanswered(refusal) is is_counted


def test_nothing_counts_while_there_are_no_articles() -> None:
    assert not is_unanswered(Answer("What?", date(2026, 3, 7), (), (), NO_ARTICLES))
