import pytest
from hypothesis import given

from bot.articles.addresses import normalize_address
from tests.chat.replies.sending import any_address

STORY = "example.com/news/harbour"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/harbour",
        "HTTP://WWW.Example.COM:80/news/harbour/",
        "https://example.com:443/news/harbour#:~:text=A%20harbour",
        "https://m.example.com/news/harbour?utm_source=x&utm_medium=y",
        "https://amp.example.com/news/harbour?fbclid=1&gclid=2&msclkid=3&igshid=4",
        "https://example.com/news/harbour/amp/?at_medium=RSS&ref=top",
        "https://reader:secret@example.com./news/harbour?",
        "  www.example.com/news/%68arbour\n",
    ],
)
def test_forms_of_one_address_are_the_same(url: str) -> None:
    assert normalize_address(url) == STORY


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/Harbour",
        "https://example.com/news/harbour?id=1",
        "https://example.com/news/harbour/2",
        "https://example.com:8080/news/harbour",
        "https://en.example.com/news/harbour",
        "https://forum.example.com/news/harbour",
        "https://example.org/news/harbour",
        "https://example.com/news/harbour%2F",
    ],
)
def test_other_addresses_are_others(url: str) -> None:
    assert normalize_address(url) not in ("", STORY)


def test_parameters_count_in_any_order() -> None:
    first = normalize_address("https://example.com/?b=2&a=1&utm_id=3")
    assert first == normalize_address("https://example.com?a=1&b=2") == "example.com?a=1&b=2"
    assert first != normalize_address("https://example.com/?a=2&b=1")


def test_letters_are_the_same_escaped_or_not() -> None:
    written = normalize_address("https://zürich.example/straße?q=größe")
    escaped = "https://xn--zrich-kva.example/stra%c3%9fe?q=gr%C3%B6%C3%9Fe"
    assert normalize_address(escaped) == written
    assert written.isascii()


@pytest.mark.parametrize(
    "text",
    ["", "harbour", "Is it true?", "ftp://example.com/a", "mailto:a@example.com", "https://",
     "https://[::1", "https://example.com:port/", "javascript:alert(1)", "example.com is down"],
)  # fmt: skip
def test_what_is_no_web_address_has_none(text: str) -> None:
    assert normalize_address(text) == ""


def test_a_short_host_keeps_its_first_letter() -> None:
    assert normalize_address("https://m.example/a") == "m.example/a"


@given(any_address)
def test_any_text_has_one_form_in_ascii(text: str) -> None:
    address = normalize_address(text)
    assert address.isascii()
    assert not any(character.isspace() for character in address)
    assert normalize_address(f"https://{address}") == address or address == ""
