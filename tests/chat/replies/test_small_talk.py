from dataclasses import replace

import pytest

from bot.answers.question.kind import QuestionKind
from bot.chat.replies.rendering import render
from tests.chat.replies.sending import parts, sent
from tests.chat.samples import NO_ARTICLES, answer
from tests.telegram.client import quotes

EXAMPLES = ("When did the bridge open?", "What did it cost?", "Who built it?")


@pytest.mark.parametrize(
    ("words", "line"),
    [("hi", "Hello!"), ("Thanks a lot", "You are welcome!"), ("good night", "Goodbye!")],
)
def test_courtesy_is_returned_with_two_questions_that_a_tap_copies(words: str, line: str) -> None:
    message = sent(render(replace(answer(question=words), kind=QuestionKind.COURTESY), EXAMPLES))
    assert message["text"].startswith(line)
    assert parts(message, "code") == list(EXAMPLES[:2])
    assert quotes(message) == []


def test_who_asks_about_the_bot_learns_what_it_searches() -> None:
    text = render(replace(answer(question="who are you"), kind=QuestionKind.ABOUT_BOT)).text
    assert "I am Dateline" in text
    assert "1 article, from 7 January 2026" in text


def test_without_articles_the_bot_says_so() -> None:
    asked = replace(answer(question="help", stats=NO_ARTICLES), kind=QuestionKind.ABOUT_BOT)
    assert "none yet" in render(asked).text


@pytest.mark.parametrize(("question", "words"), [("", "Send me a question"), ("?!", "no word")])
def test_nothing_is_answered_with_how_to_ask(question: str, words: str) -> None:
    asked = replace(answer(question=question), kind=QuestionKind.EMPTY)
    message = sent(render(asked, EXAMPLES))
    assert words in message["text"]
    assert parts(message, "code") == list(EXAMPLES[:2])


def test_questions_of_the_answer_itself_come_before_the_examples() -> None:
    asked = replace(
        answer(question="hi"), kind=QuestionKind.COURTESY, suggestions=("Who won the race?",)
    )
    assert parts(sent(render(asked, EXAMPLES)), "code") == ["Who won the race?"]
