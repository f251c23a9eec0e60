"""Topic quotes: the sentence of an article that tells what it has on a topic."""

import numpy as np

from bot.answers.answer import Quote
from bot.answers.question.query import Query
from bot.answers.stories.lead import MAX_LENGTH, find_lead
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms
from bot.language.languages.lookup import is_english
from bot.language.span import Span

_MIN_LENGTH = 15
_FIRST_SENTENCES = 4


def quote_topic(
    article: Article, snapshot: Snapshot, query: Query, analyzer: Analyzer, min_coverage: float
) -> Quote | None:
    """Return a sentence near the top that stands alone and is on the topic; None without one.

    With the title, it has at least ``min_coverage`` of the topic. Which sentences stand alone is
    known of English; of other languages, the one with most of the topic is taken.
    """
    passages = snapshot.passages(article.id)
    span = find_lead(article, passages, (), analyzer, query.terms)
    if span is None and not is_english(article.language) and passages:
        span = max(
            (
                span
                for span in passages[0].sentences[:_FIRST_SENTENCES]
                if _MIN_LENGTH <= len(span) <= MAX_LENGTH
            ),
            key=lambda span: _measure(span.slice(article.text), article, query, analyzer),
            default=None,
        )
    if span is None:
        return None
    text = span.slice(article.text)
    title = f"{article.title}\n" if _measure(article.title, article, query, analyzer) else ""
    if title:
        is_on_it = _measure(f"{title}{text}", article, query, analyzer) >= min_coverage
    else:
        is_on_it = _measure(text, article, query, analyzer) >= min_coverage and sum(not word.is_temporal for word in query.words) > 1
    return Quote(article, span, 0.0) if is_on_it else None


def _measure(text: str, article: Article, query: Query, analyzer: Analyzer) -> float:
    """Return how much of the topic a text has."""
    terms = analyzer.terms(text, article.language)
    masks = query.term_masks(np.array(hash_terms(terms), np.intp)) & query.topical_mask
    if not len(masks):
        return 0.0
    return float(query.coverages(np.bitwise_or.reduce(masks, keepdims=True))[0]) / query.topical_share
