from dataclasses import replace
from datetime import date

import pytest

from bot.answers.answer import Correction
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit
from bot.chat.replies.rendering import render
from bot.language.temporal.calendar import DayRange
from tests.chat.replies.sending import links, parts, sent
from tests.chat.samples import NO_ARTICLES, answer, article

UNSURE = "I found no sentence in the articles that answers this."
SPELLING = "Check how it is spelt, or try other words for it."
OTHER_WORDS = "Try other words, or the name of a person, a place or a thing."


@pytest.mark.parametrize(
    ("missing", "reason", "advice"),
    [
        ((), UNSURE, OTHER_WORDS),
        (("gold",), "None of the articles mentions “gold”.", SPELLING),
        (("gold", "price"), "None of the articles mentions “gold” or “price”.", SPELLING),
        (("a", "b", "c"), "None of the articles mentions “a”, “b” or “c”.", SPELLING),
        (("\u202egold\n",), "None of the articles mentions “gold”.", SPELLING),
    ],
)
def test_a_refusal_says_what_is_missing_what_to_try_and_what_was_searched(
    missing: tuple[str, ...], reason: str, advice: str
) -> None:
    reply = render(answer(missing=missing))
    assert reply.entities == ()
    assert reply.text == f"{reason}\n{advice}\nI searched 1 article, from 7 January 2026."


def test_words_of_a_question_that_are_repeated_cannot_be_tapped() -> None:
    message = sent(render(answer(missing=("example.com", "@somebody"))))
    assert "mentions “example.com” or “@somebody”" in message["text"]
    assert parts(message, "code") == ["example.com", "@somebody"]


def test_a_refusal_of_many_words_lists_some() -> None:
    text = render(answer(missing=tuple(f"word{number}" for number in range(900)))).text
    assert "or other words of your question." in text
    assert len(text) < 400


def test_a_refusal_links_the_nearest_title_and_says_that_it_is_no_answer() -> None:
    near = article(title="A bridge\u202e opens", published=date(2025, 12, 30))
    message = sent(render(answer(missing=("gold",), closest=near)))
    lines = message["text"].splitlines()
    assert lines[1:3] == [
        "The nearest I have, not an answer, is from 30 December 2025:", "A bridge opens",
    ]  # fmt: skip
    assert links(message) == {"A bridge opens": "https://news.example/bridge"}


def test_a_title_that_cannot_be_sent_is_left_out() -> None:
    reply = render(answer(missing=("gold",), closest=article(title="\ud800" * 3, path="")))
    assert "\ud800" not in reply.text


def test_nothing_to_search_is_said_with_what_to_do() -> None:
    assert "corpus folder" in render(answer(stats=NO_ARTICLES)).text


def test_other_readings_are_offered_as_whole_questions() -> None:
    readings = ("Who is Ada Lorne?", "Who is Ida Lorne?")
    message = sent(render(replace(answer(), suggestions=readings)))
    assert "\nDid you mean:\nWho is Ada Lorne?\nWho is Ida Lorne?\n" in message["text"]
    assert parts(message, "code") == list(readings)


def test_a_refusal_says_which_word_was_searched_for_instead() -> None:
    corrected = replace(answer(), corrections=(Correction("Marrene", "Marenne"),))
    assert render(corrected).text.startswith("Searched for Marenne.\n")


def test_a_refusal_begins_with_the_days_that_lack() -> None:
    fit = TimeFit(newest=date(2026, 1, 7))
    lines = render(replace(answer(missing=("gold",)), fit=fit)).text.splitlines()
    assert lines[:2] == [
        "I have nothing newer than 7 January 2026.",
        "None of the articles mentions “gold”.",
    ]


def test_days_without_articles_are_said() -> None:
    days = DayRange(date(2026, 2, 3), date(2026, 2, 9))
    empty = replace(answer(), kind=QuestionKind.BROWSE, fit=TimeFit(days))
    assert render(empty).text.startswith("I have no articles from 3 to 9 February.\n")


def test_a_refusal_says_that_the_articles_end_before_the_days_asked_for() -> None:
    week = DayRange(date(2026, 3, 2), date(2026, 3, 8))
    text = render(replace(answer(), fit=TimeFit(week))).text
    assert "The articles end on 7 January 2026, before the days that you ask about." in text
