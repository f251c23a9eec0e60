"""Layout: the lines of a page in reading order.

The order of the file is kept: programs write stories one after the other. Only where it jumps
between columns, as in files that are written row by row, are they read from left to right.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.reading.pdf.columns import Band, find_bands, find_rows
from bot.reading.pdf.lines import Line
from bot.reading.pdf.word_boxes import LEFTWARD, PageWord

# In sizes of letters.
_SAME_ROW, _OVERLAP, _FAR = 0.4, 0.5, 3.0
_JUMPS = 0.3
_LARGER = 1.15
_MOST_HEADLINES = 5

_Places = Mapping[int, tuple[int, int]]


def read_lines(words: Sequence[PageWord]) -> list[Line]:
    """Return the lines of a page's words, which are in the order of the file."""
    bands = find_bands(words)
    if not bands:
        return _raise_headline([_build_line(run) for run in _split_runs(words, {})])
    places = {
        id(word): (number, band.find_column(word))
        for number, band in enumerate(bands)
        for row in band.rows
        for word in row.words
    }
    mixtures = _find_mixtures(words, bands, places)
    lines: list[Line] = []
    read_bands: set[int] = set()
    for run in _split_runs(words, places):
        number = places.get(id(run[0]), (-1, 0))[0]
        if number not in mixtures:
            lines.append(_build_line(run))
        elif number not in read_bands:
            read_bands.add(number)
            lines += _read_columns(bands[number])
    return _raise_headline(lines)


def _find_mixtures(words: Sequence[PageWord], bands: Sequence[Band], places: _Places) -> set[int]:
    """Return the bands between whose columns the file's order changes from row to row."""
    changes = [0] * len(bands)
    for word, next_word in pairwise(words):
        band, column = places.get(id(word), (-1, 0))
        next_band, next_column = places.get(id(next_word), (-1, 0))
        if band >= 0 and band == next_band and column != next_column:
            changes[band] += 1
    return {
        number
        for number, band in enumerate(bands)
        if changes[number] > max(len(band.gutters) + 1, _JUMPS * len(band.rows))
    }


def _split_runs(words: Sequence[PageWord], places: _Places) -> Iterator[list[PageWord]]:
    """Yield the words that stand side by side in the same column, in the order of the file."""
    run: list[PageWord] = []
    for word in words:
        if run and not (
            (_is_near(run[-1], word) or _is_beside(run[-1], word))
            and (not places or places.get(id(word)) == places.get(id(run[-1])))
        ):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_near(word: PageWord, next_word: PageWord) -> bool:
    """Tell whether it is plain that a word follows another, as it mostly is."""
    text, _, end, y, size, _ = word
    next_text, x, _, next_y, _, _ = next_word
    return y == next_y and 0 <= x - end <= size and text.isascii() and next_text.isascii()


def _is_beside(word: PageWord, next_word: PageWord) -> bool:
    """Tell whether a word follows another in the same line."""
    if abs(word.y - next_word.y) > _SAME_ROW * max(word.size, next_word.size):
        return False
    far = _FAR * max(word.size, next_word.size)
    overlap = _OVERLAP * next_word.size
    if LEFTWARD.search(word.text) or LEFTWARD.search(next_word.text):
        # In either order.
        gap = max(next_word.x - word.end, word.x - next_word.end)
        return -overlap <= gap <= far
    if -overlap <= next_word.x - word.end:
        # The number of a page stands far from its title.
        return next_word.x - word.end <= far or next_word.text.isdecimal()
    is_leftward = _runs_left(next_word) and _runs_left(word)
    return is_leftward and -overlap <= word.x - next_word.end <= far


def _runs_left(word: PageWord) -> bool:
    """Tell whether a word is of a script that is written from right to left, or of none."""
    return bool(LEFTWARD.search(word.text)) or not any(map(str.isalpha, word.text))


def _read_columns(band: Band) -> Iterator[Line]:
    columns: list[list[PageWord]] = [[] for _ in range(len(band.gutters) + 1)]
    for row in band.rows:
        for word in row.words:
            columns[band.find_column(word)].append(word)
    is_leftward = _is_leftward([word for row in band.rows for word in row.words])
    for column in reversed(columns) if is_leftward else columns:
        for row in find_rows(column):
            yield _build_line(row.words)


def _is_leftward(words: Sequence[PageWord]) -> bool:
    """Tell whether most words are written from right to left."""
    return 2 * sum(bool(LEFTWARD.search(word.text)) for word in words) > len(words)


def _build_line(words: Sequence[PageWord]) -> Line:
    text = " ".join([word.text for word in words])
    is_leftward = not text.isascii() and _is_leftward(words)
    if is_leftward:
        words = _turn_left(words)
        text = " ".join([word.text for word in words])
    first = words[0]
    fonts = {word.font for word in words}
    sizes = {word.size for word in words}
    size = first.size if len(sizes) == 1 else max(words, key=lambda word: len(word.text)).size
    # The edge at which its lines begin, so that one that is set in is farther.
    x = -first.end if is_leftward else first.x
    return Line(text, x, first.y, size, first.font if len(fonts) == 1 else "")


def _turn_left(words: Sequence[PageWord]) -> list[PageWord]:
    """Return the words of a line from right to left, foreign ones in their own order."""
    line: list[PageWord] = []
    foreign: list[PageWord] = []
    for word in sorted(words, key=lambda word: -word.x):
        if any(map(str.isalpha, word.text)) and not LEFTWARD.search(word.text):
            foreign.insert(0, word)
        else:
            line += [*foreign, word]
            foreign = []
    return line + foreign


def _raise_headline(lines: list[Line]) -> list[Line]:
    """Return lines with those in large letters above all others at the beginning.

    Some programs write headlines last.
    """
    if not lines:
        return lines
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    upper = [line for line in lines if line.y > lines[0].y and line.size > _LARGER * usual]
    if not 0 < len(upper) <= _MOST_HEADLINES:
        return lines
    body = [line for line in lines if not any(line is headline for headline in upper)]
    lowest = min(line.y for line in upper)
    return [*upper, *body] if all(line.y <= lowest for line in body) else lines
