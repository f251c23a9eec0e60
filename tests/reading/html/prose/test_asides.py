import pytest

from tests.reading.html.prose.page_markup import FIRST, FOURTH, SECOND, THIRD, extract_paragraphs

_REST = f"<div class='rest'><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p></div>"
_TITLE = "<h1>Harbour opens again</h1>"


def _page(beginning: str) -> str:
    return f"<html><body><main>{_TITLE}{beginning}{_REST}</main></body></html>"


@pytest.mark.parametrize("name", ["teaser-text", "card-text", "promo-text", "media-body"])
def test_the_beginning_of_an_article_is_no_aside_whatever_its_name(name: str) -> None:
    page = _page(f"<div class='{name}'><p>{FIRST}</p></div>")
    assert extract_paragraphs(page) == [FIRST, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize(
    "teaser",
    [
        "<h4><a href='/2'>Storm tears forty roofs off</a></h4><p>{}</p>",
        "<p><a href='/2'>Storm tears forty roofs off</a></p><p>{}</p>",
        "<h4>Storm tears forty roofs off</h4><p>{}</p>",
    ],
)
def test_what_leads_to_another_article_is_an_aside(teaser: str) -> None:
    other = "The police counted the houses of the north on Sunday, from the mill to the bridge."
    page = _page(f"<p>{FIRST}</p>").replace(
        f"<p>{THIRD}</p>", f"<div class='teaser'>{teaser.format(other)}</div><p>{THIRD}</p>"
    )
    assert other not in extract_paragraphs(page)
