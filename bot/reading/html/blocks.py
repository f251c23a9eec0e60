"""Blocks: the paragraphs of HTML, as in feeds and mails."""

import re
from collections.abc import Iterator
from typing import Any

_UNSEEN = ("script", "style", "head", "template", "noscript", "svg")
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp"
    " small span strike strong sub sup time tt u var wbr".split()
)
_MARK = "\0"
# What publishing software puts among the paragraphs of its feeds.
_WIDGET = re.compile(
    r"\b(?:subscription-widget|subscribe-widget|button-wrapper|share-button|sharedaddy|jp-relatedposts"
    r"|kg-signup-card|kg-button-card|wp-block-buttons?|newsletter-signup|captioned-button-wrap)"
)


def extract_text(html: str) -> str:
    """Return the text of ``html``, a paragraph a block, with single spaces."""
    # Loading it takes longer than most commands run.
    from lxml import etree
    from lxml import html as lxml_html

    if not html.strip():
        return ""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = lxml_html.document_fromstring(f"<div>{html}</div>".encode(), parser=parser)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    if _WIDGET.search(html):
        for element in root.xpath(".//*[@class]"):
            if _WIDGET.search(element.get("class")) and element.getparent() is not None:
                element.drop_tree()
    return "\n\n".join(extract_blocks(root))


def extract_blocks(root: Any) -> list[str]:
    """Return the paragraphs, headings and the like of a parsed page."""
    from lxml import etree

    pieces = _pieces(etree.iterwalk(root, events=("start", "end")))
    texts = (" ".join(block.split()) for block in "".join(pieces).split(_MARK))
    return [block for block in texts if block]


def _pieces(steps: Iterator[tuple[str, object]]) -> Iterator[str]:
    for event, element in steps:
        if element.tag not in INLINE:  # type: ignore[attr-defined]
            yield _MARK
        words = element.text if event == "start" else element.tail  # type: ignore[attr-defined]
        yield (words or "").replace(_MARK, " ")
