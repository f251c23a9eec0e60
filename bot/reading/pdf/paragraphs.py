"""Paragraphs: joining the lines of pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median_low

from bot.reading.pdf.lines import Line

_FINAL = re.compile(r"[.!?…:;]['\"’”»›)\]]*$")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_ITEM = re.compile(r"[•·▪◾●■►*–—-]\s|\(?(?:[0-9]{1,2}|[a-z])[.)]\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The same in lower case without accents, which is found sooner.
_ASCII_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PREFIXES = frozenset("all anti co ex half mid multi non post pre pro self semi well".split())

_LONGEST_WORD = 40

# In sizes of letters, and shares of what is usual in the document.
_INDENT, _OTHER_SIZE = 0.8, 0.12
_WIDE_GAP, _WIDEST_GAP = 1.35, 2.5
_SHORT, _HALF = 0.75, 0.5
_USUAL_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines; ``size`` is the height of their letters, in points."""

    text: str
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual in a document, by the size of letters."""

    line_gap: dict[float, float]
    length: dict[float, int]
    words: Counter[str]


def join_lines(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Join lines into paragraphs, across columns and pages where a sentence continues."""
    usual = _usual(pages)
    blocks: list[Paragraph] = []
    run: list[Line] = []
    previous_page = -1
    for number, line in chain.from_iterable(((n, line) for line in p) for n, p in enumerate(pages)):
        if run and not _goes_on(run, line, usual, same_page=number == previous_page):
            blocks.append(_join(run, usual.words))
            run = []
        run.append(line)
        previous_page = number
    if run:
        blocks.append(_join(run, usual.words))
    return blocks


def find_body_size(pages: Iterable[Sequence[Line]]) -> float:
    """Return the size of letters in which most of a document is set."""
    sizes: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _usual(pages: Sequence[Sequence[Line]]) -> _Usual:
    gaps: dict[float, list[float]] = {}
    lengths: dict[float, list[int]] = {}
    words: Counter[str] = Counter()
    for page in pages:
        for line in page:
            lengths.setdefault(line.size, []).append(len(line.text))
            if line.text.isascii():
                words.update(_ASCII_WORD.findall(line.text.lower()))
            else:
                words.update(word.lower() for word in _WORD.findall(line.text))
        for upper, lower in pairwise(page):
            if upper.size == lower.size and 0 < upper.y - lower.y < 4 * upper.size:
                gaps.setdefault(upper.size, []).append(upper.y - lower.y)
    return _Usual(
        {size: median_low(values) for size, values in gaps.items()},
        {size: sorted(values)[len(values) * 9 // 10] for size, values in lengths.items()},
        words,
    )


def _goes_on(run: list[Line], line: Line, usual: _Usual, *, same_page: bool) -> bool:
    last = run[-1]
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
        return False
    is_final = bool(_FINAL.search(last.text))
    if not is_final and _split_word(last.text) and line.text[0].islower():
        return True
    if last.font and line.font and last.font != line.font:
        # A heading in bold letters, or a caption.
        return False
    if _ITEM.match(line.text) and (is_final or _ITEM.match(run[0].text)):
        return False
    fall = last.y - line.y
    if not same_page or fall < -last.size / 2:
        return not is_final and not _is_short(last, usual)
    line_gap = usual.line_gap.get(line.size, _USUAL_LEADING * line.size)
    if fall > (_WIDEST_GAP if not is_final and line.text[0].islower() else _WIDE_GAP) * line_gap:
        return False
    if line.x - last.x > _INDENT * line.size and fall > 0:
        # The first line of a paragraph is set in; of a list's item, all others are.
        return not is_final and not _is_short(last, usual)
    if not is_final and line.text[0].isupper() and _is_short(last, usual, _HALF):
        # Lines such as a byline and a date below it.
        return False
    return not (is_final and _is_short(last, usual))


def _is_short(line: Line, usual: _Usual, share: float = _SHORT) -> bool:
    return len(line.text) < share * usual.length.get(line.size, 0)


def _join(run: Sequence[Line], words: Counter[str]) -> Paragraph:
    pieces = [run[0].text]
    for line in run[1:]:
        pieces[-1] = _line_text(pieces[-1], line.text, words)
        pieces.append(line.text)
    return Paragraph("".join(pieces), run[0].size)


def _line_text(text: str, line: str, words: Counter[str]) -> str:
    """Return a line as it precedes the next: with a space, or without its final hyphen."""
    head = _split_word(text)
    if not head or not line[0].islower():
        # A dash between words may end a line without a blank.
        return text if text.endswith(("—", "/")) else f"{text} "
    tail = next((match[0].lower() for match in _WORD.finditer(line)), "")
    joined_count, hyphenated_count = words[head + tail], words[f"{head}-{tail}"]
    soft = text.endswith("\N{SOFT HYPHEN}")
    if not soft and (hyphenated_count > joined_count or (joined_count == 0 and head in _PREFIXES)):
        return text
    return text[:-1]


def _split_word(text: str) -> str:
    """Return the first part of a word hyphenated at the end of a line, or nothing."""
    if not text.endswith(_HYPHENS):
        return ""
    word = _LAST_WORD.search(text[-_LONGEST_WORD:-1])
    return word[0].lower() if word else ""
