"""Browse: the stories of some days, from the list of articles and not from words."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from weakref import WeakKeyDictionary

import numpy as np

from bot.answers.answer import Answer, Quote
from bot.answers.arrays import BoolArray, FloatArray, IdArray
from bot.answers.question.kind import QuestionKind
from bot.answers.question.time_focus import TimeFit, TimeFocus, find_focus
from bot.answers.stories.clusters import find_clusters, measure_similarities
from bot.answers.stories.days import NewsDays, choose_days
from bot.answers.stories.genres import judge_news
from bot.answers.stories.openings import Openings, read_openings
from bot.answers.stories.story import Story, name_shared_terms, order_tellings, quote_story
from bot.index.protocol import IndexStats, PassageRef, Snapshot
from bot.language.analyzer import Analyzer

MAX_LEADS = 5
MAX_REMAINDER = 10

# As many stories are shown first in any case, more only if they are news by their genre.
_MIN_LEADS, _MIN_SCORE = 4, 0.0

# Articles that are compared. Of a longer range, those of some days of each of its parts are.
_MAX_OPENINGS = 240
_MAX_PARTS = 8

# Days around the range that show which of its matters are news for longer, and how many of their
# articles, on each side.
_DAYS_BEFORE, _DAYS_AFTER = 3, 1
_MAX_AROUND = 60
_DAY = timedelta(1)

# Stories whose articles are read for their genre: the others are told by too few.
_READ_STORIES = 40
_READ_TELLINGS = 5
_KEPT_STORIES = 20
_MAX_CACHED = 100

_ranked_stories: WeakKeyDictionary[Snapshot, dict[tuple[NewsDays, date], list[Story]]] = (
    WeakKeyDictionary()
)
"""What was asked for before, by the snapshot: many ask for the news of one day."""

_ECHO_WEIGHT = 0.8
_MIN_ECHO = 0.06

_DAY_COST = 1.0
"""What it costs a story to be of the day beside the one that was asked for."""


@dataclass(frozen=True, slots=True)
class DayStories:
    """The stories of some days: what is quoted of them, and how they fit the days asked for."""

    quotes: tuple[Quote, ...]
    remainder: tuple[Quote, ...]
    fit: TimeFit


def answer_browse(
    question: str,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
    focus: TimeFocus | None = None,
) -> Answer:
    """Return the biggest stories of the days that a question names, or of the newest.

    ``focus``: these days, where the question is not in English.
    """
    stories = browse_days(focus or find_focus(question, at), snapshot, stats, analyzer)
    return Answer(
        question,
        at,
        stories.quotes,
        (),
        stats,
        confidence=1.0 if stories.quotes else 0.0,
        fit=stories.fit if stories.quotes else replace(stories.fit, nearest=None),
        kind=QuestionKind.BROWSE,
        more=stories.remainder,
        is_nearest=bool(stories.quotes) and stories.fit.nearest is not None,
    )


def browse_days(
    focus: TimeFocus, snapshot: Snapshot, stats: IndexStats, analyzer: Analyzer
) -> DayStories:
    """Return the leads of the biggest stories of the days that ``focus`` names, or the newest."""
    days = choose_days(focus, snapshot, stats)
    if days is None:
        return DayStories((), (), TimeFit(focus.range))
    quotes: list[Quote] = []
    for story in _recall_stories(days, focus.at, snapshot, analyzer):
        quote = quote_story(story, snapshot, analyzer)
        if quote:
            quotes.append(quote)
        if len(quotes) == MAX_LEADS + MAX_REMAINDER:
            break
    news = sum(quote.score >= _MIN_SCORE for quote in quotes)
    leads = min(MAX_LEADS, max(_MIN_LEADS, news))
    return DayStories(tuple(quotes[:leads]), tuple(quotes[leads:]), days.fit)


def _recall_stories(
    days: NewsDays, at: date, snapshot: Snapshot, analyzer: Analyzer
) -> list[Story]:
    """Return the stories of these days, which are ranked only once."""
    by_days = _ranked_stories.setdefault(snapshot, {})
    stories = by_days.get((days, at))
    if stories is None:
        if len(by_days) >= _MAX_CACHED:
            by_days.clear()
        stories = by_days[days, at] = _rank_stories(days, at, snapshot, analyzer)
    return stories


def _rank_stories(days: NewsDays, at: date, snapshot: Snapshot, analyzer: Analyzer) -> list[Story]:
    """Return the stories with an article of these days, the biggest first."""
    openings = read_openings(_list_openings(days.first, days.last, at, snapshot))
    similarities = measure_similarities(openings.weights, openings.days)
    is_asked = _is_between(openings, days)
    distance = (
        np.abs(openings.days - days.best.toordinal()) if days.best else np.zeros(len(openings))
    )
    echoes = _measure_echoes(similarities)
    clusters = [group for group in find_clusters(similarities) if is_asked[group].any()]
    promises = [
        _promise(group, echoes) - _DAY_COST * float(distance[group[is_asked[group]]].min())
        for group in clusters
    ]
    best = np.argsort(-np.array(promises), kind="stable")[:_READ_STORIES]
    stories = [
        (_make_story(clusters[number], is_asked, promises[number], openings), clusters[number])
        for number in best.tolist()
    ]
    stories.sort(key=lambda entry: -entry[0].score)
    return [
        replace(story, shared_terms=name_shared_terms(openings, group, analyzer))
        for story, group in stories[:_KEPT_STORIES]
    ]


def _is_between(openings: Openings, days: NewsDays) -> BoolArray:
    """Tell which openings are of these days."""
    first, last = days.first.toordinal(), days.last.toordinal()
    is_between: BoolArray = (openings.days >= first) & (openings.days <= last)
    return is_between


def _list_openings(first: date, last: date, at: date, snapshot: Snapshot) -> list[PassageRef]:
    """Return the openings of a range, some of each of its parts, and of the days around it."""
    start, end = first.toordinal(), last.toordinal()
    parts = min(_MAX_PARTS, end - start + 1)
    bounds = [start + (end - start + 1) * part // parts for part in range(parts + 1)]
    refs: list[PassageRef] = []
    for part in reversed(range(parts)):
        since, until = date.fromordinal(bounds[part]), date.fromordinal(bounds[part + 1] - 1)
        refs += snapshot.openings(_MAX_OPENINGS // parts, since=since, until=until)
    if last < at:
        since, until = last + _DAY, min(last + _DAYS_AFTER * _DAY, at)
        refs += snapshot.openings(_MAX_AROUND, since=since, until=until)
    if start > _DAYS_BEFORE:
        since, until = first - _DAYS_BEFORE * _DAY, first - _DAY
        refs += snapshot.openings(_MAX_AROUND, since=since, until=until)
    return refs


def _measure_echoes(similarities: FloatArray) -> FloatArray:
    """Return how much each opening has in common with all others; shape (openings,)."""
    likeness = np.where(similarities >= _MIN_ECHO, similarities, 0.0)
    echoes: FloatArray = np.log1p(likeness.sum(axis=1) - 1.0)
    return echoes


def _promise(group: IdArray, echoes: FloatArray) -> float:
    """Return how big a story is by the number of its articles and what others have of it."""
    return float(np.log2(1 + len(group)) + _ECHO_WEIGHT * echoes[group].max())


def _make_story(group: IdArray, is_asked: BoolArray, promise: float, openings: Openings) -> Story:
    candidates = [openings.article(number) for number in group.tolist() if is_asked[number]]
    tellings = order_tellings(candidates[:_READ_TELLINGS])
    other_days = tuple(openings.article(n) for n in group.tolist() if not is_asked[n])
    sources = {article.origin for article in (*tellings, *other_days)}
    score = promise + 0.5 * (len(sources) - 1) + judge_news(tellings[0])
    return Story((*tellings, *candidates[_READ_TELLINGS:]), other_days, score=score)
