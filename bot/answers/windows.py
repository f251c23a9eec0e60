"""Windows: a sentence with those before it without which it would not stand on its own."""

import re
from collections.abc import Sequence

from bot.articles.passages.segment import Passage
from bot.index.protocol import Snapshot
from bot.language.annotations import leans_on_before
from bot.language.span import Span

MOST_SENTENCES = 3

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


def stand_alone(passage: Passage, place: int, snapshot: Snapshot) -> Sequence[Span]:
    """Return a sentence with those before it that it leans on by opening with a bare pronoun.

    They are of one paragraph, and three at most.
    """
    text = passage.article.text
    spans: Sequence[Span] = passage.sentences
    if place == 0 and passage.number > 0 and leans_on_before(text, spans[0].start):
        before = snapshot.passages(passage.article.id)[passage.number - 1].sentences
        spans, place = (*before, *spans), len(before)
    first = place
    while (
        leans_on_before(text, spans[first].start)
        and first > max(0, place - MOST_SENTENCES + 1)
        and _same_paragraph(text, spans[first - 1], spans[first])
    ):
        first -= 1
    return spans[first : place + 1]


def _same_paragraph(text: str, before: Span, after: Span) -> bool:
    """Tell whether nothing but white space, and no blank line, is between two sentences."""
    gap = text[before.end : after.start]
    return not gap.strip() and not _PARAGRAPH_BREAK.search(gap)
