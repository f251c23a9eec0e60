"""Topic: the stories about a matter, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from bot.answers.answer import Answer, Quote
from bot.answers.arrays import FloatArray, IdArray
from bot.answers.question.framing import find_matter
from bot.answers.question.kind import QuestionKind, find_topic
from bot.answers.question.query import Query
from bot.answers.question.query_parser import parse_query
from bot.answers.question.time_focus import find_focus
from bot.answers.ranking import assess_fit
from bot.answers.stories.clusters import find_clusters, measure_similarities
from bot.answers.stories.openings import Openings, read_openings
from bot.answers.stories.story import Story, name_shared_terms, order_tellings, quote_story
from bot.answers.stories.topic_coverage import measure_topic_coverage
from bot.index.protocol import Hit, IndexStats, PassageRef, Snapshot, prefetch
from bot.language.analyzer import Analyzer
from bot.language.annotations import decode_annotations

MAX_LEADS = 5
MAX_REMAINDER = 10

_HITS = 300
_MAX_OPENINGS = 80

_PERIODS = (14, 60, 365)
"""Days before the question that are searched, one after the other until one has something."""

# The share of the matter's weight that the title, or the title and the opening, has to hold.
_MIN_TITLE = 0.65
_MIN_OPENING = 0.85

# An article whose title does not name the matter is about it if as many sentences of its
# opening do: a single word is often mentioned in passing, several together are not.
_MIN_MENTIONS, _MIN_MENTIONS_OF_ONE_WORD = 2, 3

# Articles on one matter resemble each other: those of one of its stories do so more.
_MIN_SIMILARITY = 0.24


@dataclass(frozen=True, slots=True)
class TopicStories:
    """The leads of the stories about a matter, newest first, and what else there is."""

    quotes: tuple[Quote, ...]
    remainder: tuple[Quote, ...]


def answer_topic(
    question: str,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
    query: Query | None = None,
) -> Answer | None:
    """Return the stories about the topic that a question names; None where no article is.

    The days that the question names need not stand beside the topic. ``query``: the topic,
    where the question is not in English.
    """
    if query is None:
        query = parse_topic(question, at, snapshot, stats, analyzer)
    stories = find_topic_stories(query, snapshot, analyzer)
    if not stories.quotes:
        return None
    return Answer(
        question,
        at,
        stories.quotes,
        query.missing_phrases,
        stats,
        confidence=1.0,
        fit=assess_fit(stories.quotes, query.focus, stats.last),
        kind=QuestionKind.TOPIC,
        more=stories.remainder,
    )


def parse_topic(
    question: str, at: date, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> Query:
    """Return the topic that a question names, with the days that it names anywhere."""
    matter = find_matter(question)
    query = parse_query(find_topic(matter) or matter, at, snapshot, stats, analyzer)
    if query.focus.range is None:
        query = replace(query, focus=find_focus(matter, at))
    return query


def find_topic_stories(query: Query, snapshot: Snapshot, analyzer: Analyzer) -> TopicStories:
    """Return the stories about the words of ``query``, the newest first.

    They are of the days that the question names, or of the last 14; of more days where these
    have none. An article is about a matter that its title names, or its first sentences.
    """
    quotes: list[Quote] = []
    for since, until in _list_periods(query):
        quotes = quote_topic_stories(query, since, until, snapshot, analyzer)
        if quotes:
            break
    return TopicStories(tuple(quotes[:MAX_LEADS]), tuple(quotes[MAX_LEADS:]))


def quote_topic_stories(
    query: Query, since: date | None, until: date, snapshot: Snapshot, analyzer: Analyzer
) -> list[Quote]:
    """Return the leads of the stories about the words of ``query`` on some days, newest first."""
    stories = _find_stories(query, since, until, snapshot, analyzer)
    quotes = (quote_story(story, snapshot, analyzer, query.terms) for story in stories)
    return [quote for quote in quotes if quote]


def _list_periods(query: Query) -> list[tuple[date | None, date]]:
    if query.focus.published is not None:
        return [query.focus.published]
    at = query.at
    starts = [at - timedelta(days) for days in _PERIODS if at.toordinal() > days]
    return [*((since, at) for since in starts), (None, at)]


def _find_stories(
    query: Query, since: date | None, until: date, snapshot: Snapshot, analyzer: Analyzer
) -> list[Story]:
    hits = snapshot.search(query.search_terms, _HITS, since=since, until=until)
    refs = _select_openings(hits)
    if not refs:
        return []
    openings = read_openings(refs)
    aboutness = _measure_aboutness(openings, query)
    numbers = np.flatnonzero(aboutness > 0)
    if not len(numbers):
        return []
    openings = read_openings([refs[number] for number in numbers.tolist()])
    weights = openings.weights.copy()
    # All of them have the matter itself: what tells its stories apart is the rest.
    weights[:, query.term_masks(openings.vocabulary) > 0] = 0.0
    clusters = find_clusters(measure_similarities(weights, openings.days), _MIN_SIMILARITY)
    clusters.sort(key=lambda group: (-openings.days[group].max(), -len(group)))
    return [
        _make_story(group, openings, analyzer) for group in clusters[: MAX_LEADS + MAX_REMAINDER]
    ]


def _select_openings(hits: Sequence[Hit]) -> list[PassageRef]:
    """Return those of the hits that open their article, best first."""
    prefetch(hits)
    numbers = decode_annotations([hit.annotations for hit in hits]).numbers if hits else ()
    refs = [hit.ref for hit, number in zip(hits, numbers, strict=True) if number == 0]
    return refs[:_MAX_OPENINGS]


def _measure_aboutness(openings: Openings, query: Query) -> FloatArray:
    """Return how much of the matter titles and first sentences have, 0 where not enough."""
    coverage = measure_topic_coverage(openings, query)
    is_about = coverage.titles >= _MIN_TITLE
    is_about |= (coverage.openings >= _MIN_OPENING) & (coverage.titles > 0)
    min_mentions = (
        _MIN_MENTIONS
        if sum(not word.is_temporal for word in query.words) > 1
        else _MIN_MENTIONS_OF_ONE_WORD
    )
    is_about |= (coverage.first >= _MIN_OPENING) & (coverage.mentions >= min_mentions)
    return np.where(is_about, coverage.titles + coverage.openings, 0.0)


def _make_story(group: IdArray, openings: Openings, analyzer: Analyzer) -> Story:
    articles = order_tellings([openings.article(number) for number in group.tolist()])
    newest = max(article.published for article in articles)
    terms = name_shared_terms(openings, group, analyzer)
    return Story(tuple(articles), (), terms, float(newest.toordinal()))
