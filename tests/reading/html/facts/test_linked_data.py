import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.reading.html.facts.linked_data import LinkedData, read_linked_data

ARTICLE = '{"@type": "NewsArticle", "datePublished": "2026-01-07"}'


def _read(text: str) -> LinkedData:
    script = f'<script type="application/ld+json">{text}</script>'
    return read_linked_data(html.document_fromstring(f"<html><head>{script}</head></html>"))


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/*<![CDATA[*/{ARTICLE}/*]]>*/",
        f"{ARTICLE};",
        f"[{ARTICLE},]",
        f'{{"@type": "Organization"}}\n{ARTICLE}',
        f'{{"@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}',
        '{"@type": "NewsArticle", "headline": "Ferries\nleave", "datePublished": "2026-01-07",}',
        '{"@type": "NewsArticle", "headline": "Say "yes"", "datePublished": "2026-01-07"}',
        '{"@type": "NewsArticle", "datePublished": "2026-01-07"',
        '{"@type": ["schema:NewsArticle"], "datePublished": "2026-01-07"}',
        '{"@type": "https://schema.org/NewsArticle", "datePublished": "2026-01-07"}',
        ARTICLE.replace('"', "&quot;"),
    ],
)
def test_an_article_is_read_where_its_data_are_not_quite_json(text: str) -> None:
    (article,) = _read(text).articles
    assert article["datePublished"] == "2026-01-07"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[" * 5_000,
        '{"@type": "Person", "birthDate": "1975-01-28"',
        '{"@type": "NewsArticle", "datePublished": "2026-01-07" "datePublished": "2026-01-08"',
        '{"@type": {"a": 1}}',
    ],
)
def test_what_is_no_article_or_of_two_days_is_none(text: str) -> None:
    assert _read(text).articles == ()


def test_commas_inside_of_texts_stay() -> None:
    (article,) = _read('[{"@type": "Report", "headline": "One, ] two, }",},]').articles
    assert article["headline"] == "One, ] two, }"


def test_pages_and_the_types_of_all_are_listed() -> None:
    data = _read('{"@graph": [{"@type": "WebPage", "name": "a"}, {"@type": "Event"}]}')
    assert [page["name"] for page in data.pages] == ["a"]
    assert {"WebPage", "Event"} <= data.kinds


@given(st.text(alphabet='{}[]",:\\<!->/*]; a@typeNwsArticldPubh0-9\n', max_size=200))
def test_any_text_is_borne(text: str) -> None:
    for item in _read(text.replace("</", "")).articles:
        assert isinstance(dict(item), dict)
