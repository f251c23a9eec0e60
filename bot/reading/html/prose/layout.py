"""Layout: the blocks of text on a page, and where in its tree they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reading.html.blocks import INLINE

_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "select", "option"))
# What most of an article's text stands in, of all that was taken for it.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a break, such as a paragraph, a list item or a table cell.

    element: the innermost element around it that is not inline
    linked: number of its characters in links, white space aside
    before_link, after_link: its text before the first link and after the last one
    """

    text: str
    element: Any
    linked: int
    before_link: str
    after_link: str

    @property
    def link_share(self) -> float:
        """Return how much of it is in links."""
        return self.linked / max(1, len(squeeze(self.text)))


def squeeze(text: str) -> str:
    """Return a text without white space: what of it can be compared."""
    return "".join(text.split())


def collect_blocks(root: Any) -> list[Block]:
    """Return the blocks of text of a page, in order."""
    collector = _Collector()
    for step in _steps(root):
        collector.take(*step)
    collector.close()
    return collector.blocks


def _steps(root: Any) -> Iterator[tuple[Any, str, bool, bool]]:
    """Yield an element, its text or the text behind it, whether it breaks a line, is in a link."""
    # Loading it takes longer than most commands run.
    from lxml import etree

    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        breaks = element.tag not in INLINE
        if event == "start":
            if element.tag in _UNSEEN:
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            yield element, element.text or "", breaks, links > 0
        else:
            links -= element.tag == "a"
            yield element.getparent(), element.tail or "", breaks, links > 0


class _Collector:
    """Gathers pieces of text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[tuple[str, bool]] = []
        self._element: Any = None

    def take(self, element: Any, text: str, breaks: bool, is_linked: bool) -> None:
        """Take a piece of text in ``element``."""
        if breaks:
            self.close()
        if text:
            if self._element is None and text.strip():
                self._element = element
            self._pieces.append((text, is_linked))

    def close(self) -> None:
        """End the block."""
        if self._element is not None:
            self.blocks.append(_block(self._pieces, self._element))
        self._pieces, self._element = [], None


def _block(pieces: Sequence[tuple[str, bool]], element: Any) -> Block:
    while element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    flags = [is_linked for text, is_linked in pieces if text.strip()]
    texts = [text for text, _ in pieces if text.strip()]
    first = flags.index(True) if True in flags else len(flags)
    last = len(flags) - flags[::-1].index(True) if True in flags else len(flags)
    linked = sum(len(squeeze(text)) for text, is_linked in zip(texts, flags, strict=True) if is_linked)
    return Block(
        " ".join("".join(text for text, _ in pieces).split()),
        element,
        linked,
        " ".join("".join(texts[:first]).split()),
        " ".join("".join(texts[last:]).split()),
    )


class Region:
    """Where in the tree a text stands.

    ``container`` is the smallest element around nearly all of it, None for an empty text.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._sizes: dict[Any, int] = defaultdict(int)
        self._total = 0
        for block in blocks:
            size = len(block.text)
            self._total += size
            for element in _upward(block.element):
                self._sizes[element] += size
        self.container = self._smallest()

    def _smallest(self) -> Any:
        container = None
        for element, size in self._sizes.items():
            if size >= _MOST * self._total and (
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

    def holds(self, element: Any) -> bool:
        """Tell whether an element is in the container."""
        return self.container is not None and self.container in _upward(element)

    def path(self, element: Any) -> list[Any]:
        """Return an element and those around it, inside of the container.

        Where it is outside, up to the first that has the container in it.
        """
        path = []
        for candidate in _upward(element):
            if candidate is self.container or self.share(candidate) >= _MOST:
                break
            path.append(candidate)
        return path


def _upward(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()
