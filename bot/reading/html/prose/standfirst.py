"""Standfirsts: the sentences beside a headline that tell the news."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.reading.html.prose.layout import Block, squeeze
from bot.reading.html.prose.leaks import Line, is_linked_line, is_named_aside, is_phrase

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
    "figure figcaption nav aside footer form button ul ol li table blockquote time address h1".split()
)
_UNFIT_NAMES = re.compile(
    r"byline|author|caption|credit|(?:^|[ _-])(?:date|time|timestamp|kicker|tags?|meta|share|social)"
    r"(?:$|[ _-])|dateline|publish|breadcrumb|toolbar|comment|image|photo|picture",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’»)]*$")
_SHORTEST = 12
_FEWEST_WORDS, _FEWEST_PROSE_WORDS = 4, 8
_LONGEST = 900
_FARTHEST, _MOST = 60, 4
_NEAR_LEVELS = 3


def find_standfirst(
    blocks: Sequence[Block], start: int, end: int, descriptions: Sequence[str]
) -> list[str]:
    """Return the paragraphs of the standfirst between a headline and the text, or none.

    ``start`` and ``end`` are where the blocks between them begin and end; ``descriptions`` are
    what the page's metadata say of the article, which count where the page shows them.
    """
    wanted = [squeeze(text).casefold() for text in descriptions if len(text) >= _SHORTEST]
    between = range(max(start, end - _FARTHEST), end)
    candidates = [blocks[index] for index in between if _may_be(blocks[index])]
    described = [block for block in candidates if _is_described(block, wanted)]
    named = [block for block in candidates if _is_named(block)]
    texts = [block.text for block in candidates if block in described or block in named]
    if not texts:
        texts = [block.text for block in candidates if _is_prose(block.text)]
    return list(dict.fromkeys(texts))[:_MOST]


def _may_be(block: Block) -> bool:
    text = block.text
    if not _SHORTEST <= len(text) <= _LONGEST or is_phrase(text):
        return False
    if len(text.split()) < _FEWEST_WORDS and text.isascii():
        return False
    if is_linked_line(Line(text, block)):
        return False
    return not any(_is_unfit(element) for element in _near(block))


def _is_unfit(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _NAMES.search(names):
        return False
    return element.tag in _UNFIT_TAGS or bool(_UNFIT_NAMES.search(names)) or is_named_aside(names)


def _near(block: Block) -> Iterator[Any]:
    element = block.element
    for _ in range(_NEAR_LEVELS):
        if element is None or element.tag in ("body", "main", "article", "html"):
            return
        yield element
        element = element.getparent()


def _is_described(block: Block, wanted: Sequence[str]) -> bool:
    text = squeeze(block.text).casefold()
    return any(text in description or _opens(description, text) for description in wanted)


def _opens(description: str, text: str) -> bool:
    """Tell whether a text begins as a description does, which may be cut."""
    length = min(len(description), 60)
    return length >= _SHORTEST and text[:length] == description[:length]


def _is_named(block: Block) -> bool:
    return any(
        _NAMES.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        for element in _near(block)
    )


def _is_prose(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and (
        len(text.split()) >= _FEWEST_PROSE_WORDS or not text.isascii() and len(text) > 40
    )
