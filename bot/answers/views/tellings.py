"""Tellings: how each source tells a story."""

from collections.abc import Iterable, Iterator

from bot.answers.answer import Quote
from bot.answers.stories.lead import find_lead
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer

MAX_TELLINGS = 5
"""Sentences of other articles, beside the story's lead."""

_SAME_SHARE = (
    0.6  # of the terms of two sentences that tell the same in the same words, which both have
)


def tell_story(lead: Quote, snapshot: Snapshot, analyzer: Analyzer) -> tuple[Quote, ...]:
    """Return the lead of a story, and the sentence that leads each of its other tellings.

    Other sources come first, the newest first; what says the same in the same words is left out.
    """
    quotes = [lead]
    known_terms = [_read_terms(lead, analyzer)]
    for article in _order_articles(lead):
        if len(quotes) > MAX_TELLINGS:
            break
        quote = quote_telling(article, lead, snapshot, analyzer)
        if quote is None:
            continue
        terms = _read_terms(quote, analyzer)
        if not any(len(terms & known) > _SAME_SHARE * len(terms | known) for known in known_terms):
            quotes.append(quote)
            known_terms.append(terms)
    return tuple(quotes)


def quote_telling(
    article: Article, lead: Quote, snapshot: Snapshot, analyzer: Analyzer
) -> Quote | None:
    """Return the sentence that leads another article on a story, None where none stands alone."""
    matter = analyzer.terms(lead.article.title, lead.article.language)
    span = find_lead(article, snapshot.passages(article.id), matter, analyzer)
    return Quote(article, span, lead.score) if span else None


def _order_articles(lead: Quote) -> Iterator[Article]:
    """Yield the newest article of each other source, then all further ones, the newest first."""
    articles = sorted(lead.confirmations, key=lambda article: article.published, reverse=True)
    firsts = list(_select_firsts(articles, lead.article.origin))
    yield from firsts
    ids = {article.id for article in (*firsts, lead.article)}
    yield from (article for article in articles if article.id not in ids)


def _select_firsts(articles: Iterable[Article], origin: str) -> Iterator[Article]:
    origins = {origin}
    for article in articles:
        if article.origin not in origins:
            origins.add(article.origin)
            yield article


def _read_terms(quote: Quote, analyzer: Analyzer) -> frozenset[str]:
    return frozenset(analyzer.terms(quote.text, quote.article.language))
