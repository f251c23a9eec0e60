"""What can be tapped in a text that has no entities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram.detection import detect_entities
from tests.telegram.shapes import covered
from tests.telegram.top_level_domains import is_top_level, load_top_level_domains


def tappable(text: str) -> list[tuple[str, str]]:
    return [(entity["type"], covered({"text": text}, entity)) for entity in detect_entities(text)]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("See example.com.", "example.com"),
        ("(bbc.co.uk)", "bbc.co.uk"),
        ("“example.com”", "example.com"),
        ("EXAMPLE.COM", "EXAMPLE.COM"),
        ("🙂 пример.рф!", "пример.рф"),
        ("example.com/a_(b), then", "example.com/a_(b)"),
        ("example.com?", "example.com"),
        ("example.com:8080/a", "example.com:8080/a"),
        ("example.com:99999", "example.com"),
        ("http://intranet.local/x", "http://intranet.local/x"),
        ("README.md", "README.md"),
        ("10.0.0.1", "10.0.0.1"),
        ("tg://resolve?domain=a", "tg://resolve?domain=a"),
        ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_addresses_are_links(text: str, host: str) -> None:
    assert tappable(text) == [("url", host)]


@pytest.mark.parametrize(
    "text",
    [
        "It ended. Now", "It ended.Now", "U.S. troops at 10.30 a.m.", "$13.5bn", "notes.txt", "1.2",
        "a_b.com_", "host-.com", "..com", "x/example.com", "#example.com", "example.c",
        "256.1.1.1.", "sftp://example.com", "localhost", "a.-b",
    ],
)  # fmt: skip
def test_these_are_no_addresses(text: str) -> None:
    assert "url" not in dict(tappable(text))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("by @anna_s.", "mention", "@anna_s"),
        ("@gif", "mention", "@gif"),
        ("(/help)", "bot_command", "/help"),
        ("/help@some_bot", "bot_command", "/help@some_bot"),
        ("#COP30, then", "hashtag", "#COP30"),
        ("#выборы", "hashtag", "#выборы"),
        ("up $AAPL", "cashtag", "$AAPL"),
        ("to jane.doe@example.org.", "email", "jane.doe@example.org"),
        ("mailto:jane@example.org", "email", "jane@example.org"),
        ("call +1-212-555-0123", "phone_number", "+1-212-555-0123"),
        ("call +12125550123", "phone_number", "+12125550123"),
    ],
)
def test_names_tags_and_numbers_are_tappable(text: str, kind: str, words: str) -> None:
    assert tappable(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "@abc", "a@name", "and/or", "1/2", "//x", "</b>", "/help/", "/ask@ab", "#1", "a#b", "#a#b",
        "$aapl", "US$AAPL", "$TOOLONGTAG", "$A$B", "+1", "2025-11-05", "+123456789",
        "x+12125550123", "@" + "x" * 33,
    ],
)  # fmt: skip
def test_these_are_not(text: str) -> None:
    assert tappable(text) == []


def test_offsets_count_utf_16_units() -> None:
    assert detect_entities("🙂🙂 @anna") == [{"type": "mention", "offset": 5, "length": 5}]


def test_a_word_is_no_top_level_domain_where_only_its_first_letter_is_large() -> None:
    assert is_top_level("now")
    assert is_top_level("NOW")
    assert not is_top_level("Now")
    assert {"com", "uk", "рф", "onion"} <= load_top_level_domains()
    assert "txt" not in load_top_level_domains()


@given(st.text(st.sampled_from("ab.@/#$+-:1M🙂 é\n()?_"), max_size=60))
def test_finds_are_in_order_and_apart(text: str) -> None:
    end = 0
    for entity in detect_entities(text):
        assert entity["offset"] >= end
        assert entity["length"] > 1
        end = entity["offset"] + entity["length"]
        assert covered({"text": text}, entity).strip() != ""
