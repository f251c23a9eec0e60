"""Follow query: what a follow is looked for by, analysed for one snapshot of an index."""

from dataclasses import dataclass, replace
from datetime import date

from bot.answers.kinds.courtesy import UNSEARCHED_KINDS
from bot.answers.question.english.news_words import AUXILIARIES, INTERROGATIVES
from bot.answers.question.filters.filtered_snapshot import filter_snapshot
from bot.answers.question.kind import QuestionKind, find_topic
from bot.answers.question.language_rules import read_request_by_language
from bot.answers.question.multilingual.multilingual_query import parse_multilingual_query
from bot.answers.question.multilingual.multilingual_request import read_multilingual_request
from bot.answers.question.multilingual.reading import read_multilingual_question
from bot.answers.question.query import Query
from bot.answers.question.query_parser import parse_query
from bot.answers.question.request import Request, read_request
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import ENGLISH, find_language

_ENDLESS_KINDS = UNSEARCHED_KINDS | {QuestionKind.BROWSE}
"""What has no matter, or all of the news."""

_QUESTION_SIGNS = "?؟？;"


@dataclass(frozen=True, slots=True)
class FollowQuery:
    """The words of a follow, and which articles are compared with them.

    ``snapshot``: what the operators of the follow leave of the articles.
    ``language``: the code of the language that articles must have, empty where all have it.
    ``is_question``: whether a sentence has to answer; else articles have to be about it.
    ``is_filtered``: whether there are operators.
    """

    query: Query
    snapshot: Snapshot
    language: str
    is_question: bool
    is_filtered: bool


def read_follow(
    topic: str, at: date, snapshot: Snapshot, analyzer: Analyzer, reader: str = ""
) -> FollowQuery | None:
    """Return how a topic or question is looked for; None where it has no word to search for.

    ``reader``: the tag of the language that whoever follows it reads.
    """
    request = _read_request(topic, at, snapshot, analyzer, reader)
    if request.way in _ENDLESS_KINDS:
        return None
    is_question = _is_question(request, at)
    if not is_question:
        request = replace(request, matter=_cut_topic(request))
    query = _parse_request(request, at, snapshot, analyzer)
    if not query.topical_mask:
        return None
    code = request.language.code
    return FollowQuery(
        query,
        filter_snapshot(snapshot, request.filters, query, analyzer),
        "" if set(snapshot.languages(until=at)) <= {code} else code,
        is_question,
        bool(request.filters),
    )


def _read_request(
    topic: str, at: date, snapshot: Snapshot, analyzer: Analyzer, reader: str
) -> Request:
    """Return what a follow asks for, a topic in a language that articles are in.

    A few names are easily taken for words of some language that no article is in.
    """
    request = read_request_by_language(topic, at, (), snapshot, analyzer, reader)
    languages = snapshot.languages(until=at)
    if not languages or request.language.code in languages or _is_question(request, at):
        return request
    main = find_language(next(iter(languages)))
    if main is ENGLISH:
        return read_request(topic, at, lambda: snapshot.sources(until=at))
    return read_multilingual_request(topic, at, main, analyzer)


def _parse_request(request: Request, at: date, snapshot: Snapshot, analyzer: Analyzer) -> Query:
    stats, matter = snapshot.stats(until=at), request.matter
    if request.language is not ENGLISH:
        return parse_multilingual_query(matter, at, snapshot, stats, analyzer, request.language)
    return parse_query(matter, at, snapshot, stats, analyzer, either=request.either)


def _is_question(request: Request, at: date) -> bool:
    """Tell whether a follow asks something; else it names a matter."""
    if request.way is QuestionKind.TOPIC:
        return False
    if any(sign in request.asked for sign in _QUESTION_SIGNS):
        return True
    if request.language is not ENGLISH:
        return bool(read_multilingual_question(request.asked, at, request.language).asks)
    words = request.asked.casefold().split()
    return any(word in INTERROGATIVES or word in AUXILIARIES for word in words)


def _cut_topic(request: Request) -> str:
    """Return the matter of a topic without what only says that news is wanted."""
    if request.language is not ENGLISH:
        return request.matter
    topic = find_topic(request.matter)
    start = request.matter.casefold().find(topic) if topic else -1
    # In lower case, it would tell no name.
    return request.matter[start : start + len(topic)] if topic and start >= 0 else request.matter
