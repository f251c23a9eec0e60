"""Plain XML whose elements are named as the fields of an article."""

from collections.abc import Iterator
from typing import Any

from bot.reading.markup import to_line, to_prose
from bot.reading.news_xml.nitf import read_blocks, split_byline, write_date
from bot.reading.news_xml.xml_tree import find_child, local_name, read_words
from bot.reading.records.field_names import NAMES, find_fields

_DEEPEST = 4
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def find_records(root: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the elements that hold an article's fields, a text among them, from the top on."""
    if _is_record(root):
        yield root
    elif depth < _DEEPEST:
        for child in root:
            if local_name(child):
                yield from find_records(child, depth + 1)


def read_record(element: Any) -> dict[str, object]:
    """Return the fields of an element: those below it, or else its attributes."""
    fields: dict[str, object] = {}
    for name, value in element.attrib.items():
        if field := _find_field(name):
            fields[field] = value
    names: list[str] = []
    for child in element:
        field = _find_field(local_name(child))
        if field == "text":
            fields[field] = _read_text(child)
        elif field == "authors":
            names += [read_words(part) for part in child] or [read_words(child)]
        elif field:
            fields[field] = to_line("".join(child.itertext())) or fields.get(field, "")
    if names:
        fields["authors"] = [name for name in names if name]
    if isinstance(fields.get("published"), str):
        fields["published"] = write_date(str(fields["published"]))
    return fields


def read_reuters(root: Any) -> dict[str, object]:
    """Return the fields of a Reuters newsitem, as in the corpus RCV1."""
    return {
        "title": read_words(find_child(root, "headline")) or read_words(find_child(root, "title")),
        "text": "\n\n".join(read_blocks(find_child(root, "text"))),
        "published": root.get("date", ""),
        "source": "Reuters" if "euters" in read_words(find_child(root, "copyright")) else "",
        "authors": split_byline(read_words(find_child(root, "byline"))),
        "language": root.get(_LANGUAGE, ""),
    }


def _is_record(element: Any) -> bool:
    fields = {_find_field(local_name(child)) for child in element}
    fields |= {_find_field(name) for name in element.attrib}
    return "text" in fields and bool({"title", "published"} & fields)


def _find_field(name: str) -> str:
    """Return the field that an element's or an attribute's name stands for, or nothing."""
    fields = [field for field, _ in find_fields(name.rpartition("}")[2]) if field in NAMES]
    return fields[0] if fields else ""


def _read_text(element: Any) -> str:
    """Return the text: paragraphs of elements, or of HTML that is escaped in it."""
    if len(element):
        blocks = list(read_blocks(element))
        return "\n\n".join(blocks)
    return to_prose((element.text or "").strip())
