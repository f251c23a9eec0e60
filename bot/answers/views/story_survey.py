"""Story survey: the stories of some days or on a topic, by day and by source."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.answers.answer import Quote
from bot.answers.kinds.topic import parse_topic, quote_topic_stories
from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.multilingual_query import parse_multilingual_query
from bot.answers.question.query import Query
from bot.answers.search_result import SearchResult
from bot.answers.views.day_spread import spread_days
from bot.answers.views.survey import MAX_SOURCES, Survey
from bot.answers.views.tellings import quote_telling
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import ENGLISH

_DAY = timedelta(1)


def survey_stories(result: SearchResult, analyzer: Analyzer) -> Survey:
    """Return the leads of an answer's stories by day and by source.

    Of a topic the stories of other days follow. Of a day the biggest story is taken; of a source
    its first lead or, without one, the sentence that leads its telling of a story.
    """
    answer, snapshot = result.answer, result.snapshot
    leads = [*answer.quotes, *answer.more]
    by_source = _list_sources(leads, snapshot, analyzer)
    if answer.kind is QuestionKind.TOPIC:
        leads += _find_other_days(result, leads, analyzer)
    return Survey(answer, _list_days(leads), by_source)


def _list_days(leads: Sequence[Quote]) -> tuple[Quote, ...]:
    by_day: dict[date, Quote] = {}
    for lead in leads:
        by_day.setdefault(lead.article.published, lead)
    values = {day: float(day.toordinal()) for day in by_day}
    return tuple(by_day[day] for day in spread_days(values, leads[0].article.published))


def _find_other_days(
    result: SearchResult, leads: Sequence[Quote], analyzer: Analyzer
) -> Iterator[Quote]:
    """Yield the leads of stories on the same topic from before and after those of an answer."""
    query, snapshot = _parse_topic(result, analyzer), result.snapshot
    days = [lead.article.published for lead in leads]
    if query.focus.published and max(days) < query.at:
        yield from quote_topic_stories(query, max(days) + _DAY, query.at, snapshot, analyzer)
    if min(days) > date.min:
        yield from quote_topic_stories(query, None, min(days) - _DAY, snapshot, analyzer)


def _parse_topic(result: SearchResult, analyzer: Analyzer) -> Query:
    request, snapshot, at = result.request, result.snapshot, result.answer.at
    stats = snapshot.stats(until=at)
    if request.language is ENGLISH:
        return parse_topic(request.matter, at, snapshot, stats, analyzer)
    return parse_multilingual_query(request.matter, at, snapshot, stats, analyzer, request.language)


def _list_sources(
    leads: Sequence[Quote], snapshot: Snapshot, analyzer: Analyzer
) -> tuple[Quote, ...]:
    quotes: dict[str, Quote] = {}
    for lead in leads:
        quotes.setdefault(lead.article.origin, lead)
    for story, article in ((lead, article) for lead in leads for article in lead.confirmations):
        if len(quotes) >= MAX_SOURCES:
            break
        if article.origin not in quotes:
            quote = quote_telling(article, story, snapshot, analyzer)
            if quote is not None:
                quotes[article.origin] = quote
    return tuple(quotes.values())[:MAX_SOURCES]
