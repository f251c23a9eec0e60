import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.web_address import complete_address, hide_credentials, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.org", "https://example.org/"),
        (" example.org/feed \n", "https://example.org/feed"),
        ("//example.org/feed", "https://example.org/feed"),
        ("example.org:8080/feed", "https://example.org:8080/feed"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:http://example.org/rss", "http://example.org/rss"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:/", "https://example.org/"),
        ("http://example.org:0443/", "http://example.org:443/"),
        ("https://example.org./", "https://example.org/"),
        ("https://bücher.example/ä?ö=ü#ß", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://example.org?a=b", "https://example.org/?a=b"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/a/%2E%2e/b/..", "https://example.org/"),
        ("https://example.org/../..", "https://example.org/"),
        ("https://example.org/a b%20c%", "https://example.org/a%20b%20c%"),
        ("https://example.org/a\\b", "https://example.org/a%5Cb"),
        ("https://example.org/?u=http://x/../y", "https://example.org/?u=http://x/../y"),
        ("https://me:wo rd@example.org/", "https://me:wo%20rd@example.org/"),
        ("https://me@home:word@example.org/", "https://me%40home:word@example.org/"),
        ("https://[2606:4700:0:0::1]/", "https://[2606:4700::1]/"),
    ],
)
def test_an_address_has_one_spelling(text: str, address: str) -> None:
    assert complete_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "news",
        "what happened in Oslo?",
        "example.org is nice",
        "/feed.xml",
        "?a=b",
        "https://",
        "https:///feed",
        "https:example.org",
        "https:/example.org",
        "https://example.org:99999/",
        "https://example.org:80a/",
        "https://example.org:-1/",
        "https://example.org:８０/",
        "https://exa mple.org/",
        "https://exa<mple.org/",
        "https://.example.org/",
        "https://example..org/",
        "https://example.org../",
        "https://-example.org/",
        f"https://{'a' * 64}.org/",
        f"https://{'a.' * 130}org/",
        f"https://example.org/{'a' * 8000}",
        "https://example.org/\x00",
        "https://example.org/\r\nX-Header: 1",
        "https://exam%00ple.org/",
        "https://exam%ffple.org/",
        "https://example.org%2f@news.example%2f/",
        "https://news.example\\@example.org/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[v1.a]/",
        "https://1.2.3.256/",
        "https://1.2.3.4.5/",
        "https://news.example.1.2.3.999/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:me@example.org",
        "javascript:alert(1)",
        "tag:example.org,2026:news",
        "me:word@example.org",
    ],
)
def test_what_is_no_web_address_is_said_to_be_none(text: str) -> None:
    with pytest.raises(FetchError) as caught:
        complete_address(text)
    assert caught.value.kind is FetchFailure.ADDRESS


@given(st.text() | st.from_regex(r"(?i)(https?://)?([\w@:.%\[\]-]{0,20})[/?#\\]?.{0,20}"))
def test_normalizing_again_changes_nothing(text: str) -> None:
    try:
        address = complete_address(text)
    except FetchError as error:
        assert error.kind is FetchFailure.ADDRESS
        return
    assert complete_address(address) == address
    assert address.isascii()
    assert not set(address) & set(" \r\n\t\x00#\\")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://example.org/feed", "https://example.org/feed"),
        ("https://me:word@example.org/feed", "https://example.org/feed"),
        ("https://me:w@rd@example.org/feed", "https://example.org/feed"),
        ("https://me:wo/rd@example.org/feed", "https://example.org/feed"),
        ("me:word@example.org/feed", "example.org/feed"),
        ("me:wo/rd@example.org/feed", "example.org/feed"),
        ("https:me:word@example.org", "https:example.org"),
        ("https:\\\\me:word@example.org", "https:\\\\example.org"),
        ("//me:word@example.org", "//example.org"),
        ("https://example.org/@editor", "https://example.org/@editor"),
        ("https://example.org:8080/@editor", "https://example.org:8080/@editor"),
        ("example.org/@editor.rss", "example.org/@editor.rss"),
        ("https://example.org/f?token=abc&page=2", "https://example.org/f?token=…&page=2"),
        ("https://example.org/f?a=b&api_key=abc", "https://example.org/f?a=b&api_key=…"),
        ("https://example.org/f?keyword=abc", "https://example.org/f?keyword=abc"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_what_is_shown_has_no_credentials(address: str, public: str) -> None:
    assert hide_credentials(address) == public


@given(st.text(), st.text(), st.sampled_from(["https://", "http://", "//", "", "feed://"]))
def test_no_credentials_of_a_readable_address_are_shown(
    user: str, password: str, scheme: str
) -> None:
    try:
        address = parse_address(f"{scheme}{user}:secret{password}@news.example/feed")
    except FetchError as error:
        assert "secret" not in str(error)
        return
    if address.host == "news.example":
        assert "secret" not in hide_credentials(str(address)) + address.public + repr(address)


def test_a_hostile_text_is_hidden_quickly() -> None:
    for text in ("a:" * 50_000, "https://" + "a:/" * 50_000, "@" * 100_000, "?key=" * 50_000):
        assert isinstance(hide_credentials(text), str)
