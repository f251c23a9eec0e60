"""Candidates: the sentences among which quotes are chosen, and what is known of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.query import Expected, Query
from bot.articles.article import Article
from bot.index.base import Hit
from bot.language.analyzer import Analyzer
from bot.language.span import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit; each figure is between 0 and 1.

    ``coverage`` is the share of the question's information that the sentence holds,
    ``context`` the share that it holds together with its title and the sentences around it,
    ``relevance`` its passage's score relative to the best passage's. ``expected`` tells
    whether it holds words of the kind that the question asks for.
    """

    article: Article
    span: Span
    terms: frozenset[str]
    coverage: float
    context: float
    relevance: float
    expected: bool


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


def candidates(query: Query, hits: Sequence[Hit], analyzer: Analyzer) -> Iterator[Candidate]:
    """Yield the sentences of ``hits``, which are given best first."""
    for hit in hits:
        article = hit.passage.article
        title = frozenset(analyzer.terms(article.title, article.language))
        spans = hit.passage.sentences
        terms = [
            frozenset(analyzer.terms(span.of(article.text), article.language)) for span in spans
        ]
        for place, span in enumerate(spans):
            around = terms[max(0, place - 1) : place + 2]
            yield Candidate(
                article,
                span,
                terms[place],
                coverage=query.coverage(terms[place]),
                context=query.coverage(title.union(*around)),
                relevance=hit.score / hits[0].score,
                expected=_holds_expected(query, span.of(article.text), analyzer),
            )


def _holds_expected(query: Query, sentence: str, analyzer: Analyzer) -> bool:
    if query.expected is Expected.ANYTHING:
        return False
    if query.expected is Expected.NAME:
        asked = set(query.terms)
        return any(
            not asked.issuperset(analyzer.terms(match[0])) for match in _NAME.finditer(sentence)
        )
    return bool(_PATTERNS[query.expected].search(sentence))
