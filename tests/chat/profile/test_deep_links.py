import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.profile.deep_links import (
    LONGEST_QUESTION,
    GroupLink,
    Link,
    QuestionLink,
    StoryLink,
    decode_link,
    encode_link,
)

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

any_link = (
    st.builds(QuestionLink, st.text(max_size=60))
    | st.builds(StoryLink, st.text("0123456789abcdef", min_size=14, max_size=18))
    | st.builds(GroupLink, st.integers(-(10**15), 10))
)


@given(any_link)
@example(QuestionLink("é" * (LONGEST_QUESTION // 2)))
@example(QuestionLink("x" * LONGEST_QUESTION))
@example(GroupLink(-1_002_000_000_001))
def test_what_a_link_holds_comes_back_and_telegram_takes_the_payload(link: Link) -> None:
    payload = encode_link(link)
    if payload is None:
        assert not _fits(link)
    else:
        assert PAYLOAD.fullmatch(payload)
        assert decode_link(payload) == link


def _fits(link: Link) -> bool:
    match link:
        case QuestionLink(question):
            return bool(question.strip()) and len(question.encode()) <= LONGEST_QUESTION
        case StoryLink(article):
            return len(article) == 16
        case GroupLink(chat):
            return chat < 0


@given(st.text(max_size=80) | st.from_regex(r"[qsg]-[A-Za-z0-9_-]{0,62}", fullmatch=True))
@example("q-AB")
@example("q-IA")
@example("q-_w")
@example("g--0")
@example("g--1\n")
@example("s-0123456789abcdeF")
def test_a_payload_is_refused_unless_a_link_has_exactly_it(payload: str) -> None:
    link = decode_link(payload)
    assert link is None or encode_link(link) == payload


@pytest.mark.parametrize(
    "payload", ["", "q", "q-", "s-", "g-", "g-5", "x-1", "inline", "q-!!", "s-0123", "g--1-2"]
)
def test_what_no_link_has_stands_for_nothing(payload: str) -> None:
    assert decode_link(payload) is None


def test_half_a_surrogate_pair_fits_no_link() -> None:
    assert encode_link(QuestionLink("\ud800?")) is None
