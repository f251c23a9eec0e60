"""Articles of text files: their date, their fields and what stands above their prose."""

import re

from bot.articles.article import Article
from bot.articles.findings import ArticleError
from bot.language.languages.identification import identify_text
from bot.reading.bylines import find_authors
from bot.reading.dates.choose import DateChoice, choose_date, explain_no_date
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import DayOrder, Published, infer_day_order, parse_published
from bot.reading.dates.path_dates import find_address_date, find_path_date
from bot.reading.html.facts.day_order import expect_order
from bot.reading.plain_text.front_matter import FrontMatter
from bot.reading.plain_text.head_matter import HeadMatter
from bot.reading.record import build_article
from bot.reading.source import Source
from bot.reading.web_addresses import read_host

_ADVICE = ", or begin the text with date 2026-01-07"
_LINES = 6
# Only such numbers may be a day or a month.
_DAY_OR_MONTH = re.compile(r"\D*\d{1,2}[./-]")


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
        "source": head.source or read_host(url),
        "url": url,
        "language": head.language,
    }
    missing = {name: value for name, value in defaults.items() if not fields.get(name)}
    return build_article(
        {**fields, **missing},
        source.path,
        text=text,
        body=head.body,
        published=published,
        title=head.title,
    )


def choose_text_date(front: FrontMatter, head: HeadMatter, text: str, source: Source) -> DateChoice:
    """Return the date of a text; raise ArticleError where it has none."""
    lines = text[front.body :].splitlines()
    if date := str(front.fields.get("published") or ""):
        published = parse_published(date, _infer_order(date, lines, head.language, ""))
        return DateChoice(published, published.assumption)
    address = head.url or str(front.fields.get("url") or "") or source.url
    date = find_publication_date(lines) or head.date or find_address_date(address)
    if date:
        order = _infer_order(date, lines, head.language, read_host(address))
        return choose_date(date, source.path, order=order)
    choice = find_path_date(source.path)
    if choice:
        return DateChoice(choice.published, choice.notice)
    raise _explain_creation_date(front) or explain_no_date(source.path, lines, advice=_ADVICE)


def _infer_order(date: str, lines: list[str], language: str, host: str) -> DayOrder:
    """Return which number of a date is the day, by the text's dates or else its language."""
    if not _DAY_OR_MONTH.match(date):
        return DayOrder.UNKNOWN
    order = infer_day_order(text for line in lines for text in find_dates(line))
    if order is not DayOrder.UNKNOWN:
        return order
    return expect_order((language or identify_text("\n".join(lines)),), host)


def _explain_creation_date(front: FrontMatter) -> ArticleError | None:
    try:
        day = parse_published(front.creation_date).day
    except ArticleError:
        return None
    return ArticleError(
        f"it has no date: its front matter only says that it was created on {day}; add"
        f" date: {day} if it was published then",
        suggestion=day,
    )
