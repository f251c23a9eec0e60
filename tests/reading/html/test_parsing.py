"""Removal of elements, which leaves everything else as it was parsed."""

import pytest
from lxml import html

from bot.reading.html.blocks import extract_text
from bot.reading.html.parsing import load_parser, remove_elements


@pytest.mark.parametrize("character", ["\x01", "\x1b", "&#1;", "&#xFFFE;", "&#x8;", "\ufffe"])
def test_what_stands_behind_a_removed_element_may_hold_what_xml_does_not_know(
    character: str,
) -> None:
    page = f"<div>One<p class='sharedaddy'>Share</p>{character} two<b>three</b></div>"
    root = html.document_fromstring(page.encode(), parser=load_parser())
    expected = root.text_content().replace("Share", "")
    remove_elements(root.iter("p"))
    assert root.text_content() == expected
    assert "Share" not in extract_text(page)


def test_elements_within_one_another_and_a_root_are_no_trouble() -> None:
    root = html.document_fromstring("<div>a<p>b<b>c</b>d</p>e<i>f</i>g</div>")
    remove_elements([root, *root.iter("p", "b", "i")])
    assert html.tostring(root) == b"<html><body><div>aeg</div></body></html>"
