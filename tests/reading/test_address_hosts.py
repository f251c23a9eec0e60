"""Web addresses: hosts and paths of sound and of broken ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.address_hosts import read_host, read_path


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.gazette.example/a", "gazette.example"),
        ("HTTP://News.Gazette.example:8080/a b", "news.gazette.example"),
        ("ftp://gazette.example", ""),
        ("gazette.example/a", ""),
        ("http://[x", ""),
        ("http://a b/c", ""),
        ("", ""),
    ],
)
def test_only_a_web_address_has_a_host(url: str, host: str) -> None:
    assert read_host(url) == host


def test_a_broken_address_has_no_path() -> None:
    assert read_path("https://gazette.example/2026/a?b=1#c") == "/2026/a"
    assert read_path("http://[x/2026") == ""


@given(st.text(max_size=80))
def test_any_text_is_borne(text: str) -> None:
    assert isinstance(read_host(text), str)
    assert isinstance(read_path(text), str)
