"""The text of an article on a web page: extracted, completed, and without what leaked in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bot.reading.bylines import find_authors
from bot.reading.html.main_text import extract_main_text
from bot.reading.html.prose.gaps import find_gaps, main_signatures, signature_of
from bot.reading.html.prose.layout import Block, Region, collect_blocks, squeeze
from bot.reading.html.prose.leaks import Line, find_end, find_leaks, is_phrase, is_stamp
from bot.reading.html.prose.overlap import Grams, letters_of
from bot.reading.html.prose.standfirst import find_standfirst
from bot.reading.html.prose.structured_text import StructuredText, read_structured_text

BEHIND_PAYWALL = "only the beginning of the article: the page is behind a paywall"
LESS_THAN_COUNTED = (
    "only {words:,} words were found, but the page says that the article has {count:,}:"
    " check that its text is whole"
)

# A body in the metadata is whole where it is about as long as what the page shows.
_WHOLE = 0.6
_FOREIGN, _HALF = 0.3, 0.5
# Where the rules leave less, they are wrong about the page.
_LEAST_KEPT = 0.35
_TAIL = 0.3
_HEAD_LINES, _PROSE = 12, 15
_SHORTEST_TITLE = 10
_BIO_LINES, _LONGEST_BIO = 3, 110
_MUCH_MORE, _MANY_MORE = 1.6, 120
_BEGINNING = 150


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page's article.

    notice: what an admin should know of it, or empty
    lines: the lines that were found at first, bylines among them
    """

    text: str
    notice: str = ""
    lines: tuple[str, ...] = field(default=())


def extract_page_text(
    root: Any, *, title: str = "", authors: Sequence[str] = (), host: str = ""
) -> PageText:
    """Return the text of the article on a page, empty where there is none."""
    structured = read_structured_text(root)
    draft = _draft(root, structured, host)
    base = draft.base
    names = authors or find_authors(base.split("\n"))
    draft.drop_head(title, names)
    draft.drop_leaks()
    draft.fill_gaps()
    draft.drop_tail(names)
    draft.add_standfirst(title)
    text = draft.text()
    if structured.body and (not draft.is_shown or len(text) < _HALF * len(structured.body)):
        text = max(text, structured.body, key=len)
    if not text:
        return PageText("")
    return PageText(text, _notice(text, structured, draft.is_cut), tuple(base.split("\n")))


def _draft(root: Any, structured: StructuredText, host: str) -> "_Draft":
    blocks = collect_blocks(root)
    headings = {letters_of("".join(heading.itertext())) for heading in root.iter("h1")}
    draft = _Draft(extract_main_text(root), blocks, headings, structured, host)
    if draft.quality >= _HALF:
        return draft
    # Some pages come back as a single paragraph with its characters changed, or with menus.
    precise = _Draft(extract_main_text(root, precise=True), blocks, headings, structured, host)
    return max(draft, precise, key=lambda one: one.quality)


def _notice(text: str, structured: StructuredText, is_cut: bool) -> str:
    words = len(text.split())
    is_short = structured.words > max(_MUCH_MORE * words, words + _MANY_MORE)
    if structured.is_paid and (is_short or is_cut or words < _BEGINNING and not structured.words):
        return BEHIND_PAYWALL
    if is_short:
        return LESS_THAN_COUNTED.format(words=words, count=structured.words)
    return ""


class _Draft:
    """An article's lines while they are put in order."""

    def __init__(
        self,
        base: str,
        blocks: Sequence[Block],
        headings: set[str],
        structured: StructuredText,
        host: str,
    ) -> None:
        self.base = base
        self._blocks = blocks
        self._headings = headings
        self._structured = structured
        self._host = host
        self._paragraphs = _align(base, blocks)
        self._region = self._measure()
        self._standfirst: list[str] = []
        self._dropped: set[str] = set()
        self.is_cut = False
        whole = len(squeeze(structured.body)) >= _WHOLE * len(squeeze(base))
        self._body = Grams(structured.body) if structured.body and whole else None
        if self._body is not None and self._body.share(base) < _HALF:
            self._body = None

    @property
    def quality(self) -> float:
        """Return how much of the text is prose that the page shows."""
        lines = self._lines()
        prose = {
            index for index, line in enumerate(lines) if line.block is not None and line.words > 7
        }
        return _size(lines, prose) / max(1, _size(lines, set(range(len(lines)))))

    @property
    def is_shown(self) -> bool:
        """Tell whether the page itself has the text, rather than a script in it."""
        lines = self._lines()
        seen = {index for index, line in enumerate(lines) if line.block is not None}
        return _size(lines, seen) > _HALF * _size(lines, set(range(len(lines))))

    def _measure(self) -> Region:
        distinct = {squeeze(line.text): line.block for line in self._lines() if line.block}
        return Region(distinct.values())

    def _lines(self) -> list[Line]:
        return [line for paragraph in self._paragraphs for line in paragraph]

    def _remove(self, indices: set[int]) -> None:
        number = -1
        paragraphs = []
        for paragraph in self._paragraphs:
            kept = []
            for line in paragraph:
                number += 1
                if number in indices:
                    self._dropped.add(squeeze(line.text))
                else:
                    kept.append(line)
            paragraphs.append(kept)
        self._paragraphs = [paragraph for paragraph in paragraphs if paragraph]

    def drop_head(self, title: str, authors: Sequence[str]) -> None:
        """Leave out the headline and what is above it, and the byline and dates below it."""
        lines = self._lines()
        start = 0
        for index, line in enumerate(lines[:_HEAD_LINES]):
            prose = sum(one.words >= _PROSE for one in lines[:index])
            is_headline = _is_headline(line, title) or letters_of(line.text) in self._headings
            if (prose < 2 and is_headline) or (
                not prose and self._is_title(line, title)
            ):
                start = index + 1
        head = set(range(start)) if start < len(lines) else set()
        for index in range(start, min(start + _HEAD_LINES, len(lines))):
            if lines[index].words >= _PROSE or lines[index].text.endswith((".", "!", "?")):
                break
            if is_stamp(lines[index].text, authors):
                head.add(index)
        self._remove(head)

    def _is_title(self, line: Line, title: str) -> bool:
        """Tell whether a heading above all prose is the headline in other words."""
        if not line.is_heading or line.block is None:
            return False
        return not self._region.holds(line.block.element) or _resembles(line, title)

    def drop_leaks(self) -> None:
        """Leave out what is no part of the article."""
        lines = self._lines()
        leaks = find_leaks(lines, self._region, self._host)
        if self._body is not None:
            leaks |= {index for index, line in enumerate(lines) if self._is_foreign(line)}
        if _size(lines, leaks) > (1 - _LEAST_KEPT) * _size(lines, set(range(len(lines)))):
            leaks = {index for index, line in enumerate(lines) if is_phrase(line.text)}
        self.is_cut = bool(leaks) and len(lines) - 1 in leaks
        self._remove(leaks)

    def _is_foreign(self, line: Line) -> bool:
        if self._body is None or line.is_heading or len(squeeze(line.text)) < _SHORTEST_TITLE:
            return False
        return self._body.share(line.text) < _FOREIGN

    def drop_tail(self, authors: Sequence[str]) -> None:
        """Leave out what stands behind the end of the article."""
        lines = self._lines()
        mains = main_signatures(lines)
        last = max(
            (index for index, line in enumerate(lines) if self._is_main(line, mains)), default=-1
        )
        tail = {
            index
            for index in range(last + 1, len(lines))
            if lines[index].block is not None
            and not lines[index].is_item
        }
        if _size(lines, tail) < _TAIL * _size(lines, set(range(len(lines)))):
            self._remove(tail)
        self._drop_biographies(authors)
        self._remove(set(range(find_end(self._lines()), len(self._lines()))))

    def _is_main(self, line: Line, mains: set[tuple[str, ...]]) -> bool:
        return line.block is not None and signature_of(line.block.element) in mains

    def _drop_biographies(self, authors: Sequence[str]) -> None:
        names = [name for name in authors if len(name.split()) > 1]
        lines = self._lines()
        first = max(1, len(lines) - _BIO_LINES)
        self._remove(
            {
                index
                for index in range(first, len(lines))
                if lines[index].words <= _LONGEST_BIO
                and any(name in lines[index].text for name in names)
            }
        )

    def fill_gaps(self) -> None:
        """Add the paragraphs that the extraction left out."""
        taken = self._lines()
        if not taken and self._body is None:
            return
        places = {id(block): index for index, block in enumerate(self._blocks)}
        gaps = find_gaps(
            self._blocks, taken, self._dropped, self._region, self._body, self._host
        )
        filled: list[list[Line]] = []
        for paragraph in self._paragraphs:
            known = [places[id(line.block)] for line in paragraph if line.block is not None]
            while gaps and known and gaps[0] < min(known):
                filled.append([self._line(gaps.pop(0))])
            filled.append(paragraph)
        self._paragraphs = [*filled, *([self._line(index)] for index in gaps)]

    def _line(self, index: int) -> Line:
        block = self._blocks[index]
        return Line(block.text, block)

    def add_standfirst(self, title: str) -> None:
        """Put the sentences beside the headline before the text."""
        places = {id(block): index for index, block in enumerate(self._blocks)}
        known = [places[id(line.block)] for line in self._lines() if line.block is not None]
        if not known:
            return
        end = known[0]
        wanted = squeeze(title).casefold()
        headline = next(
            (at for at in reversed(range(end)) if _is_title_block(self._blocks[at], wanted)), None
        )
        if headline is None:
            return
        opening = squeeze("".join(line.text for line in self._lines()[:6]))
        descriptions = self._structured.descriptions
        paragraphs = find_standfirst(self._blocks, headline, end, descriptions)
        self._standfirst = [text for text in paragraphs if squeeze(text) not in opening]

    def text(self) -> str:
        """Return the text, its paragraphs parted by blank lines."""
        paragraphs = ("\n".join(line.text for line in paragraph) for paragraph in self._paragraphs)
        return "\n\n".join((*self._standfirst, *paragraphs))


def _align(base: str, blocks: Sequence[Block]) -> list[list[Line]]:
    """Return the lines of a text by paragraphs, each with the block that it was taken from."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        places[squeeze(block.text)].append(index)
    last = -1
    paragraphs = []
    for paragraph in filter(None, base.split("\n\n")):
        lines = []
        for text in paragraph.split("\n"):
            candidates = places.get(squeeze(text), [])
            # Tables of contents and teasers repeat lines as links.
            place = min(
                candidates,
                key=lambda index: (index <= last, blocks[index].link_share > _HALF, index),
                default=None,
            )
            last = last if place is None else max(last, place)
            lines.append(Line(text, None if place is None else blocks[place]))
        paragraphs.append(lines)
    return paragraphs


def _is_headline(line: Line, title: str) -> bool:
    if line.block is not None and line.block.element.tag == "h1":
        return True
    text, wanted = letters_of(line.text), letters_of(title)
    # Some have a few words above the headline in its element.
    return bool(wanted) and (
        text == wanted
        or (
            text.endswith(wanted)
            and _SHORTEST_TITLE <= len(wanted)
            and len(text) < 2 * len(wanted) + _SHORTEST_TITLE
        )
    )


def _resembles(line: Line, title: str) -> bool:
    return len(title) >= _SHORTEST_TITLE and Grams(title).share(line.text) > _HALF


def _is_title_block(block: Block, title: str) -> bool:
    if squeeze(block.text).casefold() == title:
        return True
    return any(
        element.tag == "h1"
        for element in (block.element, *islice(block.element.iterancestors(), 3))
    )


def _size(lines: Sequence[Line], indices: set[int]) -> int:
    return sum(len(lines[index].text) for index in indices)
