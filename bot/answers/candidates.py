"""Candidates: the sentences among which quotes are chosen, and what is known of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.query import Expected, Query
from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Hit, Index
from bot.language.analyzer import Analyzer
from bot.language.span import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit, with those before it without which it would not stand on its own.

    ``coverage`` is the share of the question's information that they hold, ``context`` the
    share that they hold together with the title and the sentences around, ``relevance`` the
    passage's score relative to the best passage's: each is between 0 and 1. ``expected``
    tells whether the sentence holds words of the kind that the question asks for.
    """

    article: Article
    span: Span
    sentences: int
    terms: frozenset[str]
    coverage: float
    context: float
    relevance: float
    expected: bool


MOST_SENTENCES = 3

_LEANS_ON_BEFORE = re.compile(r"[\"“‘'(\[]*(?:He|She|It|They|This|That)(?:['’]\w+)?\b")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")

_PATTERNS = {
    Expected.NUMBER: re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|half)\b"),
    Expected.DATE: re.compile(
        r"\b(?:1\d|20)\d\d\b"
        r"|\b(?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b"
        r"|\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\."
    ),
}
_NAME = re.compile(r"(?<=[^.!?“\"] )[A-Z]\w+|^[A-Z]\w+(?= [A-Z])")


def candidates(
    query: Query, hits: Sequence[Hit], index: Index, analyzer: Analyzer
) -> Iterator[Candidate]:
    """Yield what could be quoted of ``hits``, which are given best first."""
    titles: dict[str, frozenset[str]] = {}
    for hit in hits:
        article = hit.passage.article
        title = titles.get(article.id)
        if title is None:
            title = frozenset(analyzer.terms(article.title, article.language))
            titles[article.id] = title
        spans = hit.passage.sentences
        terms = [
            frozenset(analyzer.terms(span.of(article.text), article.language)) for span in spans
        ]
        for place, span in enumerate(spans):
            whole = stand_alone(hit.passage, place, index)
            shown = Span(whole[0].start, span.end)
            held = terms[place]
            if len(whole) > 1:
                held = frozenset(analyzer.terms(shown.of(article.text), article.language))
            yield Candidate(
                article,
                shown,
                len(whole),
                held,
                coverage=query.coverage(held),
                context=query.coverage(title.union(held, *terms[max(0, place - 1) : place + 2])),
                relevance=hit.score / hits[0].score,
                expected=_holds_expected(query, span.of(article.text), analyzer),
            )


def stand_alone(passage: Passage, place: int, index: Index) -> Sequence[Span]:
    """Return a sentence with those before it that it leans on by opening with a bare pronoun.

    They are of one paragraph, and three at most.
    """
    text = passage.article.text
    spans: Sequence[Span] = passage.sentences
    if place == 0 and passage.number > 0 and _LEANS_ON_BEFORE.match(text, spans[0].start):
        before = index.passages(passage.article.id)[passage.number - 1].sentences
        spans, place = (*before, *spans), len(before)
    first = place
    while (
        _LEANS_ON_BEFORE.match(text, spans[first].start)
        and first > max(0, place - MOST_SENTENCES + 1)
        and _same_paragraph(text, spans[first - 1], spans[first])
    ):
        first -= 1
    return spans[first : place + 1]


def _same_paragraph(text: str, before: Span, after: Span) -> bool:
    """Tell whether nothing but white space, and no blank line, is between two sentences."""
    gap = text[before.end : after.start]
    return not gap.strip() and not _PARAGRAPH_BREAK.search(gap)


def _holds_expected(query: Query, sentence: str, analyzer: Analyzer) -> bool:
    if query.expected is Expected.ANYTHING:
        return False
    if query.expected is Expected.NAME:
        asked = set(query.terms)
        return any(
            not asked.issuperset(analyzer.terms(match[0])) for match in _NAME.finditer(sentence)
        )
    return bool(_PATTERNS[query.expected].search(sentence))
