"""Blocks: the paragraphs of HTML, as in feeds and mails."""

import re
from typing import Any

from bot.reading.html.parsing import load_parser, remove_elements

_UNSEEN = ("script", "style", "head", "template", "noscript", "svg")
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp"
    " small span strike strong sub sup time tt u var wbr".split()
)
_MARK = "\0"
# What publishing software puts among the paragraphs of its feeds.
_WIDGETS = (
    "subscription-widget subscribe-widget button-wrapper share-button sharedaddy jp-relatedposts"
    " kg-signup-card kg-button-card wp-block-button newsletter-signup captioned-button-wrap"
).split()
_WIDGET = re.compile(rf"\b(?:{'|'.join(_WIDGETS)})")


def extract_text(html: str) -> str:
    """Return the text of ``html``, a paragraph a block, with single spaces."""
    # Loading it takes longer than most commands run.
    from lxml import etree
    from lxml import html as lxml_html

    if not html.strip():
        return ""
    root = lxml_html.document_fromstring(f"<div>{html}</div>".encode(), parser=load_parser())
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    if any(name in html for name in _WIDGETS) and _WIDGET.search(html):
        elements = root.xpath(".//*[@class]")
        remove_elements(each for each in elements if _WIDGET.search(each.get("class")))
    return "\n\n".join(extract_blocks(root))


def extract_blocks(root: Any) -> list[str]:
    """Return the paragraphs, headings and the like of a parsed page."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag not in INLINE:
            pieces.append(_MARK)
        words = element.text if event == "start" else element.tail
        if words:
            pieces.append(words.replace(_MARK, " ") if _MARK in words else words)
    blocks = "".join(pieces).split(_MARK)
    return [" ".join(words) for block in blocks if block and (words := block.split())]
