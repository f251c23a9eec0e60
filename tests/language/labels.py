"""Labelled sentence boundaries, and how a splitter is scored on them.

One sentence a line; a paragraph ends at a blank line. A line is joined to the one before it
by a space, or by nothing where it begins with ``~``, or by a line break where it begins
with ``/``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

TUNING = Path(__file__).with_name("boundaries_tuning.txt")
HELD_OUT = Path(__file__).with_name("boundaries_heldout.txt")

Splitter = Callable[[str], list[tuple[int, int]]]
_JOINTS = {"~": "", "/": "\n"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text and the boundaries inside it; its own end is no decision, and not counted."""

    text: str
    boundaries: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries that were right, false and missed."""

    right: int
    false: int
    missed: int

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    @property
    def accuracy(self) -> float:
        """Return the share right among all boundaries labelled or found."""
        return self.right / (self.right + self.false + self.missed)


def read_labels(path: Path) -> list[Paragraph]:
    """Read a labelled file."""
    return [
        _paragraph(block.split("\n"))
        for block in path.read_text(encoding="utf-8").strip().split("\n\n")
    ]


def _paragraph(lines: list[str]) -> Paragraph:
    text = ""
    boundaries = set()
    for line in lines:
        if text:
            boundaries.add(_ink(text))
            text += _JOINTS.get(line[0], " ")
        text += line.lstrip("~/")
    return Paragraph(text, frozenset(boundaries))


def boundaries(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the ends of ``spans`` inside ``text``, counted in characters that are not space."""
    ends = {_ink(text[:end]) for _, end in spans}
    return frozenset(ends - {0, _ink(text)})


def score(split: Splitter, paragraphs: Iterable[Paragraph]) -> Score:
    """Compare a splitter with the labels, one call a paragraph."""
    right = false = missed = 0
    for paragraph in paragraphs:
        found = boundaries(paragraph.text, split(paragraph.text))
        right += len(found & paragraph.boundaries)
        false += len(found - paragraph.boundaries)
        missed += len(paragraph.boundaries - found)
    return Score(right, false, missed)


def _ink(text: str) -> int:
    return sum(not character.isspace() for character in text)
