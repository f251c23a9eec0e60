"""Gaps: paragraphs of an article that its extraction left out.

Many pages have their text in several containers of one class, with advertising between them, and
extractors take the first container alone.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from bot.reading.html.prose.layout import Block, Region, squeeze
from bot.reading.html.prose.leaks import Line, find_leaks, is_stamp
from bot.reading.html.prose.overlap import Grams

_NUMBERS = re.compile(r"[0-9]+")
_LEVELS = 3
_MAIN = 0.15
_CONTAINED, _PRESENT = 0.8, 0.7
_FEWEST_LETTERS = 20
_TEXT_TAGS = frozenset("p li blockquote h2 h3 h4".split())


Signature = tuple[str, ...]


def signature_of(element: Any) -> Signature:
    """Return what an element has in common with those of its kind: tags and classes around it."""
    around = islice(element.iterancestors(), _LEVELS - 1)
    return (element.tag, *(f"{one.tag}.{_classes(one)}" for one in around))


def main_signatures(lines: Sequence[Line]) -> set[Signature]:
    """Return the signatures of which much of a text is."""
    sizes: Counter[Signature] = Counter()
    for line in lines:
        if line.block is not None and not line.is_heading:
            sizes[signature_of(line.block.element)] += len(line.text)
    total = sum(sizes.values())
    return {signature for signature, size in sizes.items() if size >= _MAIN * total}


def find_gaps(
    blocks: Sequence[Block],
    taken: Sequence[Line],
    dropped: Collection[str],
    region: Region,
    body: Grams | None,
    host: str,
) -> list[int]:
    """Return which blocks belong to an article of which other lines were taken.

    ``dropped`` are the texts of lines that do not, without white space. ``body`` is the article's text by its metadata where that is whole.
    """
    if body is not None:
        candidates = [index for index, block in enumerate(blocks) if _is_in(block, body)]
    else:
        parents = _main_parents(taken)
        # What stands around says nothing where it has no name.
        mains = {one for one in main_signatures(taken) if one[1:] and not one[1].endswith(".")}
        candidates = [
            index
            for index, block in enumerate(blocks)
            if block.element.tag in _TEXT_TAGS
            and (block.element.getparent() in parents or signature_of(block.element) in mains)
        ]
    present = Grams("\n".join(line.text for line in taken))
    chosen = [
        index
        for index in candidates
        if len(text := squeeze(blocks[index].text)) >= _FEWEST_LETTERS
        and text not in dropped
        and not is_stamp(blocks[index].text)
        and present.share(text) < _PRESENT
    ]
    chosen = _without_leaks(chosen, blocks, region, host)
    return chosen if body is not None else _without_other_articles(chosen, blocks, region, taken)


def _without_leaks(
    chosen: Sequence[int], blocks: Sequence[Block], region: Region, host: str
) -> list[int]:
    """Return the blocks that belong to an article, each once."""
    lines = [Line(blocks[index].text, blocks[index]) for index in chosen]
    leaks = find_leaks(lines, region, host)
    distinct: dict[str, int] = {}
    for place, index in enumerate(chosen):
        if place not in leaks:
            distinct.setdefault(squeeze(blocks[index].text), index)
    return sorted(distinct.values())


def _is_in(block: Block, body: Grams) -> bool:
    return (
        len(block.text) >= _FEWEST_LETTERS
        and block.element.tag not in ("h1", "title", "a")
        and body.share(block.text) >= _CONTAINED
    )


def _main_parents(taken: Sequence[Line]) -> set[Any]:
    """Return the elements whose children hold much of the text."""
    sizes: Counter[Any] = Counter()
    for line in taken:
        if line.block is not None and line.block.element.tag == "p":
            sizes[line.block.element.getparent()] += len(line.text)
    total = sum(sizes.values())
    return {parent for parent, size in sizes.items() if size >= _MAIN * total}


def _without_other_articles(
    chosen: Sequence[int], blocks: Sequence[Block], region: Region, taken: Sequence[Line]
) -> list[int]:
    """Return the blocks that are in no part of the page with a headline or a date of its own."""
    titled: dict[Any, bool] = {}
    ours = {id(one) for line in taken if line.block for one in region.path(line.block.element)}
    clean = []
    for index in chosen:
        path = region.path(blocks[index].element)
        foreign = False
        for element in path[1:]:
            if id(element) in ours:
                break
            if element not in titled:
                titled[element] = element.find(".//h1") is not None or (
                    element.find(".//time") is not None
                )
            foreign = foreign or titled[element]
        if not foreign:
            clean.append(index)
    return clean


def _classes(element: Any) -> str:
    return _NUMBERS.sub("", " ".join(sorted((element.get("class") or "").split())))[:200]
