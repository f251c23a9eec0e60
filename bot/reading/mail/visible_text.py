"""The visible text of a mail in HTML, without what its sender hid."""

import re
from typing import Any

from bot.reading.html.blocks import extract_blocks
from bot.reading.html.parsing import remove_elements

_UNSEEN = ("script", "style", "head", "template", "noscript", "svg", "title")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*[01](?:px|pt|em)?"
    r"\s*(?:;|!|$)|max-height\s*:\s*0|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
# What fills the preview of a mail in its reader's inbox, behind the words that are for it.
_FILLER = re.compile(r"(?:[\u00a0\u034f\u200b-\u200f\u00ad\u2007\u2060\ufeff\u061c\u180e]\s*){6,}")
_BLANK = re.compile(r"[\s\u00a0\u034f\u200b-\u200f\u00ad\u2007\u2060\ufeff\u061c\u180e]*")
_MOST_CHARACTERS = 32_000_000
_NUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def extract_visible_text(html: str) -> str:
    """Return the text that a mail program shows, a paragraph a block."""
    # Loading it takes longer than most commands run.
    from lxml import etree
    from lxml import html as lxml_html

    if not html.strip() or len(html) > _MOST_CHARACTERS:
        return ""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = f"<div>{_NUL.sub(' ', html)}</div>".encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    remove_elements([element for element in root.iter() if _is_hidden(element)])
    return "\n\n".join(block for block in extract_blocks(root) if _is_visible(block))


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style", "")
    return bool(style and _HIDDEN_STYLE.search(style)) and element.tag not in ("html", "body")


def _is_visible(block: str) -> bool:
    return not _BLANK.fullmatch(block) and not _FILLER.search(block)
