"""Layout: the blocks of text on a page, and where in its tree they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reading.html.blocks import INLINE

_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "select", "option"))
_GRAM = 10
# What most of an article's text stands in, of all that was taken for it.
_MAJORITY = 0.8


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A run of text without a break, such as a paragraph, a list item or a table cell.

    squeezed: its text without white space
    element: the innermost element around it that is not inline
    link_letters: number of its characters in links, white space aside
    before_link, after_link: its text before the first link and after the last one
    """

    text: str
    squeezed: str
    element: Any
    link_letters: int
    before_link: str
    after_link: str

    @property
    def link_share(self) -> float:
        """Return how much of it is in links."""
        return self.link_letters / max(1, len(self.squeezed))


def squeeze(text: str) -> str:
    """Return a text without white space: what of it can be compared."""
    return "".join(text.split())


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text)).casefold()


class Grams:
    """The runs of ten letters and digits of a text, by which it is compared in any script."""

    def __init__(self, text: str) -> None:
        self._grams = set(_grams(letters_of(text)))

    def share(self, text: str) -> float:
        """Return how much of ``text`` is in this one."""
        grams = _grams(letters_of(text))
        return sum(gram in self._grams for gram in grams) / max(1, len(grams))


def _grams(letters: str) -> list[str]:
    if len(letters) <= _GRAM:
        return [letters] if letters else []
    return [letters[start : start + _GRAM] for start in range(len(letters) - _GRAM + 1)]


def collect_blocks(root: Any) -> list[TextBlock]:
    """Return the blocks of text of a page, in order."""
    # Loading it takes longer than most commands run.
    from lxml import etree

    blocks: list[TextBlock] = []
    pieces: list[tuple[str, bool, Any]] = []
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            links += tag == "a"
            text = element.text
        else:
            links -= tag == "a"
            text = element.tail
        if pieces and tag not in INLINE:
            blocks.append(_block(pieces))
            pieces = []
        if text and (pieces or not text.isspace()):
            pieces.append((text, links > 0, element if event == "start" else element.getparent()))
    return [*blocks, _block(pieces)] if pieces else blocks


def _block(pieces: Sequence[tuple[str, bool, Any]]) -> TextBlock:
    element = pieces[0][2]
    while element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    words = "".join([text for text, _, _ in pieces]).split()
    text, squeezed = " ".join(words), "".join(words)
    if not any(is_linked for _, is_linked, _ in pieces):
        return TextBlock(text, squeezed, element, 0, text, "")
    first, last, link_letters = len(pieces), 0, 0
    for place, (piece, is_linked, _) in enumerate(pieces):
        if is_linked and not piece.isspace():
            first, last = min(first, place), place + 1
            link_letters += len(squeeze(piece))
    return TextBlock(
        text,
        squeezed,
        element,
        link_letters,
        " ".join("".join(piece for piece, _, _ in pieces[:first]).split()),
        " ".join("".join(piece for piece, _, _ in pieces[last:]).split()) if last else "",
    )


class TextRegion:
    """Where in the tree a text stands.

    ``container`` is the smallest element around nearly all of it, None for an empty text.
    """

    def __init__(self, blocks: Iterable[TextBlock]) -> None:
        self._sizes: dict[Any, int] = defaultdict(int)
        self._total = 0
        for block in blocks:
            size = len(block.text)
            self._total += size
            self._sizes[block.element] += size
            for element in block.element.iterancestors():
                self._sizes[element] += size
        self.container = self._smallest()

    def _smallest(self) -> Any:
        container = None
        for element, size in self._sizes.items():
            if size >= _MAJORITY * self._total and (
                container is None or self._depth(element) > self._depth(container)
            ):
                container = element
        return container

    @staticmethod
    def _depth(element: Any) -> int:
        return sum(1 for _ in element.iterancestors())

    def share(self, element: Any) -> float:
        """Return how much of the text is in ``element``."""
        return self._sizes.get(element, 0) / max(1, self._total)

    def main_elements(self, share: float) -> list[Any]:
        """Return the elements that hold at least this share of the text."""
        return [element for element, size in self._sizes.items() if size >= share * self._total]

    def holds(self, element: Any) -> bool:
        """Tell whether an element is in the container."""
        return self.container is not None and self.container in _upward(element)

    def path(self, element: Any) -> list[Any]:
        """Return an element and those around it, inside of the container.

        Where it is outside, up to the first that has the container in it.
        """
        path = []
        for candidate in _upward(element):
            if candidate is self.container or self.share(candidate) >= _MAJORITY:
                break
            path.append(candidate)
        return path


def _upward(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()
