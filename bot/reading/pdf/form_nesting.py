"""Form nesting: drawings that are drawn inside each other, of which PDFium draws any number.

A drawing that contains itself twice is drawn until no memory is left, and that ends the process.
"""

import re
from collections.abc import Mapping

_MOST_NESTED = 20

# PDFium reads numbers with signs and the like in them, too.
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})[^0-9A-Za-z]{1,8}[0-9]{1,5}[^0-9A-Za-z]{1,8}obj\b")
_FORM = re.compile(rb"/Subtype[ \t\r\n]{0,8}/Form\b")
_DRAWINGS = re.compile(rb"/XObject[ \t\r\n]{0,8}<<([^<>]{0,65536})>>")
_INDIRECT = re.compile(rb"/(?:Resources|XObject)[ \t\r\n]{1,8}([0-9]{1,10}) [0-9]{1,5} R")
_REFERENCE = re.compile(rb"([0-9]{1,10})[^0-9A-Za-z]{1,8}[0-9]{1,5}[^0-9A-Za-z]{1,8}R\b")
_HEAD = 65_536
_MARK = b"/Form"


def has_endless_forms(data: bytes) -> bool:
    """Tell whether a file's drawings contain themselves, or are nested deeper than any is.

    Their dictionaries stand in the file as they are: those of streams are never compressed.
    """
    if _MARK not in data:
        return False
    heads = _read_heads(data)
    forms = {
        number: _read_references(head, heads)
        for number, head in heads.items()
        if _FORM.search(head)
    }
    deep = set(forms)
    for _ in range(_MOST_NESTED):
        deep = {number for number in deep if forms[number] & deep}
    return bool(deep)


def _read_heads(data: bytes) -> dict[int, bytes]:
    """Return the beginning of each object, up to its stream, by number."""
    heads: dict[int, bytes] = {}
    matches = list(_OBJECT.finditer(data))
    starts = [*(match.start() for match in matches), len(data)]
    for match, end in zip(matches, starts[1:], strict=True):
        head = data[match.end() : min(end, match.end() + _HEAD)]
        heads[int(match[1])] = head.partition(b"stream")[0]
    return heads


def _read_references(head: bytes, heads: Mapping[int, bytes]) -> set[int]:
    """Return the numbers of the drawings that a form may draw, and of what else it refers to."""
    resources = [heads.get(int(number), b"") for number in _INDIRECT.findall(head)]
    names = [heads.get(int(n), b"") for part in resources for n in _INDIRECT.findall(part)]
    texts = [text for part in (head, *resources) for text in _DRAWINGS.findall(part)]
    return {int(n) for text in (*texts, *resources, *names) for n in _REFERENCE.findall(text)}
