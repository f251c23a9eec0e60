"""Asides: elements of a page that are no part of its article, by their tags and names."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bot.reading.html.prose.page_blocks import TextRegion, squeeze
from bot.reading.html.prose.text_line import TextLine

ASIDE = 0.3
"""What holds more of the text is no aside, whatever it is called."""

_COMMON_NAME = 0.45
_LONGEST_NAMES = 300
_LEAST_BEGINNING, _HEADLINE_LETTERS = 0.05, 12
_PROSE_WORDS = 8
# Of what holds a text as well as what stands beside it.
_LAYOUT_WORDS = frozenset("box widget media tools".split())
_HEADINGS = tuple("h1 h2 h3 h4 h5 h6".split())

_TAGS = frozenset("aside nav footer form button figcaption dialog".split())
_ROLES = frozenset("complementary navigation contentinfo banner search dialog".split())
# Of other articles: they lead to those by links.
_ARTICLE_WORDS = frozenset(
    (
        "related relatedarticles relatedcontent relatedlinks relateds similar recommend recommended"
        " recommendation recommendations recirc recirculation readmore readalso alsoread teaser"
        " teasers promo promos promobox card cards popular trending mostread linkbox linklist"
        " seealso mehr lesetipp relacionadas relacionados relacionado correlati verwandt onward"
    ).split()
)
_WORDS = frozenset(
    (
        # advertising and invitations
        "ad ads adslot advert advertisement advertising sponsor sponsored banner affiliate"
        " disclaimer disclosure newsletter newsletters signup subscribe subscription cta donate"
        " donation membership upsell app promotion marketing offer survey poll quiz"
        # pictures, players and placeholders
        " caption captions figcaption credit credits imagecaption gallery slideshow carousel video"
        " audio podcast player media bildunterschrift absatzbild legende placeholder"
        # the page's own things
        " social share sharing sharebar toolbar tools menu nav navigation breadcrumb breadcrumbs"
        " footer sidebar widget widgets comment comments tag tags keywords copyright bio authorbio"
        " biography aboutauthor cite citation citewrapper box factbox infobox boxout infokasten"
        " kasten popup modal overlay cookie consent partner partners follow feedback correction"
        " rating"
    ).split()
)
_NAMES = re.compile(
    r"visually-?hidden|sr-only|screen-?reader|not-prose|read-(?:more|also|next)|also-read"
    r"|about-(?:the-)?author|author-(?:bio|info|box|card|profile)|accessibility|lire-aussi"
    r"|pull-?quote|info-?box|fact-?box|post-card|most-(?:read|popular)"
    # Posts of others: their words are not the article's.
    r"|twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Asides:
    """The asides among the elements around some lines, which are cleared by ``region``."""

    def __init__(self, lines: Sequence[TextLine], region: TextRegion) -> None:
        self._region = region
        self._verdicts: dict[Any, bool] = {}
        # An element with the names of one that holds much of the text is no aside.
        self._main_names = {_names(element) for element in region.main_elements(ASIDE)}
        elements = {
            element
            for line in lines
            if line.block is not None
            for element in region.path(line.block.element)
        }
        first = next((line for line in lines if line.block and line.words >= _PROSE_WORDS), None)
        self._beginning = (
            frozenset(region.path(first.block.element)) if first and first.block else frozenset()
        )
        self._shares: Counter[str] = Counter()
        for element in elements:
            self._shares[_names(element)] += region.share(element)  # type: ignore[assignment]

    def hold(self, line: TextLine) -> bool:
        """Tell whether a line is in an aside."""
        if line.block is None:
            return False
        return any(map(self._is_aside, self._region.path(line.block.element)))

    def _is_aside(self, element: Any) -> bool:
        if element not in self._verdicts:
            self._verdicts[element] = self._judge(element)
        return self._verdicts[element]

    def _judge(self, element: Any) -> bool:
        names = _names(element)
        if self._region.share(element) > ASIDE or (names.strip() and names in self._main_names):
            return False
        if element.tag in _TAGS or element.get("role") in _ROLES:
            return True
        if element.tag == "figure":
            return element.find(".//table") is None and element.find(".//blockquote") is None
        if element.get("data-nosnippet") is not None:
            return True
        if self._shares[names] >= _COMMON_NAME:
            return False
        if element.tag == "article":
            # One in the article's own element is another article's.
            return any(parent.tag == "article" for parent in element.iterancestors())
        return is_named_aside(names) and not self._is_own_beginning(element, names)

    def _is_own_beginning(self, element: Any, names: str) -> bool:
        """Tell whether an element named as if of another article has prose, but leads to none."""
        words = _words_of(names) & _WORDS
        is_layout = words <= _LAYOUT_WORDS and (not words or element in self._beginning)
        if not is_layout or _NAMES.search(names) or self._region.share(element) < _LEAST_BEGINNING:
            return False
        if any(parent.tag == "a" for parent in element.iterancestors()):
            return False
        return next(element.iter(*_HEADINGS), None) is None and not any(
            map(_leads_on, element.iter("a"))
        )


def _leads_on(link: Any) -> bool:
    """Tell whether a link is most of its line, as the headline of another article is."""
    parent = link.getparent()
    letters, all_letters = (len(squeeze("".join(item.itertext()))) for item in (link, parent))
    return letters >= _HEADLINE_LETTERS and 2 * letters >= all_letters


@lru_cache(maxsize=10_000)
def is_named_aside(names: str) -> bool:
    """Tell whether the classes and the id of an element name what is no part of an article."""
    words = _words_of(names)
    return bool(words & _ARTICLE_WORDS or words & _WORDS) or bool(_NAMES.search(names))


def is_mere_layout(names: str) -> bool:
    """Tell whether what names an aside may also name what holds an article's own beginning."""
    words = _words_of(names)
    return words & (_ARTICLE_WORDS | _WORDS) <= _LAYOUT_WORDS and not _NAMES.search(names)


def _words_of(names: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(names)}


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES]
