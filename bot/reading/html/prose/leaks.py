"""Leaks: lines that a page shows within or behind its article and that are no part of it.

What they are is told first by what every language shares: links, elements and the names of
classes, repetition, the place behind the end; then by the phrases of many languages.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from bot.articles.passages.boilerplate import Boilerplate, find_boilerplate
from bot.reading.html.prose.layout import Block, Region, squeeze
from bot.reading.html.prose.overlap import Grams
from bot.reading.html.prose.phrases import (
    CONTRIBUTORS,
    COPYRIGHT,
    CREDITS,
    INVITATIONS,
    LABELS,
    MORE_FROM,
    OBJECTS,
    READ_MORE,
    SOURCES,
    any_of,
)

_LINKED, _PARTLY_LINKED = 0.8, 0.55
_LABEL_WORDS, _FEW_WORDS, _FEWEST_PROSE_WORDS = 6, 3, 15
_LONGEST_STAMP, _STAMP_DIGITS = 10, 0.25
_SHORT_INVITATION = 14
# Behind this much of the lines an invitation needs no other sign.
_BODY = 0.75
_LONGEST_INVITATION, _LONGEST_COPYRIGHT, _LONGEST_CREDIT = 55, 45, 25
# What holds more of the text is no aside, whatever it is called.
_ASIDE = 0.3
_COMMON_NAME = 0.45

_ASIDE_TAGS = frozenset("aside nav footer form button figcaption dialog".split())
_ASIDE_ROLES = frozenset("complementary navigation contentinfo banner search dialog".split())
_ITEMS = frozenset("li td th dt dd blockquote pre".split())
_QUOTATIONS = frozenset(("blockquote", "figure"))
_MOST_LAST_LINES, _REPEATED = 4, 0.7
_CELLS = frozenset("li dt dd".split())
_ARROWS = (">", "»", "→", "▶", "►", "▸", "➡", "👉", "⇒")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ASIDE_NAMES = frozenset(
    # other articles
    "related relatedarticles relatedcontent relatedlinks relateds similar recommend recommended"
    " recommendation recommendations recirc recirculation readmore readalso alsoread teaser teasers"
    " promo promos promobox card cards popular trending mostread linkbox linklist seealso mehr"
    " lesetipp relacionadas relacionados relacionado correlati verwandt onward"
    # advertising and invitations
    " ad ads adslot advert advertisement advertising sponsor sponsored banner affiliate disclaimer"
    " disclosure newsletter newsletters signup subscribe subscription cta donate donation membership"
    " upsell app promotion marketing offer survey poll quiz"
    # pictures and players
    " caption captions figcaption credit credits imagecaption gallery slideshow carousel video audio"
    " podcast player media bildunterschrift absatzbild legende placeholder"
    " social"
    # the page's own things
    " share sharing sharebar toolbar tools menu nav navigation breadcrumb breadcrumbs footer sidebar"
    " widget widgets comment comments tag tags keywords copyright bio authorbio biography aboutauthor"
    " cite citation citewrapper box factbox infobox boxout infokasten kasten popup modal overlay"
    " cookie consent partner partners follow feedback correction rating"
    .split()
)
_ASIDE_CLASSES = re.compile(
    r"visually-?hidden|sr-only|screen-?reader|not-prose|read-(?:more|also|next)|also-read"
    r"|about-(?:the-)?author|author-(?:bio|info|box|card|profile)|accessibility|lire-aussi"
    r"|pull-?quote|info-?box|fact-?box|post-card|most-(?:read|popular)|twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_E_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text, and the block that it was taken from, if that is known."""

    text: str
    block: Block | None = None

    @property
    def words(self) -> int:
        """Return the number of its words; of scripts without spaces, of pairs of characters."""
        count = len(self.text.split())
        return count if self.text.isascii() else max(count, len(self.text) // 12)

    @property
    def is_heading(self) -> bool:
        """Tell whether it is or is in a heading."""
        return self.is_in(_HEADINGS)

    @property
    def is_item(self) -> bool:
        """Tell whether it is in a list, a table or a quotation."""
        return self.is_in(_ITEMS)

    def is_in(self, tags: frozenset[str]) -> bool:
        """Tell whether one of the elements close around it has one of these tags."""
        return self.block is not None and any(
            element.tag in tags for element in (self.block.element, *_parents(self.block, 2))
        )


def find_leaks(lines: Sequence[Line], region: Region, host: str) -> set[int]:
    """Return the indices of the lines that are no part of the article.

    ``host`` is where the page was fetched from, or empty.
    """
    asides = _Asides(lines, region)
    # Rows of tables, which have no block, may well repeat.
    repeated = Counter(squeeze(line.text) for line in lines if line.block and line.words > 3)
    leaks = {
        index
        for index, line in enumerate(lines)
        if asides.hold(line)
        or is_linked_line(line)
        or is_phrase(line.text, is_last=index >= _BODY * len(lines))
        or _invites(line)
        or (line.is_heading and _is_more_from(line.text))
        or _has_own_address(line, host)
        or repeated[squeeze(line.text)] > 2
    }
    leaks |= _in_link_lists(lines) | _find_pull_quotes(lines)
    leaks |= _below_invitations(lines, region)
    return leaks


class _Asides:
    """The elements of a page that are no part of its article, by their tags and names."""

    def __init__(self, lines: Sequence[Line], region: Region) -> None:
        self._region = region
        self._verdicts: dict[Any, bool] = {}
        self._shares: Counter[str] = Counter()
        # An element with the names of one that holds much of the text is no aside.
        self._main_names = {_names(element) for element in region.main_elements(_ASIDE)}
        seen: set[Any] = set()
        for line in lines:
            for element in region.path(line.block.element) if line.block else ():
                if element not in seen:
                    seen.add(element)
                    self._shares[_names(element)] += region.share(element)  # type: ignore[assignment]

    def hold(self, line: Line) -> bool:
        """Tell whether a line is in such an element."""
        if line.block is None:
            return False
        path = self._region.path(line.block.element)
        return any(self._is_aside(element) for element in path)

    def _is_aside(self, element: Any) -> bool:
        if element not in self._verdicts:
            self._verdicts[element] = self._judge(element)
        return self._verdicts[element]

    def _judge(self, element: Any) -> bool:
        names = _names(element)
        if self._region.share(element) > _ASIDE or (names.strip() and names in self._main_names):
            return False
        if element.tag in _ASIDE_TAGS or element.get("role") in _ASIDE_ROLES:
            return True
        if element.tag == "figure":
            return element.find(".//table") is None and element.find(".//blockquote") is None
        if element.tag == "article":
            # One in the article's own element is another article's.
            return self._shares[names] < _COMMON_NAME and any(
                parent.tag == "article" for parent in element.iterancestors()
            )
        if element.get("data-nosnippet") is not None:
            return True
        return self._shares[names] < _COMMON_NAME and is_named_aside(names)


def is_named_aside(names: str) -> bool:
    """Tell whether the classes and the id of an element name what is no part of an article."""
    return _is_aside_name(names)


@cache
def _is_aside_name(names: str) -> bool:
    words = {word.lower() for word in _NAME.findall(names)}
    return bool(words & _ASIDE_NAMES) or bool(_ASIDE_CLASSES.search(names))


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:300]


def _parents(block: Block, count: int) -> list[Any]:
    parents = []
    element = block.element
    for _ in range(count):
        element = element.getparent()
        if element is None:
            break
        parents.append(element)
    return parents


def is_linked_line(line: Line) -> bool:
    """Tell whether a line is a single link, or a label and a link."""
    block = line.block
    if block is None or not block.linked or block.element.tag in ("td", "th"):
        return False
    if block.link_share >= _LINKED:
        # A name in a list or a table may be a link of its own.
        return line.words > 2 or block.element.tag not in _CELLS or _is_label(block.before_link)
    label = block.before_link
    if line.text.startswith(_ARROWS) and line.words <= _LONGEST_CREDIT:
        return True
    if len(block.after_link) > 3 or len(label.split()) > _LABEL_WORDS:
        return False
    if _is_label(label):
        return True
    return block.link_share >= _PARTLY_LINKED and (
        _opens_link(label)
        or (
            len(label.split()) <= _FEW_WORDS
            and not line.is_item
            and not line.is_heading
            and not _SENTENCE_END.search(line.text)
        )
    )


def _opens_link(label: str) -> bool:
    return label.endswith((":", "|", ">", "»", "–", "-", "→", "•", "：")) or (
        bool(label) and label.isupper()
    )


def _is_label(text: str) -> bool:
    return bool(text) and bool(_read_more().fullmatch(text.lower().strip(_MARKS)))


_MARKS = " \t:|>»–—-→•·*【】「」[]()/+…!.：▶►■●"


@cache
def _read_more() -> re.Pattern[str]:
    return re.compile(any_of(READ_MORE.values()))


@cache
def _read_more_label() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(READ_MORE.values())})\s*(?:[:|>»→：▶►]|[–—-]\s).*", re.DOTALL)


@cache
def _invitation() -> re.Pattern[str]:
    # Between words of scripts without spaces there is no boundary.
    return re.compile(
        rf"(?:^\W*|[.!?…]['\"”’»)]* +)(?:{any_of(INVITATIONS.values())})(?![^\W\u0e00-\u9fff])"
    )


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of([OBJECTS])})\b")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(COPYRIGHT.values())})|©")


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,2}}(?:{any_of([CREDITS])})\s*(?:[:/|©：]|by\b|courtesy\b|via\b).*")


@cache
def _credit_at_end() -> re.Pattern[str]:
    return re.compile(rf".*[(.!?|/\s]\s*(?:{any_of([CREDITS])})\s*[:/|©]\s*[^.:]{{2,60}}[)\].]?", re.DOTALL)


@cache
def _more_from() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of([MORE_FROM])})\s")


@cache
def _sources() -> re.Pattern[str]:
    return re.compile(any_of([SOURCES]))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(any_of([LABELS]))


def is_phrase(text: str, *, is_last: bool = False) -> bool:
    """Tell whether a line is one of the phrases that pages put around articles.

    ``is_last`` says that it stands where articles end.
    """
    lower = text.lower()
    words = len(lower.split()) if text.isascii() else max(len(lower.split()), len(lower) // 8)
    bare = lower.strip(_MARKS)
    if _label().fullmatch(bare) or _read_more().fullmatch(bare):
        return True
    if (
        words <= _LONGEST_INVITATION
        and (is_last or words <= _SHORT_INVITATION or _object().search(lower))
        and _invitation().match(lower)
    ):
        return True
    if words <= _LONGEST_COPYRIGHT and _copyright().match(lower):
        return True
    if words <= _LONGEST_CREDIT and _credit().fullmatch(lower):
        return not _SENTENCE_END.search(text) or words < _LONGEST_CREDIT // 2
    if words <= _LONGEST_COPYRIGHT and lower.endswith((")", "]")) and _credit_at_end().fullmatch(lower):
        return True
    return words <= _LONGEST_CREDIT and bool(_read_more_label().fullmatch(lower))


def _invites(line: Line) -> bool:
    """Tell whether a line with a link or an address has an invitation in it."""
    return (
        line.words <= _LONGEST_INVITATION
        and ("@" in line.text or (line.block is not None and line.block.linked > 0))
        and bool(_invitation().search(line.text.lower()))
    )


def _is_more_from(text: str) -> bool:
    lower = text.lower().strip(_MARKS)
    return len(lower.split()) <= _LABEL_WORDS and bool(_more_from().match(lower))


def is_stamp(text: str, authors: Sequence[str] = ()) -> bool:
    """Tell whether a line above the prose is a byline or a date."""
    words = len(text.split())
    if words < _FEWEST_PROSE_WORDS and any(
        name in text for name in authors if len(name.split()) > 1
    ):
        return True
    if find_boilerplate(text) in (Boilerplate.BYLINE, Boilerplate.STAMP):
        return True
    letters = [char for char in text if char.isalnum()]
    digits = sum(map(str.isdigit, letters))
    return words <= _LONGEST_STAMP and digits > 3 and digits >= _STAMP_DIGITS * len(letters)


def find_end(lines: Sequence[Line]) -> int:
    """Return where the lines on sources, contributors and the like begin, at the end of a text."""
    end = len(lines)
    while end > max(1, len(lines) - _MOST_LAST_LINES) and _is_last_line(lines[end - 1]):
        end -= 1
    end -= _count_last_links(lines[:end])
    first = max(1, int(_BODY * end))
    for index in range(first, end):
        label = lines[index].text.lower().strip(_MARKS)
        if _sources().fullmatch(label) and not any(map(_is_prose, lines[index:end])):
            return index
    return end


def _count_last_links(lines: Sequence[Line]) -> int:
    """Return how many lines at the end are items of a list of links, some perhaps without one."""
    items = list(
        takewhile(
            lambda line: line.is_item and not _SENTENCE_END.search(line.text), reversed(lines)
        )
    )
    return len(items) if any(map(_is_mostly_linked, items)) and len(items) < len(lines) else 0


def _find_pull_quotes(lines: Sequence[Line]) -> set[int]:
    """Return the quotations that only repeat what the text says too."""
    quotes = {
        index
        for index, line in enumerate(lines)
        if line.words > _FEW_WORDS and line.is_in(_QUOTATIONS)
    }
    if not quotes or len(quotes) > len(lines) / 2:
        return set()
    others = Grams("\n".join(line.text for at, line in enumerate(lines) if at not in quotes))
    return {index for index in quotes if others.share(lines[index].text) > _REPEATED}


def _is_last_line(line: Line) -> bool:
    """Tell whether a line at the end says who worked on the article, or is a mere label."""
    text = line.text
    if line.words > _LONGEST_COPYRIGHT:
        return False
    if line.is_item:
        return False
    return bool(
        (line.is_heading and line.words <= _LABEL_WORDS)
        or not any(map(str.isalnum, text))
        or _CREDIT_LINE.fullmatch(text)
        or _contributors().match(text.lower())
        or find_boilerplate(text)
    )


@cache
def _contributors() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(CONTRIBUTORS.values())})(?!\w)")


_CREDIT_LINE = re.compile(r"[^.!?:,]{3,30}: ?[^.!?:]{3,100}")


def _is_prose(line: Line) -> bool:
    return line.words >= _FEWEST_PROSE_WORDS and bool(_SENTENCE_END.search(line.text))


def _has_own_address(line: Line, host: str) -> bool:
    """Tell whether a line invites to write to the site itself."""
    if not host or "@" not in line.text or line.words > _LONGEST_INVITATION:
        return False
    domain = ".".join(host.split(".")[-2:])
    return any(domain in match[1] for match in _E_MAIL.finditer(line.text))


def _in_link_lists(lines: Sequence[Line]) -> set[int]:
    """Return the lines of lists that mostly hold links."""
    lists: dict[Any, list[int]] = {}
    for index, line in enumerate(lines):
        if line.block is None:
            continue
        for element in (line.block.element, *_parents(line.block, 3)):
            if element.tag in ("ul", "ol"):
                lists.setdefault(element, []).append(index)
                break
    return {
        index
        for indices in lists.values()
        if sum(_is_mostly_linked(lines[index]) for index in indices) > len(indices) / 2
        for index in indices
    }


def _is_mostly_linked(line: Line) -> bool:
    return line.block is not None and line.block.link_share >= _PARTLY_LINKED


def _below_invitations(lines: Sequence[Line], region: Region) -> set[int]:
    """Return the lines in the same box as a line such as "Read more"."""
    boxes = [
        box
        for line in lines
        if line.block is not None and _read_more().fullmatch(line.text.lower().strip(_MARKS))
        if (box := _box(line.block, region)) is not None
    ]
    return {
        index
        for index, line in enumerate(lines)
        if line.block is not None
        and any(box in (line.block.element, *line.block.element.iterancestors()) for box in boxes)
    }


def _box(block: Block, region: Region) -> Any:
    """Return the largest element around a block that has little of the text, or nothing."""
    path = [
        element for element in region.path(block.element)[1:] if region.share(element) <= _ASIDE / 2
    ]
    return path[-1] if path else None
