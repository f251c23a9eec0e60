"""Words of a PDF file's pages, each with its place, as PDFium reads them."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

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

_Run = tuple[int, int, str, _Style, float, float]
"""Where a word begins and ends, by number, its letters, their style and the first's place."""


# A tuple, since a page has hundreds, and these are made three times as fast.
class PageWord(NamedTuple):
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


_new = tuple.__new__


class PageReader:
    """Reads the words of pages; the memory that the library writes to is made once."""

    def __init__(self) -> None:
        # Loading it takes longer than most commands run.
        from pypdfium2 import raw

        self._raw = raw
        # Looked up once for all words.
        self._get_origin = _simplify("FPDFText_GetCharOrigin", ctypes.c_int)
        self._get_box = _simplify("FPDFText_GetCharBox", ctypes.c_int)
        self._get_piece = _simplify("FPDFText_GetTextObject", ctypes.c_void_p)
        self._get_size = _simplify("FPDFText_GetFontSize", ctypes.c_double)
        self._get_matrix = _simplify("FPDFText_GetMatrix", ctypes.c_int)
        self._get_font = _simplify("FPDFText_GetFontInfo", ctypes.c_ulong)
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))
        sides = (self._left, self._right, self._bottom, self._top)
        self._box = tuple(map(ctypes.byref, sides))
        self._origin = (self._box[0], self._box[2])
        self._matrix = raw.FS_MATRIX()
        self._styles: dict[int, _Style] = {}
        self._name = ctypes.create_string_buffer(_FONT_NAME)
        self._name_size = ctypes.c_ulong(_FONT_NAME)
        self._flags = ctypes.c_int()
        self._to_matrix, self._to_flags = map(ctypes.byref, (self._matrix, self._flags))

    def read(self, page: Any) -> list[PageWord]:
        """Return the words of a page in the order in which the file has them.

        Those across the direction of most, as on the edge of a page, are left out.
        """
        self._styles.clear()
        words: list[PageWord] = []
        directions: list[int] = []
        places: set[tuple[str, int, int]] = set()
        with self._open(page) as text:
            for word, direction in self._measure_words(text):
                # Bold letters are often drawn by printing a word again a hair to the side.
                places.add((word[0], round(word[1] / _HAIR), round(word[3] / _HAIR)))
                if len(places) > len(words):
                    words.append(word)
                    directions.append(direction)
        if len(set(directions)) < 2:
            return words
        sizes: Counter[int] = Counter()
        for word, direction in zip(words, directions, strict=True):
            sizes[direction] += len(word.text)
        usual = max(sizes, key=lambda key: sizes[key])
        pairs = zip(words, directions, strict=True)
        return [word for word, direction in pairs if direction == usual]

    @contextmanager
    def _open(self, page: Any) -> Iterator[Any]:
        text = self._raw.FPDFText_LoadPage(page.raw)
        if not text:
            raise ValueError("a page's text cannot be loaded")
        try:
            yield text
        finally:
            self._raw.FPDFText_ClosePage(text)

    def _measure_words(self, text: Any) -> Iterator[tuple[PageWord, int]]:
        """Yield words with their places, and their directions in degrees."""
        letters = self._read_letters(text)
        has_leftward = bool(LEFTWARD.search(letters))
        page = ctypes.cast(text, ctypes.c_void_p)
        get_box, (left, right, bottom, top), last_side = self._get_box, self._box, self._right
        height = height_in_tenths = 0.0
        for start, end, word, (size, direction, font), x, y in self._split_runs(text, letters):
            if word[0] == word[1:2]:
                word = self._halve(page, start, word)
            if word[-1] == _LINE_HYPHEN:
                word = f"{word[:-1]}-"
            get_box(page, end - 1, left, right, bottom, top)
            side = last_side.value
            if direction:
                x, y = _turn(x, y, direction)
                sides, upper = (self._left.value, side), self._top.value
                side = max(_turn(edge, upper, direction)[0] for edge in sides)
            elif has_leftward and len(word) > 1 and LEFTWARD.search(word):
                word, x, side = self._turn_word(page, start, end, word, x)
            if y != height:
                height, height_in_tenths = y, round(y, 1)
            end_edge = round(max(x, side), 1)
            # As the class does it, without a function of its own.
            values = (word, round(x, 1), end_edge, height_in_tenths, size, font)
            yield _new(PageWord, values), direction

    def _turn_word(
        self, page: Any, start: int, end: int, word: str, x: float
    ) -> tuple[str, float, float]:
        """Return a word that is written from right to left, and its edges.

        Whatever the order of the file, its first letter is the one on the right.
        """
        self._get_box(page, end - 1, *self._box)
        left, right = self._left.value, self._right.value
        self._get_box(page, start, *self._box)
        word = word[::-1] if left > x else word
        return word, min(left, self._left.value), max(right, self._right.value)

    def _split_runs(self, text: Any, letters: str) -> Iterator[_Run]:
        """Yield words as they are, but letters below each other one by one."""
        page = ctypes.cast(text, ctypes.c_void_p)
        spans = [match.span() for match in _RUN.finditer(letters)]
        get_piece, get_origin, (to_x, to_y) = self._get_piece, self._get_origin, self._origin
        pieces: list[int | None] = []
        places: list[_Place] = []
        for start, _ in spans:
            pieces.append(get_piece(page, start))
            get_origin(page, start, to_x, to_y)
            places.append((self._left.value, self._bottom.value))
        following = zip([*pieces[1:], None], [*places[1:], (0.0, 0.0)], strict=True)
        last_piece: int | None = None
        style: _Style = (0.0, 0, "")
        for (start, end), piece, (x, y), (next_piece, (_, next_y)) in zip(
            spans, pieces, places, following, strict=False
        ):
            if piece != last_piece or not piece:
                last_piece, style = piece, self._find_style(page, start, piece)
            if (
                # A piece of text is on one line: where that is level, so are its letters.
                (y == next_y and piece == next_piece and piece and not style[1])
                or end - start == 1
                or self._is_level(page, end - 1, style, (x, y))
            ):
                yield start, end, letters[start:end], style, x, y
                continue
            for number in range(start, end):
                letter_style = self._find_style(page, number, self._get_piece(page, number))
                place = self._find_place(page, number)
                yield number, number + 1, letters[number], letter_style, *place

    def _is_level(self, page: Any, last: int, style: _Style, place: _Place) -> bool:
        """Tell whether a word's last letter stands beside its first, whose place is given."""
        size, direction, _ = style
        end = self._find_place(page, last)
        if direction:
            place, end = _turn(*place, direction), _turn(*end, direction)
        return abs(place[1] - end[1]) <= _RISE * size

    def _find_place(self, page: Any, number: int) -> _Place:
        self._get_origin(page, number, *self._origin)
        return self._left.value, self._bottom.value

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

    def _find_style(self, page: Any, number: int, piece: int | None) -> _Style:
        """Return the style of a character, which all of its piece of text in the file have."""
        key = piece or -number
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read_style(page, number)
        return style

    def _read_style(self, page: Any, number: int) -> _Style:
        size = abs(self._get_size(page, number))
        matrix, direction = self._matrix, 0
        if self._get_matrix(page, number, self._to_matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
            direction = round(angle / _STEP) * _STEP % _CIRCLE
        return round(size, 1), direction, self._read_font(page, number)

    def _halve(self, page: Any, start: int, letters: str) -> str:
        """Return the letters of a word once where each is drawn twice in the same place."""
        if len(letters) < _LEAST_DOUBLE or letters[::2] != letters[1::2]:
            return letters
        first, second = (self._find_place(page, number) for number in (start, start + 1))
        distance = abs(first[0] - second[0]) + abs(first[1] - second[1])
        return letters[::2] if distance < _HAIR else letters

    def _read_font(self, page: Any, number: int) -> str:
        """Return the name of a character's font, without the mark of a part of it."""
        length = self._get_font(page, number, self._name, self._name_size, self._to_flags)
        if not 0 < length <= _FONT_NAME:
            return ""
        name = self._name.raw[: length - 1].decode("utf-8", "replace")
        return name[_SUBSET:] if name[_SUBSET - 1 : _SUBSET] == "+" else name


@cache
def _simplify(name: str, result: Any) -> Any:
    """Return a function of the library that does not check its arguments, which takes longest.

    They are a page's text as a ``c_void_p``, the number of a character, and references.
    """
    from pypdfium2 import raw

    return ctypes.PYFUNCTYPE(result)(ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0)


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= _LAST_CODE else _NO_LETTER


def _turn(x: float, y: float, direction: int) -> tuple[float, float]:
    """Return a point as it is where a text in this direction reads from left to right."""
    angle = math.radians(direction)
    cosine, sine = math.cos(angle), math.sin(angle)
    return x * cosine + y * sine, y * cosine - x * sine
