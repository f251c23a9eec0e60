import pytest

from bot.follows.follow_query import read_follow
from tests.follows.samples import ANALYZER, SNAPSHOT
from tests.newsroom import TODAY


@pytest.mark.parametrize(
    "topic",
    ["", "   ", "???", "🎉", "the of and", "news", "what's new?", "yesterday", "hello", "thanks!",
     "who are you?", "what happened last week"],
)  # fmt: skip
def test_what_has_no_matter_is_not_followed(topic: str) -> None:
    assert read_follow(topic, TODAY, SNAPSHOT, ANALYZER) is None


@pytest.mark.parametrize(
    ("topic", "is_question"),
    [
        ("North Korea missiles", False),
        ("milk prices", False),
        ("news about the Oskarvik bridge", False),
        ("strike of the pilots at Norwing for more pay", False),
        ("Who won the election?", True),
        ("who won the election", True),
        ("Has Carrow resigned", True),
        ("Erdbeben in Tarsk und die Folgen für die Stadt", False),
        ("Wer hat die Wahl gewonnen?", True),
    ],
)
def test_what_asks_is_a_question_and_all_else_a_topic(topic: str, is_question: bool) -> None:
    reading = read_follow(topic, TODAY, SNAPSHOT, ANALYZER)
    assert reading is not None
    assert reading.is_question is is_question


def test_the_words_around_a_topic_are_not_looked_for() -> None:
    reading = read_follow("any news about the Oskarvik bridge", TODAY, SNAPSHOT, ANALYZER)
    assert reading is not None
    assert {word.text for word in reading.query.words} == {"Oskarvik", "bridge"}


def test_a_name_in_a_topic_stays_one() -> None:
    reading = read_follow("bridge of Oskarvik", TODAY, SNAPSHOT, ANALYZER)
    assert reading is not None
    assert {word.text for word in reading.query.words if word.is_entity} == {"Oskarvik"}


def test_a_topic_of_a_name_that_no_article_has_is_followed_all_the_same() -> None:
    reading = read_follow("Rotherfield floods", TODAY, SNAPSHOT, ANALYZER)
    assert reading is not None
    assert "Rotherfield" in reading.query.missing


def test_names_that_look_like_another_language_are_looked_for_in_that_of_the_articles() -> None:
    topic = "Halden Norwing"
    reading = read_follow(topic, TODAY, SNAPSHOT, ANALYZER, "nl")
    assert reading is not None
    assert reading.query.language.code == "en"
    assert reading.language == ""
    question = read_follow("Wer hat die Wahl gewonnen?", TODAY, SNAPSHOT, ANALYZER)
    assert question is not None
    assert question.query.language.code == "de"
