"""Topic quotes: which new articles are about a topic, and the sentence of each that tells it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.answers.answer import Quote
from bot.answers.features.cue_counts import looks_back
from bot.answers.question.query import Query
from bot.answers.stories.genres import is_report
from bot.answers.stories.lead import MAX_LENGTH, find_lead
from bot.answers.stories.openings import read_openings
from bot.answers.stories.topic_coverage import measure_topic_coverage
from bot.articles.article import Article
from bot.follows.arrived_terms import ArrivedTerms
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms
from bot.language.languages.lookup import is_english
from bot.language.span import Span

# The share of a topic that the title and the first sentences have, or the title and the quote:
# more than for an answer on it, since nobody asked at this moment. With less, any news of North
# Korea would be on "North Korea missiles".
_MIN_COVERAGE = 0.85

_MIN_QUOTE = 0.4
"""The share that a quote has by itself where the title names some of the topic."""

# As for an answer: a title that names nothing of the topic, and sentences that do.
_MIN_MENTIONS = 2

_FIRST_SENTENCES = 4
_MIN_LENGTH = 15


def find_topic_quotes(
    query: Query, openings: ArrivedTerms, snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Quote]:
    """Yield a quote of each article that is about the words of ``query``, the best one first.

    ``openings``: the first passages of the articles.
    """
    candidates = np.flatnonzero(openings.measure_coverage(query) >= _MIN_COVERAGE)
    if not len(candidates):
        return
    refs = [openings.refs[number] for number in candidates.tolist()]
    coverage = measure_topic_coverage(read_openings(refs), query)
    is_about = (coverage.openings >= _MIN_COVERAGE) & (coverage.titles > 0)
    is_about |= (coverage.first >= _MIN_COVERAGE) & (coverage.mentions >= _MIN_MENTIONS)
    values = np.where(is_about, coverage.titles + coverage.openings, 0.0)
    for number in np.argsort(-values, kind="stable")[: int(is_about.sum())].tolist():
        article = refs[number].passage.article
        if not is_report(article):
            continue  # what explains or lists something waits until somebody asks
        quote = _quote_topic(_TopicArticle(article, query, analyzer), snapshot)
        if quote is not None:
            yield quote


@dataclass(frozen=True, slots=True)
class _TopicArticle:
    """An article, and the topic that is looked for in it."""

    article: Article
    query: Query
    analyzer: Analyzer

    def measure(self, text: str) -> float:
        """Return the share of the topic, times aside, that a text of the article has."""
        terms = self.analyzer.terms(text, self.article.language)
        masks = self.query.term_masks(np.array(hash_terms(terms), np.intp))
        mask = np.bitwise_or.reduce(masks, initial=0) & self.query.topical_mask
        coverage = self.query.coverages(np.array([mask], np.int64))
        return float(coverage[0]) / self.query.topical_share


def _quote_topic(item: _TopicArticle, snapshot: Snapshot) -> Quote | None:
    """Return a sentence near the top that tells of the topic and of no earlier year, if any."""
    article, query = item.article, item.query
    is_single = sum(not word.is_temporal for word in query.words) == 1
    is_named = item.measure(article.title) > 0
    if article.title and is_single and not is_named:
        return None  # a single word is often mentioned in passing
    min_quote = _MIN_QUOTE if is_named else _MIN_COVERAGE
    for span in _list_leads(item, snapshot):
        text = span.slice(article.text)
        if (
            item.measure(text) >= min_quote
            and item.measure(f"{article.title}\n{text}") >= _MIN_COVERAGE
            and not looks_back(text, article.published, query.question)
        ):
            return Quote(article, span, 0.0)
    return None


def _list_leads(item: _TopicArticle, snapshot: Snapshot) -> Iterator[Span]:
    """Yield sentences that may lead the article, the best first.

    Which of them stand alone is known of English; of other languages, the one with most of the
    topic is tried too.
    """
    article = item.article
    passages = snapshot.passages(article.id)
    for topic in (item.query.terms, ()):
        lead = find_lead(article, passages, (), item.analyzer, topic)
        if lead is not None:
            yield lead
    if is_english(article.language) or not passages:
        return
    sentences = passages[0].sentences[:_FIRST_SENTENCES]
    spans = [span for span in sentences if _MIN_LENGTH <= len(span) <= MAX_LENGTH]
    yield from sorted(spans, key=lambda span: -item.measure(span.slice(article.text)))[:1]
