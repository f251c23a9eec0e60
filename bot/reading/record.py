"""Records: articles as named fields, as in JSON, tables and front matter."""

import unicodedata
from collections.abc import Mapping

from bot.articles.article import Article, derive_id
from bot.articles.findings import ArticleError
from bot.language.invisible import remove_invisible
from bot.language.languages.identification import OPENING, identify_text
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.limits import ID_LENGTH

_CONTROLS = ("Cc", "Cf", "Zl", "Zp")

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "published": ("published", "date", "pubDate", "published_at", "publishedAt", "datePublished"),
    "source": ("source", "publisher"),
    "url": ("url", "link"),
    "authors": ("authors", "author"),
    "language": ("language", "lang"),
    "text": ("text", "body", "content"),
}
"""The fields, each with its names; the first one with a value is used."""


class Numeral(str):
    """A number as it was written: an id may have more digits than a number type keeps."""

    __slots__ = ()


def build_article(
    fields: Mapping[str, object],
    path: str,
    *,
    text: str | None = None,
    body: int = 0,
    published: Published | None = None,
    title: str = "",
    order: DayOrder = DayOrder.UNKNOWN,
) -> Article:
    """Build an article from named fields; raise ArticleError where one is missing or wrong.

    ``text``, ``published`` and ``title`` are defaults for fields without a value; ``order`` says
    which number of a date is the day.
    """
    if text is None:
        prose = _prose(fields)
    else:
        # The two parts one by one, since the second begins where the first ends.
        head = _sound("text", text[:body])
        prose, body = head + _sound("text", text[body:]), len(head)
    if not prose[body:].strip():
        raise ArticleError("its text is empty")
    date = _value(fields, "published")
    if date is not None:
        published = parse_published(_words("published", date), order)
    if published is None:
        raise ArticleError("it has no date: add published, like 2026-01-07")
    title = _field(fields, "title") or title
    url = _field(fields, "url")
    return Article(
        id=_id(fields) or derive_id(url, published.day, title, prose),
        text=prose,
        body=body,
        published=published.day,
        instant=published.instant,
        path=path,
        title=title,
        source=_field(fields, "source"),
        url=url,
        authors=_authors(fields),
        language=identify_text(
            f"{title}\n{prose[body : body + OPENING]}", _field(fields, "language")
        ),
    )


def _value(fields: Mapping[str, object], field: str) -> object:
    """Return the value of ``field``, None where it is missing or blank."""
    for name in NAMES[field]:
        value = fields.get(name)
        if value is not None and not (isinstance(value, str) and not value.strip()):
            return value
    return None


def _has_field(fields: Mapping[str, object], field: str) -> bool:
    return any(name in fields for name in NAMES[field])


def _prose(fields: Mapping[str, object]) -> str:
    value = _value(fields, "text")
    if value is None:
        raise ArticleError("its text is empty" if _has_field(fields, "text") else "it has no text")
    if isinstance(value, Numeral):
        raise ArticleError("its text is a number")
    return _words("text", value)


def _field(fields: Mapping[str, object], field: str) -> str:
    value = _value(fields, field)
    return "" if value is None else _words(field, value).strip()


def _id(fields: Mapping[str, object]) -> str:
    value = _value(fields, "id")
    if value is None:
        return ""
    article_id = _words("id", value)
    if len(article_id) > ID_LENGTH:
        raise ArticleError(f"its id is longer than {ID_LENGTH} characters")
    if not article_id.isprintable() and any(
        unicodedata.category(char) in _CONTROLS for char in article_id
    ):
        raise ArticleError("its id contains a control character")
    return article_id


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    value = _value(fields, "authors")
    names = value if isinstance(value, list) else [value]
    words = [_words("authors", name).strip() for name in names if name is not None]
    return tuple(word for word in words if word)


def _words(field: str, value: object) -> str:
    if isinstance(value, str):
        return _sound(field, value)
    kind = {dict: "an object", list: "a list", bool: "true or false"}.get(
        type(value), "of another type"
    )
    raise ArticleError(f"{field} is {kind}, but must be text")


def _sound(field: str, value: str) -> str:
    """Return ``value`` without invisible marks, where every later stage can encode and print it."""
    if "\0" in value:
        raise ArticleError(f"its {field} contains a NUL character: remove it")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ArticleError(f"its {field} contains half a character (a lone surrogate)") from None
    return remove_invisible(str(value))
