"""Headline lists: sections, tags and other pages of short items that each lead to an article."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.reading.html.blocks import INLINE
from bot.reading.html.facts.date_elements import element_text
from bot.reading.html.prose.page_blocks import Grams

_MENUS = frozenset("nav footer aside header script style noscript template form".split())
_LEAST_WORDS, _LEAST_LETTERS = 4, 10
_MOST_LINKS, _MOST_BESIDE = 500, 20
_LEAST_ITEMS = 5
_ITEM_WORDS = 40
# Teasers have no such paragraphs.
_PARAGRAPHS, _PARAGRAPH_WORDS = 2, 45
_OF_LINE, _OF_PROSE = 0.5, 0.7


def is_headline_list(root: Any, prose: str) -> bool:
    """Tell whether most of a page's prose stands in such items, at least five beside each other."""
    items: dict[Any, set[Any]] = defaultdict(set)
    for item in _find_items(root):
        items[item.getparent()].add(item)
    if sum(len(line.split()) >= _PARAGRAPH_WORDS for line in prose.split("\n")) >= _PARAGRAPHS:
        return False
    texts = []
    for container, group in items.items():
        places = [place for place, child in enumerate(container) if child in group]
        if len(group) < _LEAST_ITEMS:
            continue
        # What is between the headlines belongs to them.
        text = "".join(map(_text_with_tail, container[places[0] : places[-1] + 2]))
        words = max(len(text.split()), len(text) // _LEAST_LETTERS)
        if words <= _ITEM_WORDS * len(group):
            texts.append(text)
    return bool(texts) and Grams("".join(texts)).share(prose) >= _OF_PROSE


def _text_with_tail(element: Any) -> str:
    return f"{element_text(element)} {element.tail or ''}" if element.tag != "script" else ""


def _find_items(root: Any) -> Iterator[Any]:
    """Yield the largest element around each link to an article that has no other such link."""
    links = list(islice(filter(_is_headline, root.iter("a")), _MOST_LINKS))
    addresses: dict[Any, set[str]] = defaultdict(set)
    for link in links:
        for element in link.iterancestors():
            addresses[element].add(link.get("href", ""))
    for link in links:
        item = link
        for element in link.iterancestors():
            if len(addresses[element]) > 1:
                break
            item = element
        if item.getparent() is not None:
            yield item


def _is_headline(link: Any) -> bool:
    """Tell whether a link outside of menus is most of its line, and long enough for a headline."""
    text = element_text(link)
    is_long = len(text.split()) >= _LEAST_WORDS or (
        not text.isascii() and len(text) >= _LEAST_LETTERS
    )
    if not is_long or any(element.tag in _MENUS for element in link.iterancestors()):
        return False
    if any(child.tag not in INLINE for child in link):
        return True
    return len(text) >= _OF_LINE * (len(text) + _count_beside(link))


def _count_beside(link: Any) -> int:
    """Return how many characters stand in the same line as a link."""
    while link.getparent() is not None and link.getparent().tag in INLINE:
        link = link.getparent()
    count = 0
    for element in islice(link.itersiblings(preceding=True), _MOST_BESIDE):
        count += len(element.tail or "")
        if element.tag not in INLINE:
            break
        count += len(element_text(element))
    else:
        parent = link.getparent()
        count += len((parent.text or "") if parent is not None else "")
    count += len(link.tail or "")
    for element in islice(link.itersiblings(), _MOST_BESIDE):
        if element.tag not in INLINE:
            break
        count += len(element_text(element)) + len(element.tail or "")
    return count
