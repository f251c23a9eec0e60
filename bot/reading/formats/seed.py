"""The seeds' form: a text that begins with ``date YYYY-MM-DD``, then prose, without a title."""

import re
from collections.abc import Iterator

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.decoding import decode_prose
from bot.reading.record import build_article
from bot.reading.source import Source

# Looser than a date, so that an impossible one is refused instead of taken for prose.
_OPENING = re.compile(r"\s*date[ \t]+([0-9]+-[0-9]+-[0-9]+)(?:\s+|\Z)", re.IGNORECASE)


def recognises(opening: str, name: str) -> bool:
    """Tell whether the text begins with a date of its own."""
    return bool(_OPENING.match(opening))


def read(source: Source) -> Iterator[Finding]:
    """Yield the one article of the file, whose text is all of its characters."""
    content = decode_prose(source.read())
    text = content.text
    opening = _OPENING.match(text)
    if opening is None:
        raise ArticleError("its first line is no date followed by a blank: date 2026-01-07", 1)
    try:
        yield build_article({"published": opening[1]}, source.path, text=text, body=opening.end())
    except ArticleError as error:
        line = text.count("\n", 0, opening.start(1)) + 1
        raise ArticleError(error.reason, line) from None
    if content.notice:
        yield Notice(source.path, None, content.notice)
