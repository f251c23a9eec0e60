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
# It begins where a word does, and its labels are as long as they may be: else each dash of a row
# of them would be tried as a beginning.
_ADDRESS_IN_TEXT = re.compile(
    r"<?(?<![\w:.\-\"“„«])(?:(?:https?://|www\.)[^\s<>]+"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z]{2,24}/[^\s<>]+)>?",
    re.IGNORECASE,
)
_BRACKETS = "<>"
_MOST_ADDRESSES = 20


def is_address(question: str) -> bool:
    """Tell whether a question is nothing but addresses of pages."""
    addresses = _split_addresses(question)
    return 0 < len(addresses) <= _MOST_ADDRESSES and all(
        _ADDRESS.fullmatch(address) and normalize_address(address) for address in addresses
    )


def cut_addresses(question: str) -> str:
    """Return a question without the addresses of pages in it, where other words are left.

    What an address is made of are no words that articles have.
    """
    words = _ADDRESS_IN_TEXT.sub(" ", question)
    return words if any(map(str.isalpha, words)) else question


def answer_address(question: str, at: date, snapshot: Snapshot, analyzer: Analyzer) -> Answer:
    """Return the sentences that tell what the article with an address is about; none without.

    Of several addresses, the first that an article has counts.
    """
    articles = (snapshot.find_by_url(address, until=at) for address in _split_addresses(question))
    article = next((article for article in articles if article), None)
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


def _split_addresses(question: str) -> list[str]:
    return [word.strip(_BRACKETS) for word in question.split()]
