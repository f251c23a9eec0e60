import pytest
from lxml import html

from bot.reading.html.facts.page_title import PageTitle


def _choose(title: str = "", shared: str = "", heading: str = "", headline: str = "") -> str:
    page = f"<html><head><title>{title}</title></head><body><h1>{heading}</h1></body></html>"
    meta = {"og:title": [shared]} if shared else {}
    titles = PageTitle(html.document_fromstring(page), meta, "https://www.gazette.example/a")
    return titles.choose(headline, "The Gazette")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferries leave | The Gazette", "Ferries leave"),
        ("Ferries leave » THE GAZETTE", "Ferries leave"),
        ("Ferries leave :: The Gazette", "Ferries leave"),
        ("The Gazette | Ferries leave", "Ferries leave"),
        ("Ferries leave – gazette.example", "Ferries leave"),
        ("Ferries leave | News | The Gazette", "Ferries leave"),
        ("Ferries leave - again - The Gazette", "Ferries leave - again"),
        ("Ferries | at last, at noon | The Gazette", "Ferries | at last, at noon"),
        ("Ferries – and piers", "Ferries – and piers"),
        ("Say «yes» to it", "Say «yes» to it"),
        ("The Gazette", "The Gazette"),
        ("Live: ferries leave", "Live: ferries leave"),
    ],
)
def test_a_title_loses_its_site_and_section(text: str, title: str) -> None:
    assert _choose(shared=text) == title
    assert _choose(headline=text, shared="Other") == title


def test_a_line_above_inside_of_the_headline_is_no_part_of_it() -> None:
    assert _choose(heading="<span class='kicker'>Storm:</span> Ferries leave") == "Ferries leave"
    assert _choose(heading="<span class='big'>Ferries</span> leave") == "Ferries leave"
    assert _choose(heading="<span class='kicker'>Ferries</span>") == "Ferries"


def test_a_title_with_more_than_the_headline_is_the_headline() -> None:
    assert _choose(shared="Ferries leave | DW | 07.01.2026", heading="Ferries leave") == (
        "Ferries leave"
    )
    assert _choose(title="Ferries leave - a story", heading="Ferries leave") == "Ferries leave"


def test_labels_counts_and_the_site_before_a_title_are_no_part_of_it() -> None:
    assert _choose("Ferries leave again - The Gazette", heading="Plus Ferries leave again") == (
        "Ferries leave again"
    )
    assert _choose(title="(3) Ferries leave") == "Ferries leave"
    assert _choose(title="(10) ferries leave", heading="(10) ferries leave") == "(10) ferries leave"
    assert _choose(title="The Gazette: Ferries leave", heading="The Gazette") == "Ferries leave"
    assert _choose(title="Ferries leave » Local » The Gazette") == "Ferries leave"
    assert _choose(shared="Ferries &amp; piers &#8220;held&#8221;") == "Ferries & piers “held”"
