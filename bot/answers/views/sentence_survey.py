"""Sentence survey: the sentences on the matter of an answer, by day and by source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from bot.answers.answer import Answer, Quote
from bot.answers.arrays import HashArray
from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.selection.quotables import MAX_LENGTH, expand_context
from bot.answers.stories.lead import stands_alone
from bot.answers.trace import AnswerTrace
from bot.answers.views.day_spread import spread_days
from bot.answers.views.matter import Matter, measure_matter
from bot.answers.views.survey import MAX_SOURCES, Survey
from bot.index.protocol import Snapshot, prefetch
from bot.language.analyzer import Analyzer
from bot.language.hashing import hash_terms
from bot.language.languages.lookup import is_english
from bot.language.span import Span

# That a passage is on the matter. Of 315 sentences of the timelines of 194 questions, each judged
# by reading, 93% were on it; of those that no rule was fitted to, 86%.
_MIN_LOG_ODDS = 1.3

# What a sentence is worth: how much of the matter it says itself, and how likely its passage is
# on it. News says first what matters most; a sentence that opens with a pronoun tells less.
_MATTER_WEIGHT = 0.25
_PASSAGE_COST, _LATE_PASSAGE = 0.1, 4
_PRONOUN_COST = 0.3
_MIN_VALUE, _MIN_COVERAGE = 0.8, 0.2

_READ_PER_DAY = 4  # sentences that are read until one can be quoted
_SAME_SHARE = (
    0.7  # of the terms of two sentences that say the same, figures and all, which both have
)
_REPEATED_SHARE = 0.9  # of the terms of a sentence that a longer one repeats


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of the pool that may be quoted, and what it is worth."""

    sentence: int
    published: date
    value: float
    terms: frozenset[int]


def survey_sentences(
    answer: Answer, trace: AnswerTrace, snapshot: Snapshot, analyzer: Analyzer
) -> Survey:
    """Return what the articles of all days have on the matter that ``answer`` quotes first.

    ``trace``: how the answer came about; the days that the question names do not count. What is
    only nearest to a question tells no matter: nothing else is returned with it.
    """
    lead = answer.quotes[0]
    hits = trace.retrieval.surroundings
    if trace.pool is None or not hits or answer.is_nearest:
        return Survey(answer, (lead,), (lead,))
    pool = pool_sentences(trace.query, hits)
    article = lead.article
    terms = analyzer.terms(f"{article.title}\n{lead.text}", article.language)
    matter = measure_matter(pool, trace.pool, _hash(terms), article.published.toordinal())
    candidates = list(_rank(pool, matter))
    prefetch([pool.hits[pool.hit_ids[candidate.sentence]] for candidate in candidates])
    quoter = _Quoter(pool, snapshot)
    lead_terms = frozenset(_hash(analyzer.terms(lead.text, article.language)).tolist())
    return Survey(
        answer,
        _list_days(candidates, lead, lead_terms, quoter),
        _list_sources(candidates, lead, quoter),
    )


def _rank(pool: SentencePool, matter: Matter) -> Iterator[_Candidate]:
    """Yield the sentences that say enough of the matter in passages that are on it, best first."""
    annotations = pool.annotations
    log_odds = matter.passages[pool.hit_ids]
    values = (
        matter.sentences
        + _MATTER_WEIGHT * log_odds
        - _PASSAGE_COST * np.minimum(pool.passage_numbers, _LATE_PASSAGE)[pool.hit_ids]
        - _PRONOUN_COST * annotations.pronoun
    )
    is_candidate = (
        (log_odds >= _MIN_LOG_ODDS)
        & (values >= _MIN_VALUE)
        & (pool.coverage_sentence >= _MIN_COVERAGE)
        & (annotations.letters <= MAX_LENGTH)
        & ~annotations.question
    )
    numbers = np.flatnonzero(is_candidate)
    for number in numbers[np.argsort(-values[numbers], kind="stable")].tolist():
        terms = pool.tokens.vocabulary[np.array(pool.term_ids(number), np.intp)]
        yield _Candidate(
            number,
            pool.hits[pool.hit_ids[number]].published,
            float(values[number]),
            frozenset(terms.tolist()),
        )


class _Quoter:
    """Makes quotes of the sentences of a pool."""

    def __init__(self, pool: SentencePool, snapshot: Snapshot) -> None:
        self._pool, self._snapshot = pool, snapshot

    def name_source(self, candidate: _Candidate) -> str:
        hit, _ = self._pool.locate(candidate.sentence)
        return hit.passage.article.origin

    def quote(self, candidate: _Candidate) -> Quote | None:
        """Return a sentence with those that it leans on, None where it cannot stand alone."""
        hit, position = self._pool.locate(candidate.sentence)
        article = hit.passage.article
        spans = expand_context(hit.passage, position, self._snapshot)
        span = Span(spans[0].start, spans[-1].end)
        if len(span) > MAX_LENGTH:
            return None
        if is_english(article.language) and not stands_alone(span.slice(article.text)):
            return None
        return Quote(article, span, candidate.value)


def _list_days(
    candidates: Sequence[_Candidate], lead: Quote, lead_terms: frozenset[int], quoter: _Quoter
) -> tuple[Quote, ...]:
    """Return the best quote of each day; of several that say the same, the oldest."""
    by_day: dict[date, list[_Candidate]] = {}
    for candidate in candidates:
        by_day.setdefault(candidate.published, []).append(candidate)
    lead_day = lead.article.published
    values = {day: group[0].value for day, group in by_day.items()}
    quotes: list[Quote] = []
    known_terms = [lead_terms]
    for day in spread_days(values, lead_day):
        if day == lead_day:
            quotes.append(lead)
            continue
        for candidate in by_day[day][:_READ_PER_DAY]:
            is_new = not _repeats(candidate.terms, known_terms)
            quote = quoter.quote(candidate) if is_new else None
            if quote is not None:
                quotes.append(quote)
                known_terms.append(candidate.terms)
                break
    return tuple(quotes)


def _list_sources(
    candidates: Sequence[_Candidate], lead: Quote, quoter: _Quoter
) -> tuple[Quote, ...]:
    """Return the answer's first quote, and the best one of each other source."""
    quotes = {lead.article.origin: lead}
    for candidate in candidates:
        if len(quotes) == MAX_SOURCES:
            break
        source = quoter.name_source(candidate)
        quote = quoter.quote(candidate) if source not in quotes else None
        if quote is not None:
            quotes[source] = quote
    return tuple(quotes.values())


def _repeats(terms: frozenset[int], known_terms: Sequence[frozenset[int]]) -> bool:
    """Tell whether a sentence says the same as another."""
    return any(
        len(terms & known) > _SAME_SHARE * len(terms | known)
        or len(terms & known) > _REPEATED_SHARE * min(len(terms), len(known))
        for known in known_terms
    )


def _hash(terms: Sequence[str]) -> HashArray:
    return np.array(hash_terms(terms), np.intp)
