"""Article records: articles written as the JSON objects that the JSON reader reads."""

from bot.articles.article import Article


def make_record(article: Article) -> dict[str, object]:
    """Return an article's fields under the names that reading prefers.

    Reading them gives an equal article, but for the lines that gave a text file's date or title,
    which are no part of ``text``, and for the moment where it is another day's in its own zone.
    """
    return {
        "id": article.id,
        "title": article.title,
        "published": _published(article),
        "source": article.source,
        "url": article.url,
        "authors": list(article.authors),
        "language": article.language or article.language_code,
        "text": article.text[article.body :].strip(),
    }


def _published(article: Article) -> str:
    """Return the moment, or the day where no moment is known or it falls on another day."""
    instant = article.instant
    if instant is None or instant.date() != article.published:
        return article.published.isoformat()
    return instant.isoformat()
