"""E-books (EPUB): an article a chapter where each is dated, else one of the whole book."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.address_hosts import read_host
from bot.reading.bylines import find_authors
from bot.reading.containers.zip_package import ZipPackage, open_package
from bot.reading.dates.choose import DateChoice, choose_date
from bot.reading.dates.find import find_dates
from bot.reading.dates.parse import DayOrder, Published, infer_day_order, parse_published
from bot.reading.epub.chapter import Chapter, read_chapter
from bot.reading.epub.publication import Publication, read_publication
from bot.reading.formats.format import Format, recognises_nothing
from bot.reading.record import build_article
from bot.reading.source import Source

_TITLE_PAGE_WORDS = 60
_DATED_BY_ISSUE = "dated by the day of the issue"
# As programs that download news name an issue: "The Gazette [Wed, 07 Jan 2026]".
_BRACKETS = re.compile(r"[\[(]([^\[\]()]*[0-9][^\[\]()]*)[\])]\s*$")
_END_OF_NAME = " \t,;:–—-[]()"
_MOST_DAYS_APART = 3


@dataclass(frozen=True, slots=True)
class _Issue:
    """An issue of a periodical: the periodical's name, and the issue's day as it is written."""

    name: str
    day: str


def read(source: Source) -> Iterator[Finding]:
    """Yield an article for each chapter, or one for the book."""
    with open_package(source.read(), source) as package:
        publication = read_publication(package, source.limits)
        chapters = list(_join_title_pages(_read_chapters(package, publication, source)))
    if not chapters:
        raise ArticleError("the e-book has no text")
    order = infer_day_order(
        text for chapter in chapters for line in chapter.paragraphs for text in find_dates(line)
    )
    issue = _find_issue(publication)
    if issue or publication.is_collection or _have_own_days(chapters):
        yield from _read_issue(publication, issue or _Issue("", ""), chapters, source, order)
    else:
        yield from _read_book(publication, chapters, source, order)


def _have_own_days(chapters: Sequence[Chapter]) -> bool:
    """Tell whether at least half of the chapters are dated, by several days."""
    days = [chapter.day for chapter in chapters if chapter.day]
    return len(set(days)) > 1 and 2 * len(days) >= len(chapters)


def _read_chapters(
    package: ZipPackage, publication: Publication, source: Source
) -> Iterator[Chapter]:
    for name in publication.chapters:
        source.budget.beat()
        chapter = read_chapter(package.read(name), name, source.limits)
        if chapter is not None:
            yield chapter


def _join_title_pages(chapters: Iterator[Chapter]) -> Iterator[Chapter]:
    """Yield the chapters, with what a title page before one of them says of it."""
    title_page = None
    for chapter in chapters:
        length = sum(len(paragraph.split()) for paragraph in chapter.paragraphs)
        if chapter.url and chapter.title and length <= _TITLE_PAGE_WORDS:
            if title_page is not None:
                yield title_page
            title_page = chapter
        elif title_page is not None:
            yield replace(
                chapter,
                title=title_page.title,
                day=title_page.day or chapter.day,
                url=title_page.url,
            )
            title_page = None
        else:
            yield chapter
    if title_page is not None:
        yield title_page


def _read_issue(
    publication: Publication,
    issue: _Issue,
    chapters: Sequence[Chapter],
    source: Source,
    order: DayOrder,
) -> Iterator[Finding]:
    """Yield an article for each chapter; one without a date has that of the issue."""
    is_dated_by_issue = False
    for number, chapter in enumerate(chapters, 1):
        try:
            choice = _choose_date(chapter.day or issue.day, source, order)
            is_dated_by_issue = is_dated_by_issue or bool(issue.day and not chapter.day)
            fields: dict[str, object] = {
                "title": chapter.title,
                "text": "\n\n".join(chapter.paragraphs),
                "source": publication.publisher or issue.name or read_host(chapter.url),
                "url": chapter.url,
                "authors": find_authors(chapter.paragraphs),
                "language": publication.language,
            }
            yield build_article(fields, source.path, published=choice.published)
        except ArticleError as error:
            yield Rejection(source.path, None, f"chapter {number:,}: {error.reason}")
    if is_dated_by_issue:
        yield Notice(source.path, None, _DATED_BY_ISSUE)


def _find_issue(publication: Publication) -> _Issue | None:
    """Return the issue that a periodical is, or a book whose title ends with its own day."""
    brackets = _BRACKETS.search(publication.title)
    days = [*find_dates(publication.title)]
    if brackets and not days:
        days = [brackets[1].strip()]
    day = _parse(days[-1]) if days else None
    book_day = _parse(publication.day)
    is_own_day = bool(
        day
        and publication.title.rstrip(_END_OF_NAME).endswith(days[-1])
        and (book_day is None or abs((day.day - book_day.day).days) <= _MOST_DAYS_APART)
    )
    if not (publication.is_periodical or is_own_day):
        return None
    name = publication.title
    if day:
        name = name[: brackets.start()] if brackets else name.replace(days[-1], "")
    return _Issue(name.strip(_END_OF_NAME), days[-1] if day else publication.day)


def _parse(day: str) -> Published | None:
    try:
        return parse_published(day)
    except ArticleError:
        return None


def _read_book(
    publication: Publication, chapters: Sequence[Chapter], source: Source, order: DayOrder
) -> Iterator[Finding]:
    """Yield the article of a book, whose chapters keep their headings."""
    title = publication.title or chapters[0].title
    if len(chapters) == 1 and chapters[0].title:
        title = chapters[0].title
    lines = [line for chapter in chapters for line in (chapter.title, *chapter.paragraphs)]
    own_days = {chapter.day for chapter in chapters if chapter.day}
    own_day = own_days.pop() if len(own_days) == 1 else ""
    choice = _choose_date(publication.day or own_day, source, order)
    fields: dict[str, object] = {
        "title": title,
        "text": "\n\n".join(line for line in lines[lines[0] == title :] if line),
        "source": publication.publisher,
        "url": next((chapter.url for chapter in chapters if chapter.url), publication.url),
        "authors": list(publication.authors) or find_authors(lines),
        "language": publication.language,
    }
    yield build_article(fields, source.path, published=choice.published)
    if choice.notice:
        yield Notice(source.path, None, choice.notice)


def _choose_date(day: str, source: Source, order: DayOrder) -> DateChoice:
    try:
        parse_published(day, order)
    except ArticleError:
        # Many books have no more than a year.
        day = day if find_dates(day) and not day.strip().isdigit() else ""
    return choose_date(day, source.path, order=order)


FORMAT = Format(
    "e-books (EPUB)",
    (".epub",),
    ("application/epub+zip",),
    recognises_nothing,
    read,
    package=r"application/epub\+zip|META-INF/container\.xml",
)
