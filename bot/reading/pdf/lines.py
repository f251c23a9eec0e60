"""Lines of a document's pages, without running headers and footers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.dates.find import find_dates

_EDGE = 3
_LEAST_SHARE = 0.3

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|seite|p(?:ág)?\.|página|pagina)?\s*(?:[0-9]{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:of|/|von|de|sur|di)\s*[0-9]{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
# A line of a table of contents.
_LEADER_DOTS = 6
_LEADER = re.compile(
    rf"(?<!\.)(?<!\. )(?>(?:\. ?){{{_LEADER_DOTS},}})(?:[0-9]{{1,4}}|[ivxlc]{{1,6}})"
)
# What browsers print above and below a page, with the day of printing.
_PRINT_LINE = re.compile(
    r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},? [0-9]{1,2}:[0-9]{2}(?: [AP]M)?(?: .*)?"
    r"|(?:https?|file)://\S+(?: +[0-9]+(?:/| of )[0-9]+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page.

    text: its text
    x, y: where it begins, in points from the left and from below
    size: height of its letters, in points
    font: its font, empty where it has several
    """

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    font: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a document's pages.

    pages: the lines of each page, without headers and footers
    running_lines: headers and footers, once each
    address: the address of the web page that was printed, or empty
    """

    pages: tuple[tuple[Line, ...], ...]
    running_lines: tuple[str, ...]
    address: str


def strip_running_lines(pages: Sequence[Sequence[Line]]) -> Pages:
    """Remove page numbers and the headers and footers that occur on several pages.

    Lines of a table of contents are removed too.
    """
    edges = [_edge(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(line.text) for line in edge})
    threshold = max(2, _LEAST_SHARE * len(pages))
    running_lines: dict[str, str] = {}
    address = ""
    contents = []
    for page, edge in zip(pages, edges, strict=True):
        lines = []
        for line in page:
            if line.text.count(".") >= _LEADER_DOTS and _LEADER.search(line.text):
                continue
            if line not in edge:
                lines.append(line)
            elif _PRINT_LINE.fullmatch(line.text):
                address = address or next(_addresses(line.text), "")
            elif counts[_key(line.text)] >= threshold:
                running_lines.setdefault(_key(line.text), line.text)
            elif not _PAGE_NUMBER.fullmatch(line.text):
                lines.append(line)
        contents.append(tuple(lines))
    if not any(contents):
        # Pages that are all alike hold nothing else.
        contents = [tuple(page) for page in pages]
    return Pages(tuple(contents), tuple(running_lines.values()), address)


def _edge(page: Sequence[Line]) -> frozenset[Line]:
    """Return the lines at the top and at the bottom, whatever their place in the file."""
    heights = sorted({line.y for line in page})
    if len(heights) <= 1:
        return frozenset((*page[:_EDGE], *page[-_EDGE:]))
    ends = {*heights[:_EDGE], *heights[-_EDGE:]}
    return frozenset(line for line in page if line.y in ends)


def _key(text: str) -> str:
    """Return what a running line has on every page; sentences do not run."""
    key = " ".join(text.casefold().split())
    # The day of an article differs from the next one's, unlike a newspaper's on its pages.
    return key if key.endswith(".") or any(find_dates(text)) else re.sub(r"[0-9]+", "#", key)


def _addresses(text: str) -> Iterator[str]:
    yield from re.findall(r"https?://\S+", text)
