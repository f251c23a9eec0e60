"""Stored quotes: the quotes of matches that were noted in state.db."""

from collections.abc import Iterable

from bot.answers.answer import Quote
from bot.articles.article import Article
from bot.chat.storage.match_store import StoredMatch
from bot.follows.follow import Match
from bot.index.protocol import Snapshot
from bot.language.sentences import split_sentences
from bot.language.span import Span


def store_match(match: Match, timestamp: float) -> StoredMatch:
    """Return what is noted of a match that was found at a time in seconds since 1970."""
    quote = match.quote
    return StoredMatch(
        match.follow.id, quote.article.id, quote.span.start, quote.span.end, timestamp
    )


def restore_quotes(matches: Iterable[StoredMatch], snapshot: Snapshot) -> tuple[Quote, ...]:
    """Return the quotes of matches whose articles are still there, in their order.

    One whose article has changed so that it would begin or end within a sentence is left out.
    """
    quotes: list[Quote] = []
    for match in matches:
        article, span = snapshot.article(match.article), Span(match.start, match.end)
        if article is not None and _has_whole_sentences(article, span):
            quotes.append(Quote(article, span, 0.0))
    return tuple(quotes)


def _has_whole_sentences(article: Article, span: Span) -> bool:
    sentences = split_sentences(article.text, article.body, language=article.language)
    return any(sentence.start == span.start for sentence in sentences) and any(
        sentence.end == span.end for sentence in sentences
    )
