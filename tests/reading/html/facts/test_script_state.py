import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.reading.html.facts.script_state import find_state_dates

TITLES = frozenset(("harbouropens",))
OWN = '{"title": "Harbour opens", "publishedAt": "2026-01-07"}'
OTHER = '{"title": "Storm moves on", "publishedAt": "2026-01-05"}'


def _find(script: str) -> list[str]:
    page = f"<html><body><script>{script}</script></body></html>"
    return find_state_dates(html.document_fromstring(page), TITLES)


@pytest.mark.parametrize(
    "script",
    [
        f'{{"props": {{"pageProps": {{"article": {OWN}}}}}}}',
        f"window.__INITIAL_STATE__ = {OWN};",
        f'window["__PRELOADED_STATE__"] = {{"article": {OWN}, "related": [{OTHER}]}};',
        f'window.__APOLLO_STATE__={{"Article:1": {OWN}, "Article:2": {OTHER}}}',
        '{"title": "Harbour opens", "meta": {"first_published_at": "2026-01-07"}}',
        '{"headlines": {"basic": "Harbour opens"}, "first_publish_date": "2026-01-07"}',
        'dataLayer.push({"event": "view", "articlePublishDate": "2026-01-07"});',
        "dataLayer = [{type: 'article', publishedDate: '2026-01-07', updated: '2026-01-09'}];",
        'var utag_data = {"page.pub_date": "2026-01-07", "page.mod_date": "2026-01-09"}',
    ],
)
def test_scripts_hold_the_day_of_the_page_s_own_article(script: str) -> None:
    assert _find(script) == ["2026-01-07"]


def test_counts_of_seconds_are_dates() -> None:
    assert _find('x = {"publishedTimestamp": 1767807000000}') == ["2026-01-07T17:30:00+00:00"]


@pytest.mark.parametrize(
    "script",
    [
        OTHER,
        f"[{OTHER}, {OTHER.replace('05', '04')}]",
        'x = [{"publishedAt": "2026-01-07"}, {"publishedAt": "2026-01-08"}]',
        '{"title": "Harbour opens", "modifiedAt": "2026-01-09", "unpublishedAt": "2027-01-01"}',
        '{"published": true, "publishDate": null, "pubDate": "soon"}',
        'x = {"publishedAt": ',
        "[" * 10_000 + '"publishedAt"',
        'x = {"startDate": "2026-03-07", "birthDate": "1975-01-28"}',
    ],
)
def test_days_of_others_and_of_several_are_none(script: str) -> None:
    assert _find(script) == []


@given(st.text(alphabet="{}[]\"':=,; publishedAt2026-01-07()\\\n", max_size=200))
def test_any_script_is_borne(script: str) -> None:
    assert len(_find(script)) <= 1
