"""Standfirsts: the sentences beside a headline that tell the news."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.reading.html.prose.asides import is_mere_layout, is_named_aside
from bot.reading.html.prose.edges import is_stamp
from bot.reading.html.prose.leaks import is_linked_line
from bot.reading.html.prose.page_blocks import Grams, TextBlock, squeeze
from bot.reading.html.prose.phrase_rules import is_phrase
from bot.reading.html.prose.text_line import TextLine

_NAMES = re.compile(
    r"stand-?first|(?:^|[ _-])(?:lead|lede|leadtext|dek|deck)(?:$|[ _-])|sub-?title|sub-?head"
    r"|strap-?line|(?:^|[ _-])intro|excerpt|summary|synopsis|abstract|preamble|preface|chapo"
    r"|vorspann|anriss|epigraph|epigrafe|entradilla|bajada|copete|volanta|sumario|sottotitolo"
    r"|occhiello|sommario|catenaccio|linha-?fina|(?:^|[ _-])lid(?:$|[ _-])|ingress|manchet"
    r"|underrubrik|zajawka|perex|article[_-]*desc|description|teaser__?text|article__?teaser"
    r"|headers?-[\w-]*teaser|speakable|t-article-lead|sub-tit",
    re.IGNORECASE,
)
_UNFIT_TAGS = frozenset(
    "figure figcaption nav aside footer form button ul ol li table blockquote time address"
    " h1".split()
)
_UNFIT_NAMES = re.compile(
    r"byline|author|caption|credit"
    r"|(?:^|[ _-])(?:date|time|timestamp|kicker|tags?|meta|share|social)(?:$|[ _-])"
    r"|dateline|publish|breadcrumb|toolbar|comment|image|photo|picture",
    re.IGNORECASE,
)
_PICTURE_NAMES = re.compile("caption|credit|image|photo|picture", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»)]*$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST = 12
# Where a description was cut.
_ELLIPSIS = ".…[]"
_FEWEST_WORDS, _FEWEST_PROSE_WORDS = 4, 8
_LONGEST = 900
_FARTHEST, _PARAGRAPHS = 60, 4
_NEAR_LEVELS = 3
_LIKE_TITLE = 0.6


def find_standfirst(
    blocks: Sequence[TextBlock], title: int, end: int, descriptions: Sequence[str]
) -> list[str]:
    """Return the paragraphs of the standfirst between a headline and the text, or none.

    ``title`` and ``end`` are the indices of the headline and of the text's first block;
    ``descriptions`` are what the page's metadata say of the article, which count where the page
    shows them.
    """
    summaries = [
        squeeze(text).casefold().rstrip(_ELLIPSIS)
        for text in descriptions
        if len(text) >= _SHORTEST
    ]
    nearby = blocks[max(title + 1, end - _FARTHEST) : end]
    title_grams = Grams(blocks[title].text)
    candidates = [
        block for block in nearby if _is_text(block) and title_grams.share(block.text) < _LIKE_TITLE
    ]
    fit = [block for block in candidates if not any(map(_is_unfit, _parents(block)))]
    selection = [
        block
        for block in candidates
        if (block in fit and _is_named(block))
        or (_is_described(block, summaries) and not any(map(_is_picture, _parents(block))))
    ]
    if not selection:
        ancestors = list(_parents(blocks[title], _NEAR_LEVELS + 1))
        selection = [
            block
            for block in fit
            if _is_prose(block.text)
            and (
                any(element in ancestors for element in _parents(block))
                or block.element.getparent() is blocks[title].element.getparent()
            )
        ]
    return list(dict.fromkeys(block.text for block in selection))[:_PARAGRAPHS]


def _is_text(block: TextBlock) -> bool:
    text = block.text
    if not _SHORTEST <= len(text) <= _LONGEST or is_phrase(text) or is_stamp(text):
        return False
    if len(text.split()) < _FEWEST_WORDS and text.isascii():
        return False
    return not is_linked_line(TextLine(text, block))


def _is_picture(element: Any) -> bool:
    names = _names(element)
    return element.tag in ("figure", "figcaption") or bool(_PICTURE_NAMES.search(names))


def _is_unfit(element: Any) -> bool:
    names = _names(element)
    if _NAMES.search(names):
        return False
    return (
        element.tag in _UNFIT_TAGS
        or bool(_UNFIT_NAMES.search(names))
        or (is_named_aside(names) and not is_mere_layout(names))
    )


def _parents(block: TextBlock, levels: int = _NEAR_LEVELS) -> Iterator[Any]:
    element = block.element
    for _ in range(levels):
        if element is None or element.tag in ("body", "main", "article", "html"):
            return
        yield element
        element = element.getparent()


def _is_described(block: TextBlock, summaries: Sequence[str]) -> bool:
    text = block.squeezed.casefold()
    return any(text in description or _opens(description, text) for description in summaries)


def _opens(description: str, text: str) -> bool:
    """Tell whether a text begins as a description does, which may be cut."""
    length = min(len(description), 60)
    return length >= _SHORTEST and text[:length] == description[:length]


def _is_named(block: TextBlock) -> bool:
    return any(_NAMES.search(_names(element)) for element in _parents(block))


def _names(element: Any) -> str:
    """Return the names of an element, with a hyphen between words that only case parts."""
    names = (
        f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    )
    return _CAMEL.sub("-", names)


def _is_prose(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and (
        len(text.split()) >= _FEWEST_PROSE_WORDS or (not text.isascii() and len(text) > 40)
    )
