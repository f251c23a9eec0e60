import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question.framing import find_matter

ASKED = "who won the election in Talmor?"


@pytest.mark.parametrize(
    "message",
    [
        "hi, who won the election in Talmor?",
        "Hello there! Could you please tell me who won the election in Talmor?",
        "I was wondering who won the election in Talmor?",
        (
            "My grandmother wants to know who won the election in Talmor? Thanks in advance, you "
            "would make my grandmother very happy"
        ),
        "Do you happen to know who won the election in Talmor?",
        "who won the election in Talmor? Thank you!",
        "Sorry to bother you, but who won the election in Talmor?",
        (
            "I was with my neighbour over dinner last night and we could not agree, so could "
            "you please tell me who won the election in Talmor?"
        ),
        "Quick question: who won the election in Talmor?",
        "who won the election in Talmor? I need this for a quiz.",
    ],
)
def test_padding_is_dropped(message: str) -> None:
    assert find_matter(message) == ASKED


@pytest.mark.parametrize(
    "question",
    [
        "Who won the election in Talmor?",
        "The ferry sank off Talmor on Friday. How many died?",
        "tell me about the ferry",
        "Thanks",
        "I Am Talmor",
        "who says please in the new Talmor film",
    ],
)
def test_the_matter_is_kept(question: str) -> None:
    assert find_matter(question) == question


@given(st.text(max_size=200))
def test_something_is_always_left(message: str) -> None:
    words = [word for word in message.split() if word.isalpha()]
    assert not words or find_matter(message).strip()
