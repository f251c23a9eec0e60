"""Elements of XML: their names, attributes, children and words, whatever their namespace."""

from collections.abc import Iterator
from typing import Any


def local_name(node: object) -> str:
    """Return the name of an element, or of an attribute by its key, without its namespace."""
    # What is no element has a function where others have their name.
    name = getattr(node, "tag", node)
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def read_attribute(element: Any, name: str) -> str:
    """Return the attribute of this name in any namespace, or nothing."""
    for key, value in element.attrib.items():
        if local_name(key) == name:
            return str(value)
    return ""


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
