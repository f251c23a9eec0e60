"""NewsML: the messages of agencies, in its first version and in NewsML-G2."""

from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.containers.xml_elements import find_all, find_child, local_name, read_words
from bot.reading.markup import to_prose
from bot.reading.news_xml.nitf import (
    check_status,
    read_blocks,
    read_nitf,
    split_byline,
    write_date,
)

_TEXT_CLASSES = ("", "text", "composite")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_g2(item: Any) -> dict[str, object] | None:
    """Return the fields of an item of NewsML-G2, None for one that is no text.

    Raise ArticleError where it was withdrawn, or has no text.
    """
    meta, content = find_child(item, "itemMeta"), find_child(item, "contentMeta")
    if _code(find_child(meta, "itemClass") if meta is not None else None) not in _TEXT_CLASSES:
        return None
    if meta is not None:
        check_status(_code(find_child(meta, "pubStatus")))
    inline = next(find_all(item, "inlineXML", "inlineData"), None)
    fields = _read_inline(inline)
    creators = (
        ()
        if content is None
        else [
            read_words(find_child(creator, "name")) or creator.get("literal", "")
            for creator in content
            if local_name(creator) == "creator"
        ]
    )
    byline = read_words(next(find_all(item, "by"), None))
    provider = None if meta is None else find_child(meta, "provider")
    return {
        **fields,
        "title": read_words(next(find_all(item, "headline"), None)) or fields.get("title", ""),
        "published": _first_date(
            (content, "contentCreated"), (meta, "firstCreated"), (meta, "versionCreated")
        )
        or fields.get("published", ""),
        "source": _name(provider) or fields.get("source", ""),
        "authors": [name for name in creators if name]
        or split_byline(byline)
        or fields.get("authors", []),
        "language": item.get(_LANGUAGE, "") or _tag(content),
    }


def read_first(item: Any) -> dict[str, object] | None:
    """Return the fields of a NewsItem of NewsML 1, None for one that is no text.

    Raise ArticleError where it was withdrawn.
    """
    management = find_child(item, "NewsManagement")
    if management is not None:
        status = find_child(management, "Status")
        check_status("" if status is None else status.get("FormalName", ""))
    contents = list(find_all(item, "DataContent", "InlineContent"))
    texts = [fields for content in contents if (fields := _read_inline(content))["text"]]
    if not texts:
        return None
    fields = max(texts, key=lambda candidate: len(str(candidate["text"])))
    byline = read_words(next(find_all(item, "ByLine"), None))
    identifier = next(find_all(item, "NewsIdentifier"), None)
    return {
        **fields,
        "title": read_words(next(find_all(item, "HeadLine"), None)) or fields.get("title", ""),
        "published": _first_date((management, "FirstCreated"), (management, "ThisRevisionCreated"))
        or _first_date((identifier, "DateId"))
        or fields.get("published", ""),
        "source": _provider(item) or fields.get("source", ""),
        "authors": split_byline(byline) or fields.get("authors", []),
        "language": fields.get("language", ""),
    }


def find_items(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the items of a message, each with the version of its format: "g2" or "first"."""
    for element in find_all(root, "newsItem", "NewsItem"):
        yield ("g2" if local_name(element) == "newsItem" else "first"), element


def _read_inline(inline: Any) -> dict[str, Any]:
    """Return the fields in the text itself: NITF, HTML, or paragraphs."""
    if inline is None:
        raise ArticleError("it has no text in it: its content is elsewhere")
    nitf = next(find_all(inline, "nitf"), None)
    if nitf is not None:
        return read_nitf(nitf)
    body = next(find_all(inline, "body"), inline)
    blocks = list(read_blocks(body))
    text = "\n\n".join(blocks)
    if len(inline) == 0:
        # Escaped HTML, or lines of plain text.
        text = to_prose((inline.text or "").strip())
    return {"text": text}


def _first_date(*places: tuple[Any, str]) -> str:
    for parent, name in places:
        words = "" if parent is None else read_words(find_child(parent, name))
        if words:
            return write_date(words)
    return ""


def _code(element: Any) -> str:
    if element is None:
        return ""
    return str(element.get("qcode", "") or element.get("uri", "").rpartition("/")[2]).rpartition(
        ":"
    )[2]


def _name(element: Any) -> str:
    if element is None:
        return ""
    return read_words(find_child(element, "name")) or element.get("literal", "")


def _tag(content: Any) -> str:
    language = None if content is None else find_child(content, "language")
    return "" if language is None else language.get("tag", "")


def _provider(item: Any) -> str:
    for element in find_all(item, "SourceLine", "Provider", "ProviderId"):
        party = next(find_all(element, "Party"), None)
        words = read_words(element) or ("" if party is None else party.get("FormalName", ""))
        if words:
            return words
    return ""
