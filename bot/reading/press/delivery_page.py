"""Web pages of press databases: Europresse's articles, and Factiva's and LexisNexis's lines."""

import re
from collections.abc import Iterator
from typing import Any

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.decoding import decode_markup
from bot.reading.formats.format import Format
from bot.reading.html.page import parse_page
from bot.reading.press.author_names import split_author_names
from bot.reading.press.europresse import clean_source
from bot.reading.press.press_delivery import read_records, split_delivery
from bot.reading.press.press_record import PressRecord, first_date
from bot.reading.source import Source

_EUROPRESSE = re.compile(
    r"class=[\"'][^\"'<>]{0,80}\b(?:DocPublicationName|titreArticleVisu)\b", re.IGNORECASE
)
_FACTIVA = re.compile(
    r"class=[\"']article \w\wArticle|class=[\"'][^\"'<>]{0,40}\w\warticleParagraph|fcpNavContainer"
    r"|<title>\s*Factiva\s*</title>",
    re.IGNORECASE,
)
_NEXIS = re.compile(
    r"<DOC NUMBER=[0-9]+>|LXNComment|>\s*[0-9]+ of [0-9]+ DOCUMENTS?\s*<"
    r"|>\s*End of Document\s*<",
    re.IGNORECASE,
)
# Each with words of which it has one, in lower case: most pages are told sooner by these.
_MARKS = (
    (_EUROPRESSE, ("docpublicationname", "titrearticlevisu")),
    (
        _FACTIVA,
        ('class="article ', "class='article ", "articleparagraph", "fcpnavcontainer", "factiva"),
    ),
    (_NEXIS, ("<doc number=", "lxncomment", " document")),
)
_MOST_ELEMENTS = 500_000

_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section table tr ul".split()
)
_UNSEEN = frozenset("script style head template noscript title".split())


def recognises(opening: str, name: str) -> bool:
    """Tell whether it is marked up as press databases mark up their articles."""
    if not opening.lstrip("\ufeff \t\r\n").startswith("<"):
        return False
    lower = opening.lower()
    return any(
        any(word in lower for word in words) and pattern.search(opening)
        for pattern, words in _MARKS
    )


def read(source: Source) -> Iterator[Finding]:
    """Yield the articles of the page, and a rejection of each that lacks a date or a text."""
    content = decode_markup(source.read())
    root = parse_page(content.text, source.limits, _MOST_ELEMENTS)
    records = _read_articles(root) or split_delivery(read_lines(root))
    if not records:
        raise ArticleError(
            "it looks like a page of a press database, but none of its articles was found: export"
            " them as text, RTF or .docx with their full texts"
        )
    yield from read_records(records, source)
    if content.notice:
        yield Notice(source.path, None, content.notice)


def _read_articles(root: Any) -> list[PressRecord]:
    """Return Europresse's articles, one an element."""
    articles = [element for element in root.iter("article") if _find(element, "DocPublicationName")]
    return [_read_article(element) for element in articles]


def _read_article(element: Any) -> PressRecord:
    header = next(element.iter("header"), element)
    body = next(iter(_find(element, "docOcurrContainer") or _find(element, "DocText")), None)
    if body is None:
        body = next(element.iter("section"), None)
    facts = [_text(part) for part in _find(header, "DocHeader")]
    authors = [_text(part) for part in _find(header, "docAuthors")] or _below_title(header)
    title = [_text(part) for part in _find(header, "titreArticleVisu")] or [
        _text(part) for part in _find(header, "titreArticle")
    ]
    sources = _find(header, "DocPublicationName")
    fields = {
        "title": " ".join(title),
        "published": first_date([" ".join(facts)]),
        "source": clean_source("\n".join(filter(None, read_lines(sources[0])))) if sources else "",
        "authors": split_author_names(" ".join(authors)),
        "text": "" if body is None else _prose(body),
    }
    return PressRecord(fields)


def _find(element: Any, name: str) -> list[Any]:
    return [part for part in element.iter() if name in str(part.get("class") or "").split()]


def _below_title(header: Any) -> list[str]:
    """Return the words of the element after the title's, where older pages have the authors."""
    for title in _find(header, "titreArticle")[:1]:
        neighbour = title.getnext()
        return [] if neighbour is None else [_text(neighbour)]
    return []


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _prose(element: Any) -> str:
    """Return the paragraphs of an element."""
    text = "\n".join(read_lines(element))
    return "\n\n".join(part.strip() for part in re.split(r"\n{2,}", text) if part.strip())


def read_lines(root: Any) -> list[str]:
    """Return the lines of an element, with a blank one between those of different blocks."""
    lines = [""]
    for event, element in _walk(root):
        name = element.tag if isinstance(element.tag, str) else ""
        if name == "br" and event == "start":
            lines.append("")
        elif name in _BLOCKS and lines[-1].strip():
            lines += ["", ""]
        elif name == "td" and event == "end":
            lines[-1] += "\t"
        words = element.text if event == "start" else element.tail
        if words and not (event == "end" and element is root):
            lines[-1] += " ".join(f".{words}.".split())[1:-1]
    return [line.strip() for line in lines]


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield the start and the end of each element that is seen."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        is_seen = element.tag not in _UNSEEN
        if event == "start" and not is_seen:
            walker.skip_subtree()
        elif is_seen or event == "end":
            yield event, element


FORMAT = Format("web pages", (".html",), ("text/html",), recognises, read)
