"""Drafts: an article's lines while they are completed and rid of what is no part of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from bot.reading.html.prose.edges import find_biographies, find_end, find_head
from bot.reading.html.prose.gaps import find_gaps, main_signatures, signature_of
from bot.reading.html.prose.leaks import find_leaks
from bot.reading.html.prose.page_blocks import Grams, TextBlock, TextRegion, squeeze
from bot.reading.html.prose.phrase_rules import is_phrase
from bot.reading.html.prose.standfirst import find_standfirst
from bot.reading.html.prose.text_line import TextLine
from bot.reading.html.prose.walls import is_wall

# A body in the metadata is whole where it is about as long as what the page shows.
_FULL_LENGTH = 0.6
_FOREIGN, _HALF = 0.3, 0.5
_FEWEST_LETTERS, _PROSE_WORDS, _OPENING_LINES = 10, 8, 6
# Where the rules leave less, they are wrong about the page.
_LEAST_KEPT = 0.35
_LONGEST_TAIL = 0.3
_SHORTEST_PARAGRAPH = 40
_BLOCKS_BELOW = 8


class Draft:
    """The text of a page's article.

    ``base`` is what was extracted, ``blocks`` are those of the page, ``headings`` the letters of
    its main headings, and ``body`` is the article's text by its metadata, or empty.
    """

    def __init__(
        self, base: str, blocks: Sequence[TextBlock], headings: set[str], body: str, host: str
    ) -> None:
        self.base = base
        self.is_cut = False
        self._blocks = blocks
        self._places = {id(block): index for index, block in enumerate(blocks)}
        self._headings = headings
        self._host = host
        self._paragraphs = _align(base, blocks)
        # What a page repeats says nothing of where its text stands.
        distinct = {squeeze(line.text): line.block for line in self.lines if line.block}
        self._region = TextRegion(distinct.values())
        self._leftovers: set[str] = set()
        self._standfirst: list[str] = []
        self._body = _whole_body(body, base)

    @property
    def lines(self) -> list[TextLine]:
        """Return its lines."""
        return [line for paragraph in self._paragraphs for line in paragraph]

    @property
    def quality(self) -> float:
        """Return how much of it is prose that the page shows."""
        return _share(
            self.lines, lambda line: line.block is not None and line.words >= _PROSE_WORDS
        )

    @property
    def is_shown(self) -> bool:
        """Tell whether the page itself shows it, rather than that a script in it has it."""
        return _share(self.lines, lambda line: line.block is not None) > _HALF

    @property
    def is_walled(self) -> bool:
        """Tell whether the page asks for a subscription just below it."""
        places = self._places
        last = max((places[id(line.block)] for line in self.lines if line.block), default=0)
        return any(
            is_wall(block.text) for block in self._blocks[last + 1 : last + 1 + _BLOCKS_BELOW]
        )

    @property
    def text(self) -> str:
        """Return the text, its paragraphs parted by blank lines."""
        paragraphs = ("\n".join(line.text for line in paragraph) for paragraph in self._paragraphs)
        return "\n\n".join((*self._standfirst, *paragraphs))

    def drop_head(self, title: str, authors: Sequence[str]) -> None:
        """Leave out the headline, what is above it, and the byline and dates below it."""
        self._drop(find_head(self.lines, title, self._headings, authors, self._region))

    def drop_leaks(self) -> None:
        """Leave out what is no part of the article."""
        lines = self.lines
        leaks = find_leaks(lines, self._blocks, self._region, self._host)
        leaks |= {index for index, line in enumerate(lines) if self._is_foreign(line)}
        if _size(lines, leaks) > (1 - _LEAST_KEPT) * _size(lines):
            leaks = {index for index, line in enumerate(lines) if is_phrase(line.text)}
        self.is_cut = len(lines) - 1 in leaks
        self._drop(leaks)

    def fill_gaps(self) -> None:
        """Add the paragraphs that the extraction left out."""
        gaps = find_gaps(
            self._blocks, self.lines, self._leftovers, self._region, self._body, self._host
        )
        places = self._places
        paragraphs = []
        for paragraph in self._paragraphs:
            first = min((places[id(line.block)] for line in paragraph if line.block), default=-1)
            while gaps and gaps[0] < first:
                paragraphs.append([self._line(gaps.pop(0))])
            paragraphs.append(paragraph)
        self._paragraphs = [*paragraphs, *([self._line(index)] for index in gaps)]

    def drop_tail(self, authors: Sequence[str]) -> None:
        """Leave out what stands behind the end of the article."""
        lines = self.lines
        mains = main_signatures(lines)
        last = max(
            (
                index
                for index, line in enumerate(lines)
                if line.block is not None and signature_of(line.block.element) in mains
            ),
            default=-1,
        )
        tail = {
            index
            for index in range(last + 1, len(lines))
            if lines[index].block is not None and not lines[index].is_item
        }
        if _size(lines, tail) < _LONGEST_TAIL * _size(lines):
            self._drop(tail)
        self._drop(find_biographies(self.lines, authors))
        self._drop(range(find_end(self.lines), len(self.lines)))

    def add_standfirst(self, title: str, descriptions: Sequence[str]) -> None:
        """Put the sentences beside the headline before the text."""
        lines, places = self.lines, self._places
        end = next((places[id(line.block)] for line in lines if line.block is not None), 0)
        letters = squeeze(title).casefold()
        headline = next(
            (at for at in reversed(range(end)) if _is_headline(self._blocks[at], letters)), None
        )
        if headline is not None:
            opening = squeeze("".join(line.text for line in lines[:_OPENING_LINES]))
            self._standfirst = [
                text
                for text in find_standfirst(self._blocks, headline, end, descriptions)
                if squeeze(text) not in opening
            ]

    def _is_foreign(self, line: TextLine) -> bool:
        """Tell whether a line is not in the body in the metadata, which may lack headings."""
        return (
            self._body is not None
            and not line.is_heading
            and len(squeeze(line.text)) >= _FEWEST_LETTERS
            and self._body.share(line.text) < _FOREIGN
        )

    def _drop(self, indices: Collection[int]) -> None:
        numbers = iter(range(len(self.lines)))
        paragraphs = []
        for paragraph in self._paragraphs:
            remainder = []
            for line, index in zip(paragraph, islice(numbers, len(paragraph)), strict=True):
                if index in indices:
                    self._leftovers.add(squeeze(line.text))
                else:
                    remainder.append(line)
            if remainder:
                paragraphs.append(remainder)
        self._paragraphs = paragraphs

    def _line(self, index: int) -> TextLine:
        return TextLine(self._blocks[index].text, self._blocks[index])


def _align(base: str, blocks: Sequence[TextBlock]) -> list[list[TextLine]]:
    """Return the lines of a text by paragraphs, each with the block that it was taken from."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        places[block.squeezed].append(index)
    cut = _without_first_letter(blocks)
    last = -1
    paragraphs = []
    for paragraph in filter(None, base.split("\n\n")):
        lines = []
        for text in paragraph.split("\n"):
            place = _nearest(places.get(squeeze(text), ()), last, blocks)
            if place is None and (place := cut.get(squeeze(text))) is not None:
                text = blocks[place].text
            last = last if place is None else max(last, place)
            lines.append(TextLine(text, None if place is None else blocks[place]))
        paragraphs.append(lines)
    return paragraphs


def _without_first_letter(blocks: Sequence[TextBlock]) -> dict[str, int]:
    """Return the places of paragraphs by what is left of them without a drop cap.

    Pages hide it from screen readers, and extractors leave out what is hidden.
    """
    return {
        block.squeezed[1:]: index
        for index, block in enumerate(blocks)
        if len(block.text) >= _SHORTEST_PARAGRAPH and block.text[0].isupper()
    }


# Of more than these, a page has repeated the line without end.
_MOST_ALIKE = 50


def _nearest(places: Sequence[int], last: int, blocks: Sequence[TextBlock]) -> int | None:
    """Return the place of a line behind the last one; tables of contents repeat it as a link."""
    return min(
        places[-_MOST_ALIKE:],
        key=lambda place: (place <= last, blocks[place].link_share > _HALF, place),
        default=None,
    )


def _whole_body(body: str, base: str) -> Grams | None:
    if not body or len(squeeze(body)) < _FULL_LENGTH * len(squeeze(base)):
        return None
    grams = Grams(body)
    return grams if grams.share(base) >= _HALF else None


def _is_headline(block: TextBlock, title: str) -> bool:
    if block.squeezed.casefold() == title:
        return True
    return any(
        element.tag == "h1"
        for element in (block.element, *islice(block.element.iterancestors(), 3))
    )


def _size(lines: Sequence[TextLine], indices: Collection[int] | None = None) -> int:
    return sum(
        len(line.text) for index, line in enumerate(lines) if indices is None or index in indices
    )


def _share(lines: Sequence[TextLine], holds: Any) -> float:
    total = sum(len(line.text) for line in lines)
    return sum(len(line.text) for line in lines if holds(line)) / max(1, total)
