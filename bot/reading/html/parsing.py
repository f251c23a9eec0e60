"""HTML parsers and compiled XPath expressions, made once for all pages; removal of elements."""

from collections.abc import Iterable
from functools import cache
from typing import Any

_REMOVED = "removed"


@cache
def load_parser(*, is_huge: bool = False) -> Any:
    """Return a parser of HTML in UTF-8, without comments; ``is_huge`` lifts the parser's limits."""
    # Loading it takes longer than most commands run.
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=is_huge
    )
    # Its own lookup calls Python for each element, to give forms and inputs classes of their own.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


@cache
def load_xpath(expression: str) -> Any:
    """Return a function from an element to what an XPath expression selects."""
    from lxml import etree

    return etree.XPath(
        expression,
        namespaces={"re": "http://exslt.org/regular-expressions"},
        smart_strings=False,
    )


def remove_elements(elements: Iterable[Any]) -> None:
    """Remove elements from their trees, but not the text behind them; a root stays.

    Unlike ``drop_tree``, it takes every tree that was parsed: characters that XML does not know
    may stand in the text of HTML, and only Python may not write them.
    """
    from lxml import etree

    roots = []
    for element in elements:
        if element.getparent() is not None:
            element.tag = _REMOVED
            roots.append(element.getroottree().getroot())
    for root in {id(root): root for root in roots}.values():
        etree.strip_elements(root, _REMOVED, with_tail=False)
