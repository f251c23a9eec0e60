"""Novelty: whether a quote says something new beside what was told before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Quote
from bot.articles.article import Article
from bot.language.analyzer import Analyzer

_MIN_NEW = 0.5
"""The share of a quote's words that an earlier article lacks where it tells something else."""

_READ_CHARACTERS = 1_000
"""Of an earlier article: what is told in it first."""

_MOST_CONFIRMATIONS = 4


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a quote and the beginning of its article told."""

    quote: Quote
    terms: frozenset[str]


def leave_out_repetitions(
    quotes: Sequence[Quote], earlier_quotes: Sequence[Quote], analyzer: Analyzer
) -> list[Quote]:
    """Return the quotes that say something new beside the earlier ones and those before them.

    The articles of what is left out confirm the quote that they repeat.
    """
    earlier = [_read_telling(quote, analyzer) for quote in earlier_quotes]
    tellings: list[_Telling] = []
    confirmations: dict[str, list[Article]] = {}
    for quote in quotes:
        terms = frozenset(analyzer.terms(quote.text, quote.article.language))
        if any(_repeats(terms, telling.terms) for telling in earlier):
            continue
        original = next((item for item in tellings if _repeats(terms, item.terms)), None)
        if original is None:
            tellings.append(_read_telling(quote, analyzer))
        else:
            confirmations.setdefault(original.quote.article.id, []).append(quote.article)
    return [
        _confirm(telling.quote, confirmations.get(telling.quote.article.id, ()))
        for telling in tellings
    ]


def _read_telling(quote: Quote, analyzer: Analyzer) -> _Telling:
    article = quote.article
    opening = article.text[article.body : article.body + _READ_CHARACTERS]
    text = f"{article.title}\n{opening}\n{quote.text}"
    return _Telling(quote, frozenset(analyzer.terms(text, article.language)))


def _repeats(terms: frozenset[str], earlier_terms: frozenset[str]) -> bool:
    """Tell whether a quote has few words that an earlier article lacks, and no new number."""
    new_terms = terms - earlier_terms
    if any(character.isdecimal() for term in new_terms for character in term):
        return False
    return len(new_terms) < _MIN_NEW * len(terms) or not terms


def _confirm(quote: Quote, articles: Sequence[Article]) -> Quote:
    confirmations = (*quote.confirmations, *articles)
    by_id = {article.id: article for article in confirmations if article.id != quote.article.id}
    return replace(quote, confirmations=tuple(by_id.values())[:_MOST_CONFIRMATIONS])
