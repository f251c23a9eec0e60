from datetime import date

import pytest

from bot.answers.question.context.doubts import is_doubt
from bot.answers.question.context.timeless import remove_times

AT = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "timeless"),
    [
        ("Ada Lorne won the election on Sunday.", "Ada Lorne won the election ."),
        ("Ada Lorne won the election.", "Ada Lorne won the election."),
        ("Ada Lorne gewann am Sonntag die Wahl.", "Ada Lorne gewann am die Wahl."),
    ],
)
def test_words_that_only_say_when_are_left_out(text: str, timeless: str) -> None:
    assert remove_times(text, AT) == timeless


@pytest.mark.parametrize(
    "text",
    ["Is that true?", "really??", "🤔", "stimmt das?", "это правда?", "真的吗？", "本当ですか？"],
)
def test_a_message_that_only_doubts_has_no_content_of_its_own(text: str) -> None:
    assert is_doubt(text)


@pytest.mark.parametrize("text", ["how many?", "who is she?", "and in Lorne?", "wie viele?"])
def test_a_message_that_asks_for_something_has(text: str) -> None:
    assert not is_doubt(text)
