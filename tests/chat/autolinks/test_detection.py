import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.autolinks.detection import find_autolinks
from tests.telegram.detection import detect_entities

LINKS = (
    # Names, commands and tags.
    "@somebody", "@gif", "/start", "/ask@some_bot", "#tag", "#día", "#2026a", "#tag@channel",
    "$EUR", "$1INCH", "$EUR@channel",
    # Hosts and addresses.
    "example.com", "www.example.co.uk", "EXAMPLE.COM", "пример.рф", "例子.中国", "xn--a.xn--p1ai",
    "https://example.com/a?b=c#d", "http://example.nowhere", "ftp://example.com", "127.0.0.1",
    "example.com:8080/a", "https://ada:word@example.com", "tg://resolve?domain=x", "notes.md",
    "ada@example.com", "ada.b+c@example.quux",
    # Numbers.
    "+49 30 1234567", "+1-212-555-0123", "4556 7282 2802 3269",
)  # fmt: skip
PLAIN = (
    "ada", "@no", "a@b", "and/or", "24/7", "#1", "# tag", "a#tag", "$5", "$eur", "U$D", "US$5",
    "the end.The next", "the end.Next", "3.14", "1.5.2026", "U.S.", "a.m.", "e.g.", "...com",
    "example.nowhere", "St. Petersburg", "256.1.1.1", "14,000", "1 000 000 000 000", "10:30",
    "2+2", "5:3", "C++", "http://", "https://localhost/",
)  # fmt: skip

pieces = st.lists(
    st.sampled_from((*LINKS, *PLAIN, " ", " ", ".", ",", "(", ")", "/", "@", "#", "$", "\n", "…",
                     "«", "»", "🙂", "ا", "é", "，", "。", ":", "-", "_", "\u200c", "\u2069"))
    | st.text(max_size=3),
    max_size=12,
).map("".join)  # fmt: skip


def links(text: str) -> list[str]:
    return [text[start:end] for start, end in find_autolinks(text)]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_is_recognized_among_words(link: str) -> None:
    assert links(link) == [link]
    assert links(f"See ({link}), they say.") == [link]
    assert links(f"Siehe „{link}“…") == [link]


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_text_has_no_links(text: str) -> None:
    assert links(text) == []
    assert links(f"They say {text} and more") == []


@given(pieces)
def test_all_that_telegram_makes_a_link_of_is_recognized(text: str) -> None:
    units = [0]
    for character in text:
        units.append(units[-1] + 1 + (character > "\uffff"))
    spans = [(units[start], units[end]) for start, end in find_autolinks(text)]
    for entity in detect_entities(text):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        assert any(first <= start and end <= last for first, last in spans), entity


@given(pieces)
def test_links_are_in_order_and_apart(text: str) -> None:
    ends = [edge for span in find_autolinks(text) for edge in span]
    assert ends == sorted(set(ends))


def test_signs_that_telegram_drops_hide_no_link() -> None:
    assert links("exam\u202eple.co\rm") == ["exam\u202eple.co\rm"]
    assert links("\u202e@some\u2028body\u202e") == ["@some\u2028body"]


@pytest.mark.parametrize(
    "text", ["a." * 2048, "@a" * 2048, "https://" * 512, "#a" * 2048, "a.com/" + ")" * 4000,
             "x," * 2000 + "@b.c", "+1 " * 1365, "1 " * 2048],
)  # fmt: skip
def test_a_hostile_text_is_gone_through_once(text: str) -> None:
    spans = find_autolinks(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
