"""NITF: the articles of agencies and newspaper archives."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.containers.xml_elements import find_all, find_child, local_name, read_words

_BLOCKS = frozenset(
    "p hl2 li bq block td th pre dt dd blockquote h1 h2 h3 h4 h5 h6 div body.content body".split()
)
_UNSEEN = frozenset(
    "media table-reference fn body.end caption script style object media-caption media-reference"
    " copyrite copyright credit title head figure figcaption".split()
)
_NORM = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T?([0-9]{2}):?([0-9]{2}):?([0-9]{2})?"
    r"(?:\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_BYLINE = re.compile(
    r"^(?:by|von|par|por|de|di|door|av|af|od|автор:?)[ \u00a0]+(?=[^\W\d_])", re.IGNORECASE
)
_NAMES_BETWEEN = re.compile(r"\s*(?:;|,|\band\b|\bund\b|\bet\b|\by\b|&)\s*")
_DEAD = frozenset(("canceled", "cancelled", "killed", "withheld", "embargoed", "withdrawn"))
_MOST_AUTHOR_WORDS = 6


def read_nitf(root: Any) -> dict[str, object]:
    """Return the fields of an article in NITF; raise ArticleError where it was withdrawn."""
    document = next(find_all(root, "docdata"), None)
    if document is not None:
        check_status(document.get("management-status", ""))
    body = next(find_all(root, "body"), None)
    head = None if body is None else find_child(body, "body.head")
    content = None if body is None else find_child(body, "body.content")
    publication = next(find_all(root, "pubdata"), None)
    bylines = () if head is None else [_byline(item) for item in find_all(head, "byline")]
    attributes = {} if publication is None else dict(publication.attrib)
    return {
        "title": _title(root, head),
        "text": "\n\n".join(read_blocks(body if content is None else content)),
        "published": _date(root, attributes),
        "source": attributes.get("name", "") or _distributor(root),
        "url": attributes.get("ex-ref", ""),
        "authors": [name for line in bylines for name in split_byline(line)],
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
    }


def check_status(status: str) -> None:
    """Raise ArticleError for an article that its agency withdrew or has not released."""
    name = status.rpartition(":")[2].strip().lower()
    if name in _DEAD:
        raise ArticleError(f"its agency says that it is {name}: it must not be published")


def read_blocks(content: Any) -> Iterator[str]:
    """Yield the paragraphs of an article's body, without pictures, captions and notes."""
    if content is None:
        return
    pieces: list[str] = []
    for piece in _pieces(content, 0):
        if piece is None:
            if text := " ".join("".join(pieces).split()):
                yield text
            pieces = []
        else:
            pieces.append(piece)
    if text := " ".join("".join(pieces).split()):
        yield text


def _pieces(element: Any, depth: int) -> Iterator[str | None]:
    """Yield the text, with None between blocks."""
    is_block = local_name(element).lower() in _BLOCKS
    if is_block:
        yield None
    yield element.text or ""
    for child in element:
        name = local_name(child).lower()
        if name == "br":
            yield " "
        elif name and name not in _UNSEEN and depth < 200:
            yield from _pieces(child, depth + 1)
        yield child.tail or ""
    if is_block:
        yield None


def split_byline(line: str) -> list[str]:
    """Return the names in a byline."""
    names = _NAMES_BETWEEN.split(_BYLINE.sub("", line.strip()))
    return [name for name in names if 0 < len(name.split()) <= _MOST_AUTHOR_WORDS]


def write_date(norm: str) -> str:
    """Return a date as ISO 8601 writes it, with dashes and colons; others stay."""
    match = _NORM.fullmatch(norm.strip())
    if match is None:
        return norm.strip()
    day = "-".join(match.group(1, 2, 3))
    if match[4] is None or (match[7] is None and match.group(4, 5) == ("00", "00")):
        return day
    zone = match[7] or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}{zone}"


def _byline(element: Any) -> str:
    """Return the names in a byline without what their bearers are."""
    children = (
        ("" if local_name(child) == "byttl" else read_words(child), child.tail or "")
        for child in element
    )
    return " ".join(" ".join((element.text or "", *itertools.chain(*children))).split())


def _title(root: Any, head: Any) -> str:
    headline = None if head is None else find_child(head, "hedline", "hl1")
    if headline is None and head is not None:
        headline = find_child(head, "hedline")
    return read_words(headline) or read_words(find_child(root, "head", "title"))


def _date(root: Any, attributes: dict[str, str]) -> str:
    """Return the day of the paper, with the hour of issue where that is on the same day."""
    issue_norm = next((item.get("norm", "") for item in find_all(root, "date.issue")), "")
    release = next((item.get("norm", "") for item in find_all(root, "date.release")), "")
    published, issue = write_date(attributes.get("date.publication", "")), write_date(issue_norm)
    if published and not issue.startswith(published[:10]):
        return published
    story = next((item.get("norm", "") for item in find_all(root, "story.date")), "")
    return issue or published or write_date(release) or write_date(story)


def _distributor(root: Any) -> str:
    return read_words(next(find_all(root, "distributor"), None))
