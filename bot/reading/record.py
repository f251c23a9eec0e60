"""Records: articles as named fields, as every format hands them over."""

import unicodedata
from collections.abc import Mapping

from bot.articles.article import Article, derive_id
from bot.articles.findings import ArticleError
from bot.language.languages.identification import OPENING, identify_text
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.limits import ID_LENGTH
from bot.reading.records.field_names import NAMES as NAMES

_CONTROLS = ("Cc", "Cf", "Zl", "Zp")


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
    """Build an article from its fields; raise ArticleError where one is missing or wrong.

    ``fields`` have the names of the fields of an article, as ``records.record_reader`` finds
    them under whatever names a file gives them. ``text``, ``published`` and ``title`` are defaults
    for fields without a value; ``order`` says which number of a date is the day.
    """
    prose = _prose(fields) if text is None else _sound("text", text)
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


def find_id_fault(article_id: str) -> str:
    """Return what is wrong with an article's own id, or nothing."""
    if len(article_id) > ID_LENGTH:
        return f"its id is longer than {ID_LENGTH} characters"
    if not article_id.isprintable() and any(
        unicodedata.category(char) in _CONTROLS for char in article_id
    ):
        return "its id contains a control character"
    return ""


def _value(fields: Mapping[str, object], field: str) -> object:
    """Return the value of ``field``, None where it is missing or blank."""
    value = fields.get(field)
    return None if isinstance(value, str) and not value.strip() else value


def _prose(fields: Mapping[str, object]) -> str:
    value = _value(fields, "text")
    if value is None:
        raise ArticleError("its text is empty" if "text" in fields else "it has no text")
    return _words("text", value)


def _field(fields: Mapping[str, object], field: str) -> str:
    value = _value(fields, field)
    return "" if value is None else _words(field, value).strip()


def _id(fields: Mapping[str, object]) -> str:
    value = _value(fields, "id")
    article_id = "" if value is None else _words("id", value)
    if fault := find_id_fault(article_id):
        raise ArticleError(fault)
    return article_id


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    value = _value(fields, "authors")
    names = value if isinstance(value, list | tuple) else [value]
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
    """Return ``value`` where every later stage can encode and print it."""
    if "\0" in value:
        raise ArticleError(f"its {field} contains a NUL character: remove it")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ArticleError(f"its {field} contains half a character (a lone surrogate)") from None
    return str(value)
