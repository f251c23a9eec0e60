"""Main text extraction: the article on a web page, without menus, banners and the like."""

from collections.abc import Iterator
from functools import cache
from typing import Any

_PARAGRAPH, _LINE, _CELL = "\0", "\1", "\2"
_BREAKS = {
    **dict.fromkeys(("p", "head", "quote", "list", "table", "code", "div", "body"), _PARAGRAPH),
    **dict.fromkeys(("item", "row", "lb"), _LINE),
    "cell": _CELL,
}
_UNSEEN = ("graphic",)


def extract_main_text(root: Any, *, precise: bool = False) -> str:
    """Return the article on a page parsed by lxml, or nothing where none is found.

    Paragraphs are separated by blank lines, list items and table rows by line breaks. ``precise``
    prefers to miss a paragraph rather than to take what is none.
    """
    # Loading it takes longer than most commands run.
    from trafilatura import bare_extraction

    document = bare_extraction(root, options=_options(is_precise=precise))
    if document is None or isinstance(document, dict):
        return ""
    # The tree rather than its text, whose characters are normalised.
    return _text(document.body)


@cache
def _options(*, is_precise: bool) -> Any:
    from trafilatura.settings import Extractor

    # What it takes too much is dropped later; this is its quickest mode, since it compares the
    # page with no other extractor's text.
    return Extractor(
        output_format="txt", precision=is_precise, recall=not is_precise, comments=False
    )


def _text(body: Any) -> str:
    paragraphs = "".join(_pieces(body)).split(_PARAGRAPH)
    texts = ("\n".join(_lines(paragraph)) for paragraph in paragraphs)
    return "\n\n".join(filter(None, texts))


def _lines(paragraph: str) -> Iterator[str]:
    for line in paragraph.split(_LINE):
        cells = (" ".join(cell.split()) for cell in line.split(_CELL))
        if text := " | ".join(filter(None, cells)):
            yield text


def _pieces(body: Any) -> Iterator[str]:
    # Loading it takes longer than most commands run.
    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        yield _BREAKS.get(element.tag, "")
        if event == "end":
            yield element.tail or ""
        elif element.tag not in _UNSEEN:
            yield element.text or ""
