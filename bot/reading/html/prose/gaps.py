"""Gaps: paragraphs of an article that its extraction left out.

Many pages have their text in several containers of one class, with advertising between them, and
extractors take the first container alone.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from bot.reading.html.prose.edges import is_stamp
from bot.reading.html.prose.leaks import find_leaks
from bot.reading.html.prose.page_blocks import Grams, TextBlock, TextRegion, squeeze
from bot.reading.html.prose.text_line import TextLine

_NUMBERS = re.compile(r"[0-9]+")
_LEVELS = 3
_MAIN = 0.15
_CONTAINMENT, _PRESENT = 0.8, 0.7
_FEWEST_LETTERS = 20
# No longer ones are kept in memory.
_LONGEST_NAMES = 500
_TEXT_TAGS = frozenset("p li blockquote h2 h3 h4".split())


Signature = tuple[str, ...]


def signature_of(element: Any) -> Signature:
    """Return what an element has in common with those of its kind: tags and classes around it."""
    parents = islice(element.iterancestors(), _LEVELS - 1)
    names = [f"{parent.tag}.{_classes(parent.get('class') or '')}" for parent in parents]
    return (element.tag, *names)


def main_signatures(lines: Sequence[TextLine]) -> set[Signature]:
    """Return the signatures of which much of a text is."""
    sizes: Counter[Signature] = Counter()
    for line in lines:
        if line.block is not None and not line.is_heading:
            sizes[signature_of(line.block.element)] += len(line.text)
    total = sum(sizes.values())
    return {signature for signature, size in sizes.items() if size >= _MAIN * total}


def find_gaps(
    blocks: Sequence[TextBlock],
    lines: Sequence[TextLine],
    leftovers: Collection[str],
    region: TextRegion,
    body: Grams | None,
    host: str,
) -> list[int]:
    """Return which blocks belong to an article of which other lines are here.

    ``leftovers`` are the texts of lines that do not, without white space. ``body`` is the article's
    text by its metadata where that is whole.
    """
    if body is not None:
        candidates = [index for index, block in enumerate(blocks) if _is_in(block, body)]
    else:
        parents = _main_parents(lines)
        # What stands around says nothing where it has no name.
        mains = {
            signature
            for signature in main_signatures(lines)
            if signature[1:] and not signature[1].endswith(".")
        }
        candidates = [
            index
            for index, block in enumerate(blocks)
            if block.element.tag in _TEXT_TAGS
            and (
                block.element.getparent() in parents
                or (mains and signature_of(block.element) in mains)
            )
        ]
    texts = {squeeze(line.text) for line in lines}
    indices = [
        index
        for index in candidates
        if len(text := blocks[index].squeezed) >= _FEWEST_LETTERS
        and text not in texts
        and text not in leftovers
        and not is_stamp(blocks[index].text)
    ]
    if not indices:
        return []
    present = Grams("\n".join(line.text for line in lines))
    indices = [index for index in indices if present.share(blocks[index].text) < _PRESENT]
    indices = _without_leaks(indices, blocks, region, host)
    return indices if body is not None else _without_other_articles(indices, blocks, region, lines)


def _without_leaks(
    indices: Sequence[int], blocks: Sequence[TextBlock], region: TextRegion, host: str
) -> list[int]:
    """Return the blocks that belong to an article, each once."""
    lines = [TextLine(blocks[index].text, blocks[index]) for index in indices]
    leaks = find_leaks(lines, blocks, region, host)
    distinct: dict[str, int] = {}
    for place, index in enumerate(indices):
        if place not in leaks:
            distinct.setdefault(blocks[index].squeezed, index)
    return sorted(distinct.values())


def _is_in(block: TextBlock, body: Grams) -> bool:
    return (
        len(block.text) >= _FEWEST_LETTERS
        and block.element.tag not in ("h1", "title", "a")
        and body.share(block.text) >= _CONTAINMENT
    )


def _main_parents(lines: Sequence[TextLine]) -> set[Any]:
    """Return the elements whose children hold much of the text."""
    sizes: Counter[Any] = Counter()
    for line in lines:
        if line.block is not None and line.block.element.tag == "p":
            sizes[line.block.element.getparent()] += len(line.text)
    total = sum(sizes.values())
    return {parent for parent, size in sizes.items() if size >= _MAIN * total}


def _without_other_articles(
    indices: Sequence[int],
    blocks: Sequence[TextBlock],
    region: TextRegion,
    lines: Sequence[TextLine],
) -> list[int]:
    """Return the blocks that are in no part of the page with a headline or a date of its own."""
    ancestors = {
        element for line in lines if line.block for element in region.path(line.block.element)
    }
    verdicts: dict[Any, bool] = {}
    return [
        index
        for index in indices
        if not any(
            _is_other_article(element, verdicts)
            for element in takewhile(
                lambda element: element not in ancestors, region.path(blocks[index].element)[1:]
            )
        )
    ]


def _is_other_article(element: Any, verdicts: dict[Any, bool]) -> bool:
    if element not in verdicts:
        verdicts[element] = element.find(".//h1") is not None or element.find(".//time") is not None
    return verdicts[element]


def _classes(names: str) -> str:
    return _sort_names(names) if len(names) <= _LONGEST_NAMES else _sort_names.__wrapped__(names)


# Pages use the same names over and over.
@lru_cache(maxsize=2_048)
def _sort_names(names: str) -> str:
    return _NUMBERS.sub("", " ".join(sorted(names.split())))[:200]
