"""Columns of a page: bands of rows that a vertical strip of white divides."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from operator import attrgetter
from statistics import median

from bot.reading.pdf.word_boxes import PageWord

# In sizes of letters.
_SAME_ROW, _GUTTER = 0.4, 0.8
_MOST_ROWS, _MOST_GAPS = 5_000, 100
_LEAST_ROWS, _GRACE, _STABLE = 3, 3, 8
_MOST_COLUMNS = 10

# What tells lines of prose from a table's cells.
_LEAST_LETTERS = 12.0
_FILL = 0.5
_WIDE_LETTER = 0x2E80

_HEIGHT, _LEFT = attrgetter("y"), attrgetter("x")


@dataclass(frozen=True, slots=True)
class Row:
    """Words side by side, from left to right."""

    words: tuple[PageWord, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a page that stand in columns; ``gutters`` are the places between them, from left."""

    rows: tuple[Row, ...]
    gutters: tuple[float, ...]

    def find_column(self, word: PageWord) -> int:
        """Return the number of the column in which a word stands, counted from 0."""
        return sum(gutter <= word.x for gutter in self.gutters)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A strip of white, and whether there are words to the left and to the right of it."""

    start: float
    end: float
    has_left: bool
    has_right: bool

    @property
    def is_between(self) -> bool:
        return self.has_left and self.has_right


def find_rows(words: Sequence[PageWord]) -> list[Row]:
    """Return the rows of words, from above."""
    rows: list[list[PageWord]] = []
    for word in sorted(words, key=_HEIGHT, reverse=True):
        if rows and rows[-1][0].y - word.y <= _SAME_ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=_LEFT))) for row in rows]


def find_bands(words: Sequence[PageWord]) -> list[Band]:
    """Return the bands of a page whose columns hold prose, from above.

    A strip of white that is as high as a few rows divides columns; in a table it divides cells,
    which are shorter than lines of prose.
    """
    if not words:
        return []
    width = _GUTTER * median([word.size for word in words])
    edges = (min([word.x for word in words]), max([word.end for word in words]))
    if _is_in_lines(words, edges[0] - 1, width):
        return []
    rows = find_rows(words)
    if len(rows) > _MOST_ROWS:
        return []
    gaps_by_row = [_find_gaps(row, edges, width) for row in rows]
    if not any(gap.has_right for gaps in gaps_by_row for gap in gaps):
        return []
    bands: list[Band] = []
    start = 0
    while start < len(rows):
        # A headline above may hide a gutter that begins below it.
        tries = [
            _find_band(rows, gaps_by_row, first, width)
            for first in range(start, min(start + _GRACE, len(rows)))
        ]
        end, band = max(tries, key=lambda item: len(item[1].gutters) if item[1] else 0)
        if band is not None:
            bands.append(band)
        start = max(end, start + 1)
    return bands


def _is_in_lines(words: Sequence[PageWord], start: float, width: float) -> bool:
    """Tell whether words stand in lines, from above, that begin at the edge and have no gaps.

    Such a page, as most are, has no columns, and is told much sooner than by its rows.
    """
    edge, y, size = 0.0, inf, 0.0
    for word in words:
        if word.y == y:
            if word.x < edge or word.x - edge >= width or word.size != size:
                return False
        elif word.x - start >= width or y - word.y <= _SAME_ROW * max(size, word.size):
            return False
        edge, y, size = word.end, word.y, word.size
    return True


def _find_band(
    rows: Sequence[Row], gaps_by_row: Sequence[list[_Gap]], start: int, width: float
) -> tuple[int, Band | None]:
    """Return where the rows end that share gutters, and the band that they are, if they are.

    Those without gutters end at once.
    """
    end, gaps = _follow_gaps(gaps_by_row, start, width)
    return (end, _divide(rows[start:end], gaps)) if gaps else (start, None)


def _find_gaps(row: Row, edges: tuple[float, float], width: float) -> list[_Gap]:
    """Return the white strips of a row: between its words, and up to the page's edges."""
    gaps: list[_Gap] = []
    edge = edges[0] - 1
    for number, word in enumerate(row.words):
        if word.x - edge >= width and len(gaps) < _MOST_GAPS:
            gaps.append(_Gap(edge, word.x, has_left=number > 0, has_right=True))
        edge = max(edge, word.end)
    if edges[1] + 1 - edge >= width:
        gaps.append(_Gap(edge, edges[1] + 1, has_left=True, has_right=False))
    return gaps


def _follow_gaps(
    gaps_by_row: Sequence[list[_Gap]], start: int, width: float
) -> tuple[int, list[_Gap]]:
    """Return where the rows end that share strips of white, and these strips."""
    gaps = gaps_by_row[start]
    end = start + 1
    while end < len(gaps_by_row):
        common = _intersect(gaps, gaps_by_row[end], width)
        count = sum(gap.is_between for gap in common)
        last_count = sum(gap.is_between for gap in gaps)
        is_over = not count and (last_count or end - start > _GRACE)
        if not common or is_over or (count < last_count and end - start >= _STABLE):
            break
        gaps = common
        end += 1
    return end, [gap for gap in gaps if gap.is_between]


def _intersect(gaps: Sequence[_Gap], next_gaps: Sequence[_Gap], width: float) -> list[_Gap]:
    """Return what the strips of rows have in common with those of the next row."""
    common: list[_Gap] = []
    first = second = 0
    while first < len(gaps) and second < len(next_gaps):
        gap, next_gap = gaps[first], next_gaps[second]
        start, end = max(gap.start, next_gap.start), min(gap.end, next_gap.end)
        if end - start >= width:
            has_left = gap.has_left or next_gap.has_left
            has_right = gap.has_right or next_gap.has_right
            common.append(_Gap(start, end, has_left, has_right))
        if gap.end <= next_gap.end:
            first += 1
        else:
            second += 1
    return common


def _divide(rows: Sequence[Row], gaps: Sequence[_Gap]) -> Band | None:
    """Return the rows with the strips that have prose on both sides, or None."""
    gutters = [(gap.start + gap.end) / 2 for gap in gaps]
    while 0 < len(gutters) < _MOST_COLUMNS:
        edges = [float("-inf"), *gutters, float("inf")]
        columns = [_is_prose(rows, *pair) for pair in pairwise(edges)]
        if all(columns):
            return Band(tuple(rows), tuple(gutters))
        del gutters[max(0, columns.index(False) - 1)]
    return None


def _is_prose(rows: Sequence[Row], start: float, stop: float) -> bool:
    """Tell whether the rows between two edges are as long as lines of prose are."""
    inside = ([word for word in row.words if start <= word.x < stop] for row in rows)
    lines = [words for words in inside if words]
    if len(lines) < _LEAST_ROWS:
        return False
    letters = median(sum(map(_count_letters, words)) for words in lines)
    width = max(words[-1].end for words in lines) - min(words[0].x for words in lines)
    fill = median((words[-1].end - words[0].x) for words in lines) / max(width, 1.0)
    return letters >= _LEAST_LETTERS and fill >= _FILL


def _count_letters(word: PageWord) -> float:
    # A Chinese character is as long as a syllable.
    return sum(2.0 if ord(letter) >= _WIDE_LETTER else 1.0 for letter in word.text)
