"""Story: the articles that tell of one event, and how it is lead_article."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.answer import Quote
from bot.answers.arrays import IdArray
from bot.answers.stories.genres import judge_news
from bot.answers.stories.lead import find_lead
from bot.answers.stories.openings import Openings
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms

# An older telling of a story is chosen for its genre, within as many days.
_DAY_COST = 1.0
_MAX_TELLINGS = 4


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event.

    ``articles``: those that may be quoted, the best telling first: the newest full report.
    ``further_articles``: further articles of it, which may be from other days.
    ``shared_terms``: the terms that make them one story, the weightiest first; empty for one
    article alone.
    ``score``: how much it is news.
    """

    articles: tuple[Article, ...]
    further_articles: tuple[Article, ...] = ()
    shared_terms: tuple[str, ...] = ()
    score: float = 0.0


def order_tellings(articles: Sequence[Article]) -> list[Article]:
    """Return articles on one event, the newest full report first."""
    newest = max(article.published for article in articles)

    def value(article: Article) -> float:
        return judge_news(article) - _DAY_COST * (newest - article.published).days

    return sorted(articles, key=value, reverse=True)


def name_shared_terms(
    openings: Openings, group: IdArray, analyzer: Analyzer, count: int = 6
) -> tuple[str, ...]:
    """Return the terms that most articles of a story share, the weightiest first."""
    if len(group) == 1:
        return ()
    weights = openings.weights[group]
    totals = np.where(np.count_nonzero(weights, axis=0) * 2 > len(group), weights.sum(axis=0), 0)
    best = np.argsort(-totals, kind="stable")[:count]
    hashes = openings.vocabulary[best[totals[best] > 0]].tolist()
    article = openings.article(int(group[0]))
    passage = openings.refs[int(group[0])].passage
    terms = analyzer.terms(f"{article.title} {passage.text}", article.language)
    by_hash = dict(zip(hash_terms(terms), terms, strict=True))
    return tuple(by_hash[value] for value in hashes if value in by_hash)


def quote_story(
    story: Story, snapshot: Snapshot, analyzer: Analyzer, topic: Collection[str] = ()
) -> Quote | None:
    """Return the lead of a story, with its other articles as confirmations.

    ``topic``: the terms of what was asked about, which the lead should hold.
    It is from the first article that has a sentence that stands alone; None if none has one.
    """
    for article in story.articles[:_MAX_TELLINGS]:
        passages = snapshot.passages(article.id)
        span = find_lead(article, passages, story.shared_terms, analyzer, topic)
        if span is not None:
            return Quote(article, span, story.score, confirmations=_confirm(article, story))
    return None


def _confirm(lead_article: Article, story: Story) -> tuple[Article, ...]:
    """Return the other articles of a story, each title of a source once."""
    keys = {(lead_article.origin, lead_article.title)}
    confirmations: list[Article] = []
    for article in (*story.articles, *story.further_articles):
        key = (article.origin, article.title)
        if key not in keys and article.id != lead_article.id:
            keys.add(key)
            confirmations.append(article)
    return tuple(confirmations)
