"""Leaks: lines that a page shows within its article and that are no part of it.

What they are is told first by what every language shares: links, elements, the names of classes,
repetition; then by the phrases of many languages.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.reading.html.prose.asides import ASIDE, Asides
from bot.reading.html.prose.page_blocks import Grams, TextBlock, TextRegion, squeeze
from bot.reading.html.prose.phrase_rules import (
    has_invitation,
    is_more_from,
    is_phrase,
    is_read_more,
)
from bot.reading.html.prose.text_line import TextLine
from bot.reading.html.prose.walls import is_wall

_LINK_SHARE = 0.8
_LABEL_WORDS, _FEW_WORDS, _ARROW_WORDS, _ADDRESS_WORDS = 6, 3, 25, 55
# Behind this much of the lines an invitation needs no other sign.
_BODY = 0.75
_MOST_ALIKE, _OVERLAP, _STRUCTURE = 2, 0.7, 0.25
_BOX, _BOX_LINES, _LONGEST_LABEL = 0.15, 3, 60
_LONGEST_ADDRESS_LINE = 1_000

_CELLS, _ITEMS = frozenset(("td", "th")), frozenset("li dt dd".split())
_LEAST_HEADLINES, _TEASER_WORDS = 2, 45
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_QUOTATIONS = frozenset(("blockquote", "figure"))
_ARROWS = (">", "»", "→", "▶", "►", "▸", "➡", "👉", "⇒")
_BEFORE_LINK = (":", "|", ">", "»", "–", "-", "→", "•", "：")
# What scripts ask a browser for, such as narrow-browser-and-phone.
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
_E_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


def find_leaks(
    lines: Sequence[TextLine], blocks: Sequence[TextBlock], region: TextRegion, host: str
) -> set[int]:
    """Return the indices of the lines that are no part of the article.

    ``blocks`` are all of the page; ``host`` is where it was fetched from, or empty.
    """
    asides = Asides(lines, region)
    leaks = {
        index
        for index, line in enumerate(lines)
        if asides.hold(line)
        or is_linked_line(line)
        or is_phrase(line.text, is_last=index >= _BODY * len(lines))
        or _invites(line)
        or is_wall(line.text)
        or _IDENTIFIER.fullmatch(line.text)
        or (line.is_heading and is_more_from(line.text))
        or _has_own_address(line, host)
    }
    return (
        leaks
        | _repetitions(lines)
        | _in_link_lists(lines)
        | _repeated_quotations(lines)
        | _in_boxes(lines, blocks, region)
        | _in_teasers(lines, blocks, region)
    )


def is_linked_line(line: TextLine) -> bool:
    """Tell whether a line is a single link, or a label and a link."""
    block = line.block
    if block is None or not block.link_letters or block.element.tag in _CELLS:
        return False
    label = block.before_link
    if block.link_share >= _LINK_SHARE:
        # A name in a list may be a link of its own.
        return line.words > 2 or block.element.tag not in _ITEMS or is_read_more(label or "-")
    if line.text.startswith(_ARROWS) and line.words <= _ARROW_WORDS:
        return True
    if len(block.after_link) > 3 or len(label.split()) > _LABEL_WORDS:
        return False
    return is_read_more(label or "-") or (line.is_mostly_linked and _labels_link(line, label))


def _labels_link(line: TextLine, label: str) -> bool:
    """Tell whether the text before a link is but its label."""
    if label.endswith(_BEFORE_LINK) or label.isupper():
        return True
    is_short = len(label.split()) <= _FEW_WORDS and not line.ends_sentence
    return is_short and not line.is_item and not line.is_heading


def _invites(line: TextLine) -> bool:
    """Tell whether a line with a link or an address has an invitation in it."""
    has_link = line.block is not None and line.block.link_letters > 0
    return (has_link or "@" in line.text) and has_invitation(line.text)


def _has_own_address(line: TextLine, host: str) -> bool:
    """Tell whether a line has an e-mail address of the site itself."""
    if not host or "@" not in line.text or line.words > _ADDRESS_WORDS:
        return False
    domain = ".".join(host.split(".")[-2:])
    addresses = _E_MAIL.finditer(line.text[:_LONGEST_ADDRESS_LINE])
    return any(domain in address[1] for address in addresses)


def _in_link_lists(lines: Sequence[TextLine]) -> set[int]:
    """Return the lines of lists that mostly hold links."""
    lists: dict[Any, list[int]] = {}
    for index, line in enumerate(lines):
        if (group := line.list_around) is not None:
            lists.setdefault(group, []).append(index)
    return {
        index
        for indices in lists.values()
        if sum(lines[index].is_mostly_linked for index in indices) > len(indices) / 2
        for index in indices
    }


def _repetitions(lines: Sequence[TextLine]) -> set[int]:
    """Return the lines that stand there again and again.

    Where they are much of the text, such as the meals of a week, they are what it says.
    """
    # Rows of tables, which have no block, may well repeat.
    counts = Counter(
        squeeze(line.text) for line in lines if line.block is not None and line.words > _FEW_WORDS
    )
    indices = {
        index for index, line in enumerate(lines) if counts[squeeze(line.text)] > _MOST_ALIKE
    }
    letters = sum(len(lines[index].text) for index in indices)
    is_structure = letters > _STRUCTURE * sum(len(line.text) for line in lines)
    return set() if is_structure else indices


def _repeated_quotations(lines: Sequence[TextLine]) -> set[int]:
    """Return the quotations that only repeat what the text says too."""
    quotations = {
        index
        for index, line in enumerate(lines)
        if line.words > _FEW_WORDS and line.is_in(_QUOTATIONS)
    }
    if not quotations or len(quotations) > len(lines) / 2:
        return set()
    remainder = Grams("\n".join(line.text for at, line in enumerate(lines) if at not in quotations))
    return {index for index in quotations if remainder.share(lines[index].text) > _OVERLAP}


def _in_teasers(
    lines: Sequence[TextLine], blocks: Sequence[TextBlock], region: TextRegion
) -> set[int]:
    """Return the lines below headlines of other articles, where several stand in a box."""
    headlines: Counter[Any] = Counter()
    for block in blocks:
        if block.element.tag in _HEADINGS and block.link_share >= _LINK_SHARE:
            headlines.update(region.path(block.element)[1:])
    boxes = {
        element
        for element, count in headlines.items()
        if count >= _LEAST_HEADLINES and region.share(element) <= ASIDE
    }
    if not boxes:
        return set()
    words: Counter[Any] = Counter()
    paths = [region.path(line.block.element)[1:] if line.block else [] for line in lines]
    for line, path in zip(lines, paths, strict=True):
        words.update(dict.fromkeys(boxes.intersection(path), line.words))
    boxes = {element for element in boxes if words[element] <= _TEASER_WORDS * headlines[element]}
    return {index for index, path in enumerate(paths) if not boxes.isdisjoint(path)}


def _in_boxes(
    lines: Sequence[TextLine], blocks: Sequence[TextBlock], region: TextRegion
) -> set[int]:
    """Return the lines in the same box as a label such as "Read more"."""
    labels = [
        block
        for block in blocks
        if len(block.text) <= _LONGEST_LABEL
        and (
            is_read_more(block.text)
            or (block.element.tag in _HEADINGS and is_more_from(block.text))
        )
    ]
    if not labels:
        return set()
    paths = [region.path(line.block.element)[1:] if line.block else [] for line in lines]
    sizes = Counter(element for path in paths for element in path)
    boxes = {_box(label, region, sizes) for label in labels}
    return {index for index, path in enumerate(paths) if not boxes.isdisjoint(path)}


def _box(label: TextBlock, region: TextRegion, sizes: Counter[Any]) -> Any:
    """Return the largest element around a block that has little of the text, or nothing.

    ``sizes`` are the numbers of lines in the elements.
    """
    for element in reversed(region.path(label.element)[1:]):
        share = region.share(element)
        if 0 < share <= _BOX or (share <= ASIDE and sizes[element] <= _BOX_LINES):
            return element
    return None
