"""Invented articles, and what answers questions about them."""

from datetime import date

from bot.answers.answerer import Answerer
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer


def make_article(
    day: str, text: str, *, title: str = "", source: str = "The Gull", language: str = ""
) -> Article:
    published = date.fromisoformat(day)
    article_id = derive_id(source, published, title, text)
    return Article(
        article_id, text, published, f"{article_id}.txt", title=title, source=source,
        language=language,
    )  # fmt: skip


def make_answerer(*articles: Article) -> Answerer:
    analyzer = Analyzer()
    return Answerer(MemoryIndex(articles, analyzer), analyzer)
