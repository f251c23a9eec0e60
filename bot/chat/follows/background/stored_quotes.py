"""Stored quotes: the quotes of matches that were noted in state.db."""

from collections.abc import Iterable

from bot.answers.answer import Quote
from bot.chat.storage.match_store import StoredMatch
from bot.follows.follow import Match
from bot.index.protocol import Snapshot
from bot.language.span import Span


def store_match(match: Match, timestamp: float) -> StoredMatch:
    """Return what is noted of a match that was found at a time in seconds since 1970."""
    quote = match.quote
    return StoredMatch(
        match.follow.id, quote.article.id, quote.span.start, quote.span.end, timestamp
    )


def restore_quotes(matches: Iterable[StoredMatch], snapshot: Snapshot) -> tuple[Quote, ...]:
    """Return the quotes of matches whose articles are still there, in their order."""
    quotes: list[Quote] = []
    for match in matches:
        article = snapshot.article(match.article)
        if article is not None and 0 <= match.start < match.end <= len(article.text):
            quotes.append(Quote(article, Span(match.start, match.end), 0.0))
    return tuple(quotes)
