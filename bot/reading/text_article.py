"""Articles of text files: their date, their fields and what stands above their prose."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.articles.article import Article
from bot.articles.findings import ArticleError
from bot.language.languages.identification import identify_text
from bot.language.languages.lookup import is_english
from bot.reading.bylines import find_authors
from bot.reading.dates.choose import DateChoice, choose_date, explain_no_date
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import DayOrder, Published, infer_day_order, parse_published
from bot.reading.dates.path_dates import find_address_date, find_path_date
from bot.reading.front_matter import FrontMatter
from bot.reading.head_matter import HeadMatter
from bot.reading.record import NAMES, build_article
from bot.reading.source import Source

_ADVICE = ", or begin the text with date 2026-01-07"
# Dates that say when a note was made, not when its text was published.
_OTHER_DATES = ("created", "created_at", "date_created", "saved", "date_saved", "clipped", "added")
_LINES = 20


def build_text_article(
    fields: dict[str, object],
    text: str,
    head: HeadMatter,
    source: Source,
    published: Published | None = None,
) -> Article:
    """Build an article from fields, and from the head of its text where they are missing."""
    url = head.url or source.url
    defaults: dict[str, object] = {
        "authors": list(head.authors) or find_authors(text[head.body :].splitlines()[:_LINES]),
        "source": head.source or (urlsplit(url).hostname or "").removeprefix("www."),
        "url": url,
        "language": head.language,
    }
    missing = {
        name: value
        for name, value in defaults.items()
        if value and not any(fields.get(alias) for alias in NAMES[name])
    }
    return build_article(
        {**fields, **missing},
        source.path,
        text=text,
        body=head.body,
        published=published,
        title=head.title,
    )


def choose_text_date(
    front: FrontMatter, head: HeadMatter, text: str, source: Source
) -> DateChoice | None:
    """Return the date of a text whose fields have none, or None; raise ArticleError without one."""
    if any(front.fields.get(name) for name in NAMES["published"]):
        return None
    lines = text[front.body :].splitlines()
    order = _infer_order(lines, head.language)
    address = head.url or find_words(front.fields, "url") or source.url
    date = find_publication_date(lines) or head.date or find_address_date(address)
    if date:
        return choose_date(date, source.path, order=order)
    choice = find_path_date(source.path)
    if choice:
        return DateChoice(choice.published, choice.notice)
    raise _explain_other_date(front) or explain_no_date(source.path, lines, order, _ADVICE)


def _infer_order(lines: list[str], language: str) -> DayOrder:
    """Return which number of a date is the day, by the text's dates or else its language."""
    order = infer_day_order(date for line in lines for date in find_dates(line))
    if order is not DayOrder.UNKNOWN:
        return order
    # Only English has both orders.
    tag = language or identify_text("\n".join(lines))
    return order if is_english(tag) else DayOrder.DAY_FIRST


def _explain_other_date(front: FrontMatter) -> ArticleError | None:
    for name in _OTHER_DATES:
        try:
            day = parse_published(str(front.fields.get(name) or "")).day
        except ArticleError:
            continue
        return ArticleError(
            f"its front matter says when it was {name.partition('_')[0]}, {day}, but not when it"
            f" was published: add date: {day} if that is the day",
            suggestion=day,
        )
    return None


def find_words(fields: Mapping[str, object], field: str) -> str:
    """Return the first of a field's values that is text, or nothing."""
    values = (fields.get(name) for name in NAMES[field])
    return next((value for value in values if value and isinstance(value, str)), "")
