"""Publication: what an e-book's package document says of it, and its chapters in order."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from bot.articles.findings import ArticleError
from bot.reading.containers.package_xml import parse_xml_tree
from bot.reading.containers.xml_elements import local_name, read_attribute
from bot.reading.containers.zip_package import ZipPackage
from bot.reading.limits import ReadLimits

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/html", "text/x-oeb1-document")
# Fonts are veiled in this way, which does not lock the book.
_FONT_VEILS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LOCK_REASON = "its text is locked (DRM): add a copy without a lock"
# What a converter writes where it does not know.
_COLLECTORS = frozenset("wallabag readwise pocket instapaper omnivore readeck".split())
_NOBODY = _COLLECTORS | frozenset(
    "calibre unknown unbekannt inconnu desconocido sconosciuto".split()
)
_SIDE_PAGES = frozenset(
    "cover title-page titlepage toc copyright-page index loi lot colophon landmarks".split()
)
_KIND = "an e-book"


@dataclass(frozen=True, slots=True)
class Publication:
    """An e-book: its metadata, and the names of its chapters' parts in reading order.

    ``day`` is the date of its publication as it is written, or empty. ``is_periodical`` tells that
    it is an issue of a newspaper or magazine, ``is_collection`` that it holds saved articles.
    """

    title: str
    publisher: str
    authors: tuple[str, ...]
    day: str
    language: str
    url: str
    is_periodical: bool
    is_collection: bool
    chapters: tuple[str, ...]


def read_publication(package: ZipPackage, limits: ReadLimits) -> Publication:
    """Read an e-book's package document; raise ArticleError where it is broken or locked."""
    name = _find_package_document(package, limits)
    root = parse_xml_tree(package.read(name), limits, _KIND)
    chapters = tuple(_chapters(root, posixpath.dirname(name), set(package.names)))
    if not chapters:
        raise ArticleError("it is an e-book without chapters")
    _refuse_lock(package, chapters, limits)
    metadata = _read_metadata(root)
    return Publication(
        title=_first(metadata, "title"),
        publisher=next(_names(metadata, "publisher"), ""),
        authors=tuple(dict.fromkeys(_names(metadata, "creator"))),
        day=_day(metadata),
        language=_first(metadata, "language"),
        url=next((word for word, _ in metadata.get("source", ()) if word.startswith("http")), ""),
        is_periodical=any(
            kind in word.lower()
            for word in _kinds(root, metadata)
            for kind in ("periodical", "newspaper", "magazine")
        ),
        is_collection=not _COLLECTORS.isdisjoint(_makers(metadata)),
        chapters=chapters,
    )


def _find_package_document(package: ZipPackage, limits: ReadLimits) -> str:
    container = package.read(_CONTAINER)
    if container:
        for element in parse_xml_tree(container, limits, _KIND).iter("{*}rootfile"):
            name = element.get("full-path", "")
            if name in package.names:
                return str(name)
    name = next((name for name in package.names if name.lower().endswith(".opf")), "")
    if not name:
        raise ArticleError(
            "it is an e-book without its list of chapters: convert it to .epub again"
        )
    return name


def _chapters(root: Any, folder: str, parts: set[str]) -> Iterator[str]:
    """Yield the parts of the spine that exist and are no cover or table of contents."""
    pages = {
        element.get("id", ""): element
        for element in root.iter("{*}item")
        if element.get("media-type", "").strip().lower() in _PAGES
    }
    side_pages = {
        _resolve(folder, element.get("href", ""))
        for element in root.iter("{*}reference")
        if element.get("type", "").strip().lower() in _SIDE_PAGES
    }
    names = set()
    for reference in root.iter("{*}itemref"):
        page = pages.get(reference.get("idref", ""))
        if page is None or "nav" in page.get("properties", "").split():
            continue
        name = _resolve(folder, page.get("href", ""))
        if name in parts and name not in side_pages and name not in names:
            names.add(name)
            yield name


def _resolve(folder: str, reference: str) -> str:
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _refuse_lock(package: ZipPackage, chapters: tuple[str, ...], limits: ReadLimits) -> None:
    data = package.read(_ENCRYPTION)
    if not data:
        return
    for element in parse_xml_tree(data, limits, _KIND).iter("{*}EncryptedData"):
        methods = [
            read_attribute(method, "Algorithm") for method in element.iter("{*}EncryptionMethod")
        ]
        names = [
            unquote(read_attribute(part, "URI")) for part in element.iter("{*}CipherReference")
        ]
        if not set(methods) & set(_FONT_VEILS) and set(names) & set(chapters):
            raise ArticleError(_LOCK_REASON)


_Metadata = dict[str, list[tuple[str, Any]]]


def _read_metadata(root: Any) -> _Metadata:
    """Return the words and the element of each entry, by the entry's name."""
    metadata: _Metadata = {}
    for parent in root.iter("{*}metadata"):
        for element in parent.iter():
            words = " ".join("".join(element.itertext()).split())
            if words:
                metadata.setdefault(local_name(element.tag), []).append((words, element))
    return metadata


def _first(metadata: _Metadata, name: str) -> str:
    return next((words for words, _ in metadata.get(name, ())), "")


def _names(metadata: _Metadata, name: str) -> Iterator[str]:
    for words, _ in metadata.get(name, ()):
        if words.lower() not in _NOBODY:
            yield words


def _makers(metadata: _Metadata) -> Iterator[str]:
    for name in ("publisher", "creator", "contributor"):
        yield from (words.lower() for words, _ in metadata.get(name, ()))


def _day(metadata: _Metadata) -> str:
    """Return the date of publication, never that of a conversion."""
    dates: dict[str, str] = {}
    for words, element in metadata.get("date", ()):
        # An unknown date is written as the year 101.
        if not words.startswith("0"):
            dates.setdefault(read_attribute(element, "event").lower(), words)
    for event in ("publication", "original-publication", "issued", ""):
        if event in dates:
            return dates[event]
    return ""


def _kinds(root: Any, metadata: _Metadata) -> Iterator[str]:
    """Yield the words that may say that it is an issue of a periodical."""
    yield from (words for words, _ in metadata.get("type", ()))
    for element in root.iter("{*}meta"):
        kind = element.get("name", "") or element.get("property", "")
        if kind in ("calibre:publication_type", "dcterms:type"):
            yield element.get("content", "") or (element.text or "")
    for element in root.iter("{*}x-metadata"):
        yield from (child.get("content-type", "") for child in element.iter())
