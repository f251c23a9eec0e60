from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.chat.keyboard import LONGEST_DATA, Button
from bot.chat.replies.keyboards.answer_data import decode_span, encode_span
from bot.chat.replies.keyboards.answer_keyboard import (
    balance_rows,
    make_answer_keyboard,
    make_example_buttons,
)
from bot.chat.replies.keyboards.reply_options import PLAIN, ReplyOptions
from bot.chat.rich_text import Reply
from bot.language.span import Span
from tests.chat.replies.sending import any_text
from tests.chat.samples import answer, article, quote

OPTIONS = ReplyOptions(has_buttons=True)
BRIDGE = quote(article())


def labels(
    any_answer: Answer, options: ReplyOptions = OPTIONS, *, has_more: bool = False
) -> list[str]:
    keyboard = make_answer_keyboard(any_answer, any_answer.quotes, options, has_more=has_more)
    return [button.label for row in Reply("", (), keyboard).keyboard for button in row]


def other(day: int = 7, source: str = "The Example") -> Answer:
    later = replace(article(source=source, published=date(2026, 1, day)), id="a2")
    return replace(answer(BRIDGE), more=(quote(later),))


def test_a_single_quote_has_its_context_and_can_be_copied_and_opened() -> None:
    assert labels(answer(BRIDGE)) == ["Context", "Copy", "Open"]


def test_without_an_address_there_is_nothing_to_open() -> None:
    assert labels(answer(quote(article(url="")))) == ["Context", "Copy"]


def test_more_stands_first() -> None:
    assert labels(other(), has_more=True)[0] == "More"


def test_several_days_have_a_timeline_and_several_sources_a_list() -> None:
    assert "Timeline" not in labels(other())
    assert "Timeline" in labels(other(day=8))
    assert "By source" not in labels(other())
    assert "By source" in labels(other(source="The Other"))


def test_what_is_asked_can_be_followed_where_the_chat_may() -> None:
    assert "Follow" not in labels(answer(BRIDGE))
    following = replace(OPTIONS, can_follow=True)
    assert "Follow" in labels(answer(BRIDGE), following)
    assert "✓ Following" in labels(answer(BRIDGE), replace(following, is_followed=True))
    assert "Follow" in labels(answer(), following)
    browse = replace(answer(BRIDGE), kind=QuestionKind.BROWSE)
    assert "Follow" not in labels(browse, following)


def test_a_question_with_another_reading_is_not_followed_as_it_is_written() -> None:
    unclear = replace(answer(), suggestions=("Who is Ada Lorne?",))
    assert labels(unclear, replace(OPTIONS, can_follow=True)) == ["Who is Ada Lorne?"]


def test_votes_are_asked_for_only_where_they_are_switched_on() -> None:
    assert "👍" not in labels(answer(BRIDGE))
    assert labels(answer(BRIDGE), replace(OPTIONS, can_vote=True))[-2:] == ["👍", "👎"]


def test_in_a_group_an_answer_can_be_taken_away() -> None:
    assert labels(answer(BRIDGE), replace(OPTIONS, in_group=True))[-1] == "✕"
    assert labels(answer(), replace(OPTIONS, in_group=True)) == ["✕"]


@pytest.mark.parametrize(
    ("count", "lengths"), [(0, []), (1, [1]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 2, 2])]
)
def test_rows_are_of_nearly_equal_lengths(count: int, lengths: list[int]) -> None:
    buttons = [Button(str(number), data="1|x") for number in range(count)]
    rows = balance_rows(buttons, 3)
    assert [len(row) for row in rows] == lengths
    assert [button for row in rows for button in row] == buttons


def test_stories_have_numbers() -> None:
    stories = replace(answer(BRIDGE, BRIDGE), kind=QuestionKind.TOPIC)
    assert labels(stories, has_more=True) == ["1", "2", "More"]


def test_a_refusal_offers_other_readings_as_long_as_they_fit_on_a_button() -> None:
    readings = ("Who is Ada Lorne?", "x" * 101, "Who is\nIda Lorne?", "Who is Ida Lorne?")
    assert labels(replace(answer(), suggestions=readings)) == [
        "Who is Ada Lorne?", "Who is Ida Lorne?",
    ]  # fmt: skip


def test_without_buttons_there_are_none() -> None:
    assert labels(other(day=8, source="The Other"), PLAIN, has_more=True) == []


@pytest.mark.parametrize("kind", [QuestionKind.COURTESY, QuestionKind.EMPTY])
def test_small_talk_has_no_buttons_of_an_answer(kind: QuestionKind) -> None:
    assert labels(replace(answer(), kind=kind), replace(OPTIONS, can_follow=True)) == []


@given(st.lists(any_text, max_size=5))
def test_examples_of_any_kind_fit_on_buttons(examples: list[str]) -> None:
    for row in make_example_buttons(examples):
        assert len(row) == 1
        assert len(row[0].data.encode()) <= LONGEST_DATA
        assert row[0].label in [example.strip() for example in examples]


@given(st.integers(0, 10**7), st.integers(1, 10**5))
def test_a_span_comes_back_from_a_buttons_data(start: int, length: int) -> None:
    span = Span(start, start + length)
    assert decode_span(*encode_span(span)) == span


@pytest.mark.parametrize("parts", [("", ""), ("x", "0"), ("-1", "5"), ("!", "2")])
def test_what_is_no_span_is_none(parts: tuple[str, str]) -> None:
    assert decode_span(*parts) is None
