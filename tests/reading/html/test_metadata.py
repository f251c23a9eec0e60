import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.reading.html.metadata import PageMetadata, read_metadata


def _facts(head: str, address: str = "", language: str = "") -> PageMetadata:
    page = f"<html lang='{language}'><head>{head}</head><body><h1>Harbour opens</h1></body></html>"
    return read_metadata(html.document_fromstring(page), address)


def _linked(objects: str) -> str:
    return f'<script type="application/ld+json">{objects}</script>'


def test_a_bare_page_says_little() -> None:
    facts = PageMetadata("Harbour opens", "", "", "", (), (), (), locales=("", "", ""))
    assert _facts("") == facts


def test_linked_data_comes_before_the_rest() -> None:
    head = (
        _linked(
            '{"@type": "Report", "headline": "Ferries &amp; piers", "datePublished": "2026-01-07",'
            ' "dateModified": "2026-01-09", "author": {"name": "Ann Lee"},'
            ' "publisher": [{"name": "Gazette"}]}'
        )
        + "<meta property='og:title' content='Other'><meta name=author content='Bo Berg'>"
        "<meta name=date content='2026-01-08'>"
    )
    facts = _facts(head, "https://news.example/a", "en")
    assert (facts.title, facts.source) == ("Ferries & piers", "Gazette")
    assert (facts.authors, facts.language) == (("Ann Lee",), "en")
    assert (facts.published, facts.change_dates) == (("2026-01-07", "2026-01-08"), ("2026-01-09",))


@pytest.mark.parametrize(
    "objects",
    [
        "{",
        "[" * 5000,
        '{"@type": "NewsArticle"',
        '{"@type": {"a": 1}, "datePublished": "2026-01-07"}',
        '{"@type": "WebPage", "datePublished": "2026-01-07"}',
        '[{"@type": "NewsArticle", "datePublished": "2026-01-07"}, {"@type": "NewsArticle"}]',
        '{"@type": "NewsArticle", "datePublished": ["2026-01-07", "2026-01-08"]}',
        "null",
    ],
)
def test_linked_data_that_is_broken_or_of_several_articles_says_nothing(objects: str) -> None:
    assert _facts(_linked(objects)).published == ()


def test_linked_data_may_stand_in_a_graph() -> None:
    one = '{"@type": ["Thing", "BlogPosting"], "datePublished": "2026-01-07"}'
    for objects in (f'{{"@graph": [{one}]}}', f'{{"@type": "WebPage", "mainEntity": {one}}}'):
        assert _facts(_linked(objects)).published == ("2026-01-07",)


def test_the_language_is_written_one_way() -> None:
    assert _facts("", "", "es_VE").language == "es-VE"
    assert _facts("<meta property='og:locale' content='en_GB'>").language == "en-GB"


def test_the_host_is_the_source_where_none_is_named() -> None:
    assert _facts("", "https://www.gazette.example/a").source == "gazette.example"
    assert _facts("", "file:///home/a.html").url == ""


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Harbour opens | Gazette", "Harbour opens"),
        ("Ferries - at last - Gazette", "Ferries - at last"),
        ("Harbour opens - a story", "Harbour opens"),
        ("Ferries – and piers", "Ferries – and piers"),
    ],
)
def test_a_title_loses_the_name_of_its_site_alone(told: str, title: str) -> None:
    head = f"<meta property='og:title' content='{told}'>"
    assert _facts(f"{head}<meta property='og:site_name' content='GAZETTE'>").title == title


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ("By Ann Lee and Bo Berg", ("Ann Lee", "Bo Berg")),
        ("Ann Lee; Bo Berg", ("Ann Lee", "Bo Berg")),
        ("Lee, Ann", ("Lee, Ann",)),
        ("Gazette", ()),
        ("https://gazette.example/ann", ()),
        ("ann@gazette.example", ()),
    ],
)
def test_authors_are_parted_where_all_are_names(told: str, authors: tuple[str, ...]) -> None:
    site = "<meta property='og:site_name' content='Gazette'>"
    assert _facts(f"{site}<meta name=author content='{told}'>").authors == authors
    linked = _linked(
        f'{{"@type": "Article", "author": {{"name": "By {authors[0]}"}}}}' if authors else ""
    )
    assert _facts(site + linked).authors == authors[:1]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_any_words_are_borne(words: str) -> None:
    quoted = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    names = ("author", "og:url", "date", "og:title", "og:site_name", "og:locale")
    head = "".join(f'<meta property="{name}" content="{quoted}">' for name in names)
    facts = _facts(f'{head}<link rel=canonical href="{quoted}">', words)
    assert facts.url.startswith(("http://", "https://")) or not facts.url
