"""Article lead: the sentence that an article is shown by when nothing was asked about it."""

from collections.abc import Sequence

from bot.answers.answer import Quote
from bot.answers.stories.lead import find_lead
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.language.analyzer import Analyzer


def quote_article(
    article: Article, passages: Sequence[Passage], analyzer: Analyzer
) -> Quote | None:
    """Return the sentence that tells an article's story, else its first.

    None for an article without sentences.
    """
    span = find_lead(article, passages, (), analyzer)
    if span is None:
        spans = (span for passage in passages for span in passage.sentences)
        span = next(spans, None)
    return Quote(article, span, 0.0) if span else None
