"""Chapter: the text of a page in an e-book, with what it says of itself."""

import re
from dataclasses import dataclass
from typing import Any

from bot.articles.findings import ArticleError
from bot.reading.dates.find import find_publication_date
from bot.reading.decoding import decode_markup
from bot.reading.html.blocks import extract_blocks
from bot.reading.html.page import MOST_ELEMENTS
from bot.reading.html.parsing import remove_elements
from bot.reading.limits import ReadLimits
from bot.reading.source import escape_unprintable

_HEADINGS = ("h1", "h2", "h3")
_UNSEEN = (
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "head",
    "nav",
    "rt",
    "rp",
    "audio",
    "video",
)
_MENUS = re.compile(r"\b(?:calibre_navbar|calibre_rescale_\d+_navbar|navbar|toc|nav)\b")
_ADDRESS_RELATION = "calibre-downloaded-from"
_LISTS = re.compile(
    r"(?:^|/)(?:toc|nav|cover|titlepage|title_page|contents?)\.x?html?$", re.IGNORECASE
)
_SECTION = re.compile(r"(?:^|/)feed_\d+/index[^/]*\.x?html?$")
# Names of other times than the publication's, as on the title pages of saved articles.
_OTHER_TIMES = re.compile(
    r"add|ajout|hinzu|gespeich|sav|añad|aggiun|toegev|read|lect|lese", re.IGNORECASE
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CHAPTER_TYPES = frozenset("toc cover titlepage copyright-page landmarks loi lot index".split())
_SHARE_OF_LINKS = 0.8
_LEAST_LINKS, _LEAST_INNER_LINKS = 3, 2


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page: its heading, the paragraphs below it, its own date as it is written, and address."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    day: str
    url: str


def read_chapter(data: bytes, name: str, limits: ReadLimits) -> Chapter | None:
    """Read a page; return None for a cover, a table of contents and the like."""
    if _LISTS.search(name) or _SECTION.search(name):
        return None
    root = _parse(decode_markup(data).text, limits)
    body = root.find("body")
    if body is None or _is_apart(body):
        return None
    url = _take_address(body)
    _drop_unseen(body)
    _drop_other_times(body)
    if _is_list(body):
        return None
    heading = next((element for element in body.iter(*_HEADINGS) if _text(element)), None)
    title = "" if heading is None else _text(heading)
    if heading is not None:
        remove_elements([heading])
    paragraphs = tuple(extract_blocks(body))
    if not paragraphs:
        return None
    times = {element.get("datetime", "") for element in body.iter("time")} - {""}
    day = times.pop() if len(times) == 1 else find_publication_date(paragraphs)
    return Chapter(name, title, paragraphs, day, url)


def _parse(text: str, limits: ReadLimits) -> Any:
    # Loading it takes longer than most commands run.
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(_CONTROLS.sub(" ", text).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        description = escape_unprintable(str(error))[:200]
        raise ArticleError(f"one of its chapters cannot be read ({description})") from None
    depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > limits.depth:
            raise ArticleError("the elements of a chapter are nested too deeply")
        if elements > MOST_ELEMENTS:
            raise ArticleError(f"a chapter has more than {MOST_ELEMENTS:,} elements")
    return root


def _is_apart(body: Any) -> bool:
    """Tell whether it says that it is a cover, a table of contents and the like."""
    elements = [body, *body[:1]]
    kinds = " ".join(element.get("epub:type", "") for element in elements).split()
    return not _CHAPTER_TYPES.isdisjoint(kinds)


def _take_address(body: Any) -> str:
    """Return the address from which a page was downloaded, and drop the line that says it."""
    for link in body.iter("a"):
        if link.get("rel") == _ADDRESS_RELATION:
            line = link.getparent()
            remove_elements([link if line is body else line])
            return str(link.get("href", ""))
    terms = (term.getnext() for term in body.iter("dt"))
    links = (link for value in terms if value is not None for link in value.iter("a"))
    addresses = (str(link.get("href", "")) for link in links)
    return next((address for address in addresses if address.startswith("http")), "")


def _drop_unseen(body: Any) -> None:
    remove_elements(list(body.iter(*_UNSEEN)))
    elements = list(body.iter("div", "p", "ul", "ol", "table"))
    remove_elements(each for each in elements if _MENUS.search(each.get("class", "")))


def _drop_other_times(body: Any) -> None:
    for term in list(body.iter("dt")):
        value = term.getnext()
        if value is not None and value.tag == "dd" and _OTHER_TIMES.search(_text(term)):
            remove_elements([value, term])


def _is_list(body: Any) -> bool:
    """Tell whether nearly all of its words below headings are links, as in a table of contents."""
    elements = [link for link in body.iter("a") if link.get("href")]
    links = list(map(_text, elements))
    total = len(_text(body)) - sum(len(_text(heading)) for heading in body.iter(*_HEADINGS))
    # Those to other chapters are no citations.
    is_inner = all(":" not in link.get("href") for link in elements)
    return (
        len(links) >= (_LEAST_INNER_LINKS if is_inner else _LEAST_LINKS)
        and sum(map(len, links)) > total * _SHARE_OF_LINKS
    )


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
