"""XML trees: what a file's root is called, and the tree, parsed without what could do harm."""

import re
import sys
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.source import escape_unprintable

_NAME = re.compile(r"<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?=[\s/>])")
_SUBSET_END = re.compile(r"\]\s*>")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}>")
_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
# One of more digits is no character either, whatever it stands for.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_MOST_CHARACTERS = 128_000_000
_MOST_DIGITS = 7
_MOST_STEPS = 1_000


def find_root_name(opening: str) -> str:
    """Return the name of the first element, empty where the file does not begin as XML does.

    Comments, instructions and a document type may stand before it.
    """
    text = opening.removeprefix("\ufeff")
    position = 0
    for _ in range(_MOST_STEPS):
        position += len(text[position:]) - len(text[position:].lstrip())
        if text.startswith("<?", position):
            end = text.find("?>", position)
            position = end + 2
        elif text.startswith("<!--", position):
            end = text.find("-->", position + 4)
            position = end + 3
        elif text[position : position + 9].upper() == "<!DOCTYPE":
            end = _find_type_end(text, position)
            position = end + 1
        else:
            name = _NAME.match(text, position)
            return name[1] if name else ""
        if end < 0:
            return ""
    return ""


def _find_type_end(text: str, position: int) -> int:
    end, subset = text.find(">", position), text.find("[", position)
    if 0 <= subset < end:
        match = _SUBSET_END.search(text, subset)
        return match.end() - 1 if match else -1
    return end


def check_entities(text: str) -> None:
    """Raise ArticleError where XML declares its own entities.

    They may expand to gigabytes, or to a local file.
    """
    if _ENTITY.search(text):
        raise ArticleError("it declares its own XML entities, which no feed needs")


def replace_impossible_references(text: str) -> str:
    """Return XML with � for each reference to a character that there is not.

    A parser that recovers from it would keep half a character.
    """
    return _REFERENCE.sub(_replace_impossible, text)


def _replace_impossible(reference: re.Match[str]) -> str:
    digits = (reference[1] or reference[2]).lstrip("0")
    number = int(digits[:_MOST_DIGITS] or "0", 16 if reference[1] else 10)
    is_possible = len(digits) <= _MOST_DIGITS and number <= sys.maxunicode
    if is_possible and not 0xD800 <= number < 0xE000:
        return reference[0]
    return "\N{REPLACEMENT CHARACTER}"


def parse_tree(text: str) -> Any:
    """Return the root of the tree, as far as it can be read; raise ArticleError where it cannot."""
    # Loading it takes longer than most commands run.
    from lxml import etree

    check_entities(text)
    if len(text) > _MOST_CHARACTERS:
        raise ArticleError(f"it has more than {_MOST_CHARACTERS:,} characters of XML: split it")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    text = replace_impossible_references(_DECLARATION.sub("", text, count=1))
    data = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    try:
        root = etree.fromstring(data.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = escape_unprintable(str(error))[:200]
        raise ArticleError(f"it cannot be read as XML ({reason})") from None
    if root is None:
        raise ArticleError("it cannot be read as XML")
    return root


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find_all(root: Any, *names: str) -> Iterator[Any]:
    """Yield the elements of these names below and at ``root``, whatever their namespace."""
    for element in root.iter():
        if local_name(element) in names:
            yield element


def find_child(parent: Any, *path: str) -> Any:
    """Return the first element at a path of names, whatever their namespace, or None."""
    element = parent
    for name in path:
        element = next((child for child in element if local_name(child) == name), None)
        if element is None:
            return None
    return element


def read_words(element: Any) -> str:
    """Return the text of an element on one line, empty where there is none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
