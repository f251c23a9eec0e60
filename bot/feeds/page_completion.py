"""Page completion: the whole text of an entry of which the feed has only the beginning."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.articles.article import Article
from bot.articles.findings import Notice
from bot.feeds.archive.entry_likeness import fold_title
from bot.feeds.archive.month_files import digest_entry
from bot.feeds.feed_document import FeedEntry
from bot.reading.encodings.server_charset import settle_charset
from bot.reading.html.prose.assemble import BEHIND_PAYWALL
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_content_in_sandbox
from bot.reading.sandbox.read_task import ReadKind, ReadTask

_LEAST_GAIN = 1.2
"""A page's text is longer than the feed's by this factor, or it is not worth the change."""

_LEAST_SHARE = 0.6
_LEAST_SHARE_OF_TITLE = 0.8
_LEAST_WORDS = 4
_WORDS = re.compile(r"\w+")
_LONGEST_WORD = 24
_NOT_FREE = re.compile(rb"""isAccessibleForFree["']?\s*:\s*["']?(?:false|no)\b""", re.IGNORECASE)
_STUB_WORDS = 250
"""A page that is said not to be free, and has fewer words, is the beginning of an article."""


def complete_entry(
    entry: FeedEntry,
    page: bytes,
    address: str,
    charset: str = "",
    limits: ReadLimits = DEFAULT_LIMITS,
) -> FeedEntry:
    """Return an entry with the text of its page, where that tells the same and more.

    Title, day and source stay the feed's. An entry stays as it is where the page is another one,
    cannot be read, or shows no more than the beginning to readers who do not pay.
    """
    task = ReadTask(ReadKind.ARTICLES, address)
    content = settle_charset(page, charset)
    articles: list[Article] = []
    is_walled = False
    # Pages often show no day, which the feed has told.
    name = f"{entry.article.published.isoformat()}.html"
    for finding in read_content_in_sandbox(content, name, task, limits):
        if isinstance(finding, Article):
            articles.append(finding)
        elif isinstance(finding, Notice) and finding.text == BEHIND_PAYWALL:
            is_walled = True
    article = _choose_article(entry.article, articles)
    if article is None or is_walled or _is_stub(article, page):
        return entry
    old_text, text = _read_prose(entry.article), _read_prose(article)
    if len(text) < _LEAST_GAIN * len(old_text):
        return entry
    completed_article = replace(
        entry.article,
        text=text,
        body=0,
        authors=entry.article.authors or article.authors,
        language=entry.article.language or article.language,
    )
    digest = digest_entry(entry)
    return replace(entry, article=completed_article, is_teaser=False, feed_digest=digest)


def _choose_article(teaser: Article, articles: Iterable[Article]) -> Article | None:
    """Return the article of a page that tells what an entry does, None where none does."""
    return next((article for article in articles if _tells_same(teaser, article)), None)


def _tells_same(teaser: Article, article: Article) -> bool:
    text_words = _split(_read_prose(article))
    teaser_words = _split(_read_prose(teaser))
    if len(teaser_words) >= _LEAST_WORDS and _share(teaser_words, text_words) >= _LEAST_SHARE:
        return True
    title_words = _split(fold_title(teaser.title))
    page_words = _split(fold_title(article.title))
    return bool(title_words) and _share(title_words, page_words) >= _LEAST_SHARE_OF_TITLE


def _share(words: set[str], other_words: set[str]) -> float:
    return len(words & other_words) / len(words)


def _split(text: str) -> set[str]:
    """Return the words of a text, or its pairs of characters in scripts without blanks."""
    words = _WORDS.findall(text.casefold())
    parts: set[str] = set()
    for word in words:
        if len(word) > _LONGEST_WORD:
            parts.update(word[start : start + 2] for start in range(len(word) - 1))
        else:
            parts.add(word)
    return parts


def _is_stub(article: Article, page: bytes) -> bool:
    return bool(_NOT_FREE.search(page)) and len(_read_prose(article).split()) < _STUB_WORDS


def _read_prose(article: Article) -> str:
    return article.text[article.body :].strip()
