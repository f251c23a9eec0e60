"""Article summary: the sentences that tell best what an article is about."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.answer import Quote
from bot.answers.stories.lead import MAX_LENGTH, find_lead, skip_dateline, stands_alone
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language, is_english
from bot.language.span import Span

_MOST_QUOTES = 3
_MOST_SENTENCES = 150  # of a long article, from its beginning
_MIN_LENGTH = 25  # characters of a sentence in another language than English,
_MIN_UNDIVIDED_LENGTH = 12  # and where no spaces are written
_MOST_REPEATED = 0.7  # of a sentence's terms by those that are quoted already
_FIRST, _LAST = 1.0, 0.6  # a sentence counts the less, the later it comes


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    terms: frozenset[str]
    position: float


def summarize_article(
    article: Article, snapshot: Snapshot, analyzer: Analyzer
) -> tuple[Quote, ...]:
    """Return up to three quotes that tell what an article is about, in reading order.

    They are its lead and the sentences that share most with its title and its lead.
    """
    passages = snapshot.passages(article.id)
    candidates = list(_find_candidates(article, passages, analyzer))
    lead = _choose_lead(article, passages, candidates, analyzer)
    if lead is None:
        return _quote_opening(article, passages)
    lead_terms = set(analyzer.terms(lead.slice(article.text), article.language))
    title_terms = analyzer.terms(article.title, article.language)
    weights = _weigh(sorted({*title_terms, *lead_terms}), snapshot)
    spans = [lead]
    quoted_terms = lead_terms
    for candidate in sorted(candidates, key=lambda item: -_score(item, weights)):
        if len(spans) == _MOST_QUOTES or not _score(candidate, weights):
            break
        repeated_count = len(candidate.terms & quoted_terms)
        is_apart = candidate.span.end <= lead.start or lead.end <= candidate.span.start
        if is_apart and repeated_count <= _MOST_REPEATED * len(candidate.terms):
            spans.append(candidate.span)
            quoted_terms = quoted_terms | candidate.terms
    return tuple(Quote(article, span, 1.0) for span in sorted(spans))


def _choose_lead(
    article: Article,
    passages: Sequence[Passage],
    candidates: Sequence[_Candidate],
    analyzer: Analyzer,
) -> Span | None:
    """Return the lead, in other languages than English the first sentence that may be one."""
    lead = find_lead(article, passages, (), analyzer) if is_english(article.language) else None
    return lead or (candidates[0].span if candidates else None)


def _find_candidates(
    article: Article, passages: Sequence[Passage], analyzer: Analyzer
) -> Iterator[_Candidate]:
    """Yield the sentences that may be quoted alone."""
    spans = [span for passage in islice(passages, _MOST_SENTENCES) for span in passage.sentences]
    spans = spans[:_MOST_SENTENCES]
    for number, sentence in enumerate(spans):
        span = skip_dateline(article.text, sentence) if not number else sentence
        text = span.slice(article.text)
        if _may_stand_alone(text, article.language):
            terms = frozenset(analyzer.terms(text, article.language))
            yield _Candidate(span, terms, number / len(spans))


def _may_stand_alone(sentence: str, language: str) -> bool:
    if is_english(language):
        return stands_alone(sentence)
    is_divided = find_language(language).divides_words
    shortest = _MIN_LENGTH if is_divided else _MIN_UNDIVIDED_LENGTH
    return shortest <= len(sentence) <= MAX_LENGTH and "\n" not in sentence


def _weigh(terms: Sequence[str], snapshot: Snapshot) -> Mapping[str, float]:
    count = snapshot.stats().passages
    dfs = snapshot.document_frequencies(terms)
    return {term: math.log((count + 1) / max(1, df)) for term, df in zip(terms, dfs, strict=True)}


def _score(candidate: _Candidate, weights: Mapping[str, float]) -> float:
    """Return how much a sentence shares with the matter, for its length and its place."""
    shared_weight = sum(weights.get(term, 0.0) for term in candidate.terms)
    place = _FIRST + (_LAST - _FIRST) * candidate.position
    return place * shared_weight / math.sqrt(len(candidate.terms) + 1)


def _quote_opening(article: Article, passages: Sequence[Passage]) -> tuple[Quote, ...]:
    """Return the first sentence of an article of which none stands alone."""
    spans = (span for passage in passages for span in passage.sentences)
    return tuple(Quote(article, span, 1.0) for span in islice(spans, 1))
