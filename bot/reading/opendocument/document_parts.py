"""Parts of an OpenDocument file: its content, styles and properties."""

from dataclasses import dataclass
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.containers.package_xml import parse_xml_tree
from bot.reading.containers.zip_package import open_package
from bot.reading.source import Source

_KIND = "an OpenDocument file"


@dataclass(frozen=True, slots=True)
class OpenDocumentParts:
    """The elements of a file: its body, those that hold its styles, and its properties."""

    body: Any
    styles: tuple[Any, ...]
    title: str
    creation_date: str


def read_parts(source: Source) -> OpenDocumentParts:
    """Read a file, packed or as a single XML document; raise ArticleError where it is broken."""
    if source.head.startswith(b"PK"):
        with open_package(source.read(), source) as package:
            if b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise ArticleError("it is protected by a password: save it without one")
            roots = [
                parse_xml_tree(data, source.limits, _KIND)
                for name in ("content.xml", "styles.xml", "meta.xml")
                if (data := package.read(name))
            ]
    else:
        roots = [parse_xml_tree(source.read(), source.limits, _KIND)]
    body = next((root.find("{*}body") for root in roots if root.find("{*}body") is not None), None)
    if body is None:
        raise ArticleError("it is an OpenDocument file without content: save it again")
    return OpenDocumentParts(
        body=body,
        styles=tuple(style for root in roots for style in root.iter("{*}style")),
        title=_property(roots, "title"),
        creation_date=_property(roots, "creation-date")[:10],
    )


def _property(roots: list[Any], name: str) -> str:
    for root in roots:
        for meta in root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}meta"):
            for element in meta.iter(f"{{*}}{name}"):
                return " ".join("".join(element.itertext()).split())
    return ""
