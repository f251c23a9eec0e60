"""Article address: an article's own address, answered with what it is about."""

import re
from datetime import date

from bot.answers.answer import Answer
from bot.answers.question.kind import QuestionKind
from bot.answers.stories.article_summary import summarize_article
from bot.articles.addresses import normalize_address
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.lookup import find_language

# A bare host name is rather a source that somebody asks about.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.\w+/\S+", re.IGNORECASE)


def is_address(question: str) -> bool:
    """Tell whether a question is nothing but the address of a page."""
    return bool(_ADDRESS.fullmatch(question.strip())) and bool(normalize_address(question))


def answer_address(question: str, at: date, snapshot: Snapshot, analyzer: Analyzer) -> Answer:
    """Return the sentences that tell what the article with an address is about; none without."""
    article = snapshot.find_by_url(question.strip(), until=at)
    quotes = summarize_article(article, snapshot, analyzer) if article else ()
    return Answer(
        question,
        at,
        quotes,
        (),
        snapshot.stats(until=at),
        confidence=1.0 if quotes else 0.0,
        kind=QuestionKind.ARTICLE,
        language=find_language(article.language).code if article else "en",
    )
