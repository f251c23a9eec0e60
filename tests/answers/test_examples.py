from collections.abc import Sequence
from datetime import date

from bot.answers.answer import Answer, Turn
from bot.answers.examples import find_sample_questions
from bot.answers.question.kind import QuestionKind, classify_question
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer


def test_examples_ask_for_the_latest_on_the_biggest_stories() -> None:
    answerer = newsroom_answerer()
    samples = find_sample_questions(answerer, ARTICLES[::-1], TODAY)
    assert len(set(samples)) == 2
    assert any(classify_question(sample, TODAY) is QuestionKind.TOPIC for sample in samples)
    for sample in samples:
        first = answerer.answer(sample, TODAY).quotes[0]
        name = sample.removeprefix("What is the latest on ").removeprefix("the ").rstrip("?")
        assert name == sample.rstrip("?") or name in first.text


def test_a_common_word_at_the_beginning_of_a_sentence_is_no_name() -> None:
    samples = find_sample_questions(newsroom_answerer(), ARTICLES[::-1], TODAY)
    assert not any("Farmers" in sample for sample in samples)


def test_nothing_more_is_asked_when_nobody_waits() -> None:
    def is_stopped() -> bool:
        return bool(asked)

    asked: list[str] = []

    class Asked:
        def answer(
            self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
        ) -> Answer:
            if question != "What's new?":
                asked.append(question)
            return newsroom_answerer().answer(question, at, context, reader)

    samples = find_sample_questions(Asked(), ARTICLES[::-1], TODAY, count=5, is_stopped=is_stopped)
    assert len(asked) == 1
    assert len(samples) <= 1


def test_without_articles_there_are_no_examples() -> None:
    assert (
        find_sample_questions(newsroom_answerer(), (), ARTICLES[0].published.replace(year=2000))
        == []
    )
