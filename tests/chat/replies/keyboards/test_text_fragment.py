from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.replies.keyboards.text_fragment import link_to_sentence
from bot.chat.replies.links import is_link
from tests.chat.replies.sending import any_text
from tests.telegram.limits import check_link

URL = "https://news.example/bridge"


def fragment(sentence: str, url: str = URL) -> str:
    return link_to_sentence(url, sentence).removeprefix(url)


def test_a_short_sentence_is_the_fragment() -> None:
    assert fragment("The bridge opened on Monday.") == (
        "#:~:text=The%20bridge%20opened%20on%20Monday."
    )


def test_of_a_long_one_both_ends_are_the_fragment() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    assert fragment(words) == (
        "#:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"
    )


def test_what_the_syntax_uses_is_encoded() -> None:
    assert fragment("Well-known, and free & easy") == (
        "#:~:text=Well%2Dknown%2C%20and%20free%20%26%20easy"
    )


def test_a_script_without_spaces_is_cut_by_characters() -> None:
    start, _, end = unquote(fragment("字" * 30 + "終" * 90)).partition(",")
    assert start == "#:~:text=" + "字" * 20
    assert end == "終" * 20


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert fragment("It opened.", f"{URL}#top").startswith(":~:text=It%20opened.")


def test_an_address_that_would_be_too_long_stays_as_it_is() -> None:
    url = URL + "/" + "x" * 2000
    assert link_to_sentence(url, "字" * 60) == url


@given(any_text.filter(bool), st.sampled_from([URL, f"{URL}?a=b#c", "http://a.example"]))
def test_telegram_takes_the_address_whatever_is_quoted(sentence: str, url: str) -> None:
    address = link_to_sentence(url, sentence)
    assert is_link(address)
    check_link("button", address)


@pytest.mark.parametrize("sentence", ["a\ud800b", "\x00", "%"])
def test_what_cannot_be_encoded_does_no_harm(sentence: str) -> None:
    assert is_link(link_to_sentence(URL, sentence))
