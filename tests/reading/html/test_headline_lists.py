import pytest
from lxml import html

from bot.reading.html.headline_lists import is_headline_list

HEADLINES = [
    "Ferries leave the harbour after the storm",
    "Forty roofs torn off in the north",
    "School stays closed until Thursday morning",
    "Bakery at the mill wins a prize",
    "Police warn of false craftsmen again",
    "Farmers fear a second dry spring",
]
TEASER = "The council will decide on Monday, when its members are back."
TEASER_BELOW = f"<p>{TEASER}</p></div></div>"
PARAGRAPH = "The harbour opened again on Wednesday, and two ferries left before noon with mail."
PARAGRAPH = " ".join([PARAGRAPH] * 4)
PARAGRAPHS = f"<h1>Ferries</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"


def _list(item: str) -> str:
    return "".join(item.format(at=n, title=title) for n, title in enumerate(HEADLINES))


def _read(page: str) -> tuple[bool, str]:
    root = html.document_fromstring(f"<html><body>{page}</body></html>")
    prose = "\n".join(" ".join(text.split()) for text in root.itertext() if text.strip())
    return is_headline_list(root, prose), prose


@pytest.mark.parametrize(
    "item",
    [
        "<li><a href='/{at}'>{title}</a> <span>7 January 2026</span></li>",
        f"<article><h2><a href='/{{at}}'>{{title}}</a></h2><p>{TEASER}</p></article>",
        f"<h3><a href='/{{at}}'>{{title}}</a></h3><p>{TEASER}</p>",
        f"<p><a href='/{{at}}'>{{title}}</a><br>{TEASER}</p>",
        f"<a href='/{{at}}'><div>{{title}}</div><p>{TEASER}</p></a>",
        f"<div><a href='/{{at}}'><img></a><div><a href='/{{at}}'>{{title}}</a>{TEASER_BELOW}",
    ],
)
def test_short_items_with_links_to_articles_are_a_list(item: str) -> None:
    is_list, _ = _read(f"<h1>Local</h1><div>{_list(item)}</div>")
    assert is_list


@pytest.mark.parametrize(
    "page",
    [
        f"{PARAGRAPHS}<ul>{_list('<li><a href=/{at}>{title}</a></li>')}</ul>",
        _list(f"<p>{PARAGRAPH}</p><p><a href='/{{at}}'>{{title}}</a></p>"),
        _list(f"<li>{TEASER} <a href='/{{at}}'>More</a></li>"),
        _list(f"<li>{TEASER} {TEASER} <a href='/{{at}}'>{{title}}</a> said so.</li>"),
    ],
)
def test_an_article_with_links_is_no_list(page: str) -> None:
    is_list, _ = _read(page)
    assert not is_list
