import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.reading.html.facts.page_address import (
    find_address,
    find_original,
    is_archive,
    strip_archive_bars,
)

ORIGINAL = "https://gazette.example/2026/01/07/harbour?a=1"


@pytest.mark.parametrize(
    "url",
    [
        ORIGINAL,
        f"https://web.archive.org/web/20260210101010/{ORIGINAL}",
        f"https://web.archive.org/web/20260210101010if_/{ORIGINAL}",
        f"https://web.archive.org/web/2026/{ORIGINAL}",
        f"https://web.archive.org/web/2/{ORIGINAL}".replace("/2/", "/2026*/"),
        f"/web/20260210101010/{ORIGINAL}",
        f"https://archive.ph/20260210101010/{ORIGINAL}",
        f"https://archive.today/20260210-101010/{ORIGINAL}",
        f"https://archive.is/newest/{ORIGINAL}",
        f"https://arquivo.pt/wayback/20260210101010/{ORIGINAL}",
        f"https://webarchive.nationalarchives.gov.uk/ukgwa/20260210101010/{ORIGINAL}",
        f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGh1:{ORIGINAL}+&hl=en",
        f"https://web.archive.org/web/20260210101010/https://archive.ph/20260110101010/{ORIGINAL}",
        f"view-source:{ORIGINAL}",
        f"https://12ft.io/{ORIGINAL}",
        "about:reader?url=https%3A%2F%2Fgazette.example%2F2026%2F01%2F07%2Fharbour%3Fa%3D1",
        "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/2026/01/07/harbour?a=1",
        "https://www.google.com/amp/s/gazette.example/2026/01/07/harbour?a=1",
    ],
)
def test_the_original_is_the_address_across_archives(url: str) -> None:
    assert find_original(url) == ORIGINAL


def test_other_addresses_stay() -> None:
    for url in ("https://gazette.example/go/https://other.example/", "file:///a", "", "//a"):
        assert find_original(url) == url


@pytest.mark.parametrize(
    "page",
    [
        f"<!-- saved from url=(0046){ORIGINAL} --><html></html>",
        f"<html><!--\n Page saved with SingleFile \n url: {ORIGINAL} \n saved date: x\n--></html>",
        f"<!-- Saved from {ORIGINAL} at 2026-02-10T10:10:10Z using monolith --><html></html>",
        f"<html><meta name=savepage-url content='{ORIGINAL}'></html>",
        f"<html data-scrapbook-source='{ORIGINAL}'></html>",
        f"<html><body><div id=HEADER><input name=q value='{ORIGINAL}'></div></body></html>",
        f"<html><body><div>This is Google's cache of {ORIGINAL}. It is a copy.</div></html>",
    ],
)
def test_tools_write_where_a_page_came_from(page: str) -> None:
    assert find_address(html.document_fromstring(page), page) == ORIGINAL


def test_an_address_without_a_scheme_is_one() -> None:
    page = "<html><!-- Mirrored from gazette.example/a.html by HTTrack --></html>"
    assert find_address(html.document_fromstring(page), page) == "http://gazette.example/a.html"
    assert find_address(html.document_fromstring("<html></html>"), "<html></html>") == ""


def test_the_bars_of_archives_go_and_nothing_else() -> None:
    page = html.document_fromstring(
        "<html><body><div id=wm-ipp-base>10 Feb 2026</div><div id=HEADER>Gazette</div>"
        f"<p>The Wayback Machine - https://web.archive.org/web/2026/{ORIGINAL}</p>"
        "<p>The Wayback Machine is a friend of historians.</p></body></html>"
    )
    strip_archive_bars(page)
    assert page.text_content() == "GazetteThe Wayback Machine is a friend of historians."


def test_hosts_of_archives_are_no_sources() -> None:
    assert is_archive("https://web.archive.org/web/x")
    assert not is_archive(ORIGINAL)


@given(st.text(max_size=80))
def test_any_text_is_borne(text: str) -> None:
    assert isinstance(find_original(text), str)
