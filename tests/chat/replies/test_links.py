import pytest
from hypothesis import given

from bot.chat.replies.links import is_link, link_text
from tests.chat.replies.sending import any_address
from tests.telegram.limits import check_link


@given(any_address)
def test_what_is_linked_telegram_takes(url: str) -> None:
    if is_link(url):
        check_link("entity", url)
        assert url.startswith(("http://", "https://", "HTTP", "Http", "hTTP"))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/2026/01/07/a-title.html?x=1#top",
        "http://example.com:8080/",
        "https://bücher.example/straße",
        "https://example.com",
    ],
)
def test_ordinary_addresses_are_links(url: str) -> None:
    assert is_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "ftp://example.com/",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://[::1]/",
        "https://user:word@example.com/",
        "https://exa mple.com/",
        "https://example.com/\u202e",
        "https://example.com:notaport/",
        "https://example.com/" + "x" * 3000,
    ],
)
def test_what_telegram_would_refuse_or_hide_is_not_a_link(url: str) -> None:
    assert not is_link(url)


@pytest.mark.parametrize("name", ["news.example.com", "bridge.md", "@example", "/start"])
def test_a_name_that_telegram_would_link_by_itself_is_code(name: str) -> None:
    (entity,) = link_text(name, "").entities
    assert entity.type == "code"


def test_only_what_telegram_would_link_is_code() -> None:
    (entity,) = link_text("News on example.com and/or elsewhere", "").entities
    assert (entity.offset, entity.length) == (8, 11)


def test_other_names_are_plain() -> None:
    assert link_text("The St. Example", "").entities == ()
