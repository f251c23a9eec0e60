from dataclasses import asdict
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.keyboard import Button
from bot.chat.rich_text import Entity, Reply
from bot.chat.transport.outbound.message_check import check_reply, find_text_faults
from tests.telegram.keyboards import check_keyboard
from tests.telegram.limits import check_text
from tests.telegram.refusals import MalformedError
from tests.telegram.shapes import Entity as SentEntity

BLANKS = " \n\t\r\x00\u00a0\u00ad\u034f\u115f\u180e\u200b\u200d\u2028\u202e\u2060\u2800\u3164\ufe0f"

any_text = st.text(st.sampled_from(BLANKS), max_size=5) | st.text(
    st.characters(exclude_categories=()), max_size=30
)
any_entity = st.builds(
    Entity, st.sampled_from(("bold", "code")), st.integers(-1, 40), st.integers(-1, 40)
)


@given(text=any_text, entities=st.lists(any_entity, max_size=3))
def test_what_passes_is_taken_by_telegram(text: str, entities: list[Entity]) -> None:
    if next(find_text_faults(text, entities), ""):
        return
    sent = [cast(SentEntity, asdict(entity) | {"url": "https://a.example"}) for entity in entities]
    whole, _ = check_text(text, sent)
    assert whole.strip(BLANKS)


@given(text=any_text, entities=st.lists(any_entity, max_size=2))
def test_what_telegram_refuses_does_not_pass(text: str, entities: list[Entity]) -> None:
    sent = [cast(SentEntity, asdict(entity) | {"url": "https://a.example"}) for entity in entities]
    try:
        check_text(text, sent)
    except MalformedError:
        assert list(find_text_faults(text, entities))


@pytest.mark.parametrize("text", [*BLANKS, "", BLANKS, "\ufe0f\u20e3", "\U000e0041\u2065"])
def test_a_text_of_blanks_shows_nothing(text: str) -> None:
    assert "shows nothing" in next(find_text_faults(text))


@pytest.mark.parametrize("text", [".", "é", "🙂", "ㅋ", "⠁", "ا", "\u0378"])
def test_a_text_of_a_sign_shows_it(text: str) -> None:
    assert list(find_text_faults(text)) == []


def test_a_reply_that_can_be_sent_stays_as_it_is() -> None:
    reply = Reply("🙂 bold", (Entity("bold", 3, 4),), ((Button("More", "1|m"),),))
    assert check_reply(reply) is reply


@pytest.mark.parametrize(
    "keyboard",
    [
        ((Button("\u200b", "1|m"),),),
        ((Button("Half \ud83d", "1|m"),),),
        ((),),
        (tuple(Button("More", "1|m") for _ in range(9)),),
        tuple((Button("More", "1|m"),) for _ in range(101)),
    ],
)
def test_a_text_goes_without_a_keyboard_that_telegram_would_refuse(
    keyboard: tuple[tuple[Button, ...], ...], caplog: pytest.LogCaptureFixture
) -> None:
    assert check_reply(Reply("Text", keyboard=keyboard)) == Reply("Text")
    assert "incident" in caplog.text


def test_the_largest_keyboard_is_taken() -> None:
    keyboard = tuple(tuple(Button("é" * 64, "x" * 64) for _ in range(8)) for _ in range(12))
    reply = Reply("Text", keyboard=keyboard)
    assert check_reply(reply) is reply
    rows = [[{"text": each.label, "callback_data": each.data} for each in row] for row in keyboard]
    assert check_keyboard({"inline_keyboard": rows})
