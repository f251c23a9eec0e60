"""Words of a PDF file's pages, each with its place, as PDFium reads them."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_NO_LETTER = "\ufffd"
# What PDFium has in the place of a hyphen at the end of a line ends a word.
_LINE_HYPHEN = "\ufffe"
_LETTERS = {0: _NO_LETTER, 0x2: _LINE_HYPHEN, 0xFEFF: " "}
_RUN = re.compile(rf"[^\s{_LINE_HYPHEN}]+{_LINE_HYPHEN}?|{_LINE_HYPHEN}")
_LAST_CODE = 0x10FFFF
_FONT_NAME = 128
LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts that are written from right to left."""
_SUBSET = 7
_STEP, _CIRCLE = 5, 360  # degrees: text recognition finds lines that are hardly level
_HAIR = 2.0
_RISE = 0.6  # of the size of letters
_LEAST_DOUBLE = 4


_Style = tuple[float, int, str]
"""The size of letters in points, their direction in degrees, and their font's name."""

_Place = tuple[float, float]
"""The left end of a letter's baseline, in points from the left and from below."""

_Run = tuple[int, int, str, _Style, _Place]
"""A word's first and last character, by number, its letters, their style and the first's place."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word on a page.

    text: its letters
    x, end, y: its left and right edge and its baseline, in points from the left and from below
    size: height of its letters, in points
    font: its font's name
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    font: str = ""


class PageReader:
    """Reads the words of pages; the memory that the library writes to is made once."""

    def __init__(self) -> None:
        # Loading it takes longer than most commands run.
        from pypdfium2 import raw

        self._raw = raw
        # Looked up once for all words.
        self._get_origin, self._get_box = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetCharBox
        self._get_piece = raw.FPDFText_GetTextObject
        self._matrix = raw.FS_MATRIX()
        self._start, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))
        self._origin = (ctypes.byref(self._start), ctypes.byref(self._bottom))
        sides = (self._start, self._right, self._bottom, self._top)
        self._box = tuple(map(ctypes.byref, sides))
        self._styles: dict[int, _Style] = {}
        self._name = ctypes.create_string_buffer(_FONT_NAME)
        self._flags = ctypes.c_int()

    def read(self, page: Any) -> list[PageWord]:
        """Return the words of a page in the order in which the file has them.

        Those across the direction of most, as on the edge of a page, are left out.
        """
        self._styles.clear()
        words: list[tuple[PageWord, int]] = []
        places: set[tuple[str, float, float]] = set()
        with self._open(page) as text:
            for run in self._split_runs(text):
                word, direction = self._measure(text, run)
                # Bold letters are often drawn by printing a word again a hair to the side.
                place = (word.text, round(word.x / _HAIR), round(word.y / _HAIR))
                if place not in places:
                    places.add(place)
                    words.append((word, direction))
        sizes: Counter[int] = Counter()
        for word, direction in words:
            sizes[direction] += len(word.text)
        usual = max(sizes, key=lambda key: sizes[key], default=0)
        return [word for word, direction in words if direction == usual]

    @contextmanager
    def _open(self, page: Any) -> Iterator[Any]:
        text = self._raw.FPDFText_LoadPage(page.raw)
        if not text:
            raise ValueError("a page's text cannot be loaded")
        try:
            yield text
        finally:
            self._raw.FPDFText_ClosePage(text)

    def _runs(self, text: Any) -> Iterator[tuple[int, int, str]]:
        """Yield the first and the last character of each word, by number, and its letters."""
        letters = self._read_letters(text)
        for match in _RUN.finditer(letters):
            yield match.start(), match.end() - 1, match[0]

    def _split_runs(self, text: Any) -> Iterator[_Run]:
        """Yield words as they are, but letters below each other one by one."""
        for start, last, letters in self._runs(text):
            style, place = self._find_style(text, start), self._find_origin(text, start)
            if start == last or self._is_level(text, last, style, place):
                yield start, last, letters, style, place
                continue
            for number, letter in enumerate(letters, start):
                style, place = self._find_style(text, number), self._find_origin(text, number)
                yield number, number, letter, style, place

    def _is_level(self, text: Any, last: int, style: _Style, place: _Place) -> bool:
        """Tell whether a word's last letter stands beside its first, whose place is given."""
        size, direction, _ = style
        end = self._find_origin(text, last)
        if direction:
            place, end = _turn(*place, direction), _turn(*end, direction)
        return abs(place[1] - end[1]) <= _RISE * size

    def _find_origin(self, text: Any, number: int) -> _Place:
        self._get_origin(text, number, *self._origin)
        return self._start.value, self._bottom.value

    def _read_letters(self, text: Any) -> str:
        """Return a page's characters, of which each is one, whatever the library has for it."""
        count = self._raw.FPDFText_CountChars(text)
        buffer = ctypes.create_string_buffer(2 * count + 2)
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if self._raw.FPDFText_GetText(text, 0, count, units) == count + 1:
            letters = buffer.raw[: 2 * count].decode("utf-16-le", "replace")
            if len(letters) == count:
                return letters.translate(_LETTERS)
        read_character = self._raw.FPDFText_GetUnicode
        codes = (read_character(text, number) for number in range(count))
        return "".join(map(_letter, codes)).translate(_LETTERS)

    def _measure(self, text: Any, run: _Run) -> tuple[PageWord, int]:
        """Return a word with its place, and its direction in degrees."""
        start, last, letters, (size, direction, font), (x, y) = run
        letters = self._halve(text, start, letters).replace(_LINE_HYPHEN, "-")
        self._get_box(text, last, *self._box)
        start_edge, end, upper = self._start.value, self._right.value, self._top.value
        if direction:
            x, y = _turn(x, y, direction)
            end = max(_turn(side, upper, direction)[0] for side in (start_edge, end))
        elif len(letters) > 1 and LEFTWARD.search(letters):
            # Whatever the order of the file, the first letter is the one on the right.
            letters = letters[::-1] if start_edge > x else letters
            self._get_box(text, start, *self._box)
            x, end = min(start_edge, self._start.value), max(end, self._right.value)
        return PageWord(
            letters, round(x, 1), round(max(x, end), 1), round(y, 1), size, font
        ), direction

    def _find_style(self, text: Any, number: int) -> _Style:
        """Return the style of a character, which all of a piece of text in the file have."""
        piece = self._get_piece(text, number)
        key = ctypes.addressof(piece.contents) if piece else -number
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read_style(text, number)
        return style

    def _read_style(self, text: Any, number: int) -> _Style:
        size = abs(self._raw.FPDFText_GetFontSize(text, number))
        matrix, direction = self._matrix, 0
        if self._raw.FPDFText_GetMatrix(text, number, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
            direction = round(angle / _STEP) * _STEP % _CIRCLE
        return round(size, 1), direction, self._read_font(text, number)

    def _halve(self, text: Any, start: int, letters: str) -> str:
        """Return the letters of a word once where each is drawn twice in the same place."""
        if len(letters) < _LEAST_DOUBLE or letters[::2] != letters[1::2]:
            return letters
        first, second = (self._find_origin(text, number) for number in (start, start + 1))
        distance = abs(first[0] - second[0]) + abs(first[1] - second[1])
        return letters[::2] if distance < _HAIR else letters

    def _read_font(self, text: Any, number: int) -> str:
        """Return the name of a character's font, without the mark of a part of it."""
        length = self._raw.FPDFText_GetFontInfo(text, number, self._name, _FONT_NAME, self._flags)
        if not 0 < length <= _FONT_NAME:
            return ""
        name = self._name.raw[: length - 1].decode("utf-8", "replace")
        return name[_SUBSET:] if name[_SUBSET - 1 : _SUBSET] == "+" else name


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= _LAST_CODE else _NO_LETTER


def _turn(x: float, y: float, direction: int) -> tuple[float, float]:
    """Return a point as it is where a text in this direction reads from left to right."""
    angle = math.radians(direction)
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine + y * sine, y * cosine - x * sine
