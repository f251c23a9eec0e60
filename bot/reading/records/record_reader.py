"""The reader of records: from named fields to an article, and to remarks on what was assumed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Finding, Notice
from bot.language.languages.identification import identify_text
from bot.language.languages.lookup import DEFAULT, find_language
from bot.reading.dates.find import find_labelled_date
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.dates.path_dates import PathDate, find_path_date
from bot.reading.decoding import MOJIBAKE_NOTICE, is_garbled
from bot.reading.feeds.entry_text import strip_publisher
from bot.reading.html.facts.day_order import expect_order
from bot.reading.record import build_article, find_id_fault
from bot.reading.records.facts import (
    find_authors,
    find_source,
    find_title,
    find_url,
    is_zero,
    list_dates,
)
from bot.reading.records.prose import find_prose
from bot.reading.records.record_keys import Keys, Record, find_keys, unwrap
from bot.reading.records.record_refusals import ZERO_DATE, explain_no_date, is_saved
from bot.reading.records.values import read_date, read_words
from bot.reading.web_addresses import read_host

ORDERED_BY_LANGUAGE = (
    "dates such as 07/01/2026 were read in the order that is usual in the language or the country"
    " of their articles: check one of them"
)
ONLY_BEGINNING = "only the beginning of the text is in the file"
ONLY_SUMMARY = "only a summary of the text is in the file"
DATED_BY_CHANGE = (
    "dated by its last change, the only date that it has: check that it was published then"
)
_DRAFTS = frozenset(
    "draft pending private trash auto-draft inherit future scheduled archived deleted withdrawn"
    " killed retracted embargoed canceled cancelled unpublished".split()
)
_NO_ARTICLES = frozenset("attachment nav_menu_item revision page wp_block wp_template".split())
_PUBLIC = frozenset("publish published inherit".split())
_NUMBERS = re.compile(r"(?<![0-9])[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?[0-9]{2}")
_OPENING = 2_000
_LONGEST_CODE = 3
_LONGEST_NUMBER = 9  # with more digits it is hardly used twice


def resolve_fields(record: Record, origin: str = "", keys: Keys | None = None) -> dict[str, object]:
    """Return a record's fields but text and date, under the names of an article's.

    An optional field with an odd value is left out. ``origin`` is the source where a record names
    none.
    """
    if keys is None:
        keys = find_keys(record)
    url = find_url(record, keys) if "url" in keys or "source" in keys else ""
    fields: dict[str, object] = {"url": url, "source": origin}
    if url or "source" in keys or "domain" in keys:
        fields["source"] = find_source(record, keys, url, origin)
    if "title" in keys:
        fields["title"] = strip_publisher(find_title(record, keys), str(fields["source"]))
    if "authors" in keys:
        fields["authors"] = find_authors(record, keys)
    if "language" in keys:
        fields["language"] = _find_language(record, keys)
    return fields


def choose_date(dates: list[str], order: DayOrder = DayOrder.UNKNOWN) -> Published:
    """Return the first of several dates that is one; raise ArticleError where none is."""
    fault = None
    for date in dates:
        try:
            return _parse_date(date, order)
        except ArticleError as error:
            fault = fault or error
    raise fault or ArticleError("it has no date")


def _parse_date(text: str, order: DayOrder) -> Published:
    """Parse a date, or the line with one that a page shows, as "Published on 7 January 2026"."""
    try:
        return parse_published(text, order)
    except ArticleError:
        date = find_labelled_date(text)
        if not date or date == text:
            raise
        return parse_published(date, order)


def find_sure_path_date(path: str) -> PathDate | None:
    """Return the date in a file's name or folders, None where there is none or are several."""
    try:
        return find_path_date(path)
    except ArticleError:
        return None


def _find_language(record: Record, keys: Keys) -> str:
    tag = next(filter(None, (read_words(record[name]) for name in keys["language"])), "")
    if len(tag) <= _LONGEST_CODE or "-" in tag or "_" in tag:
        return tag
    language = find_language(tag)
    return "" if language is DEFAULT else language.code


@dataclass(slots=True)
class RecordReader:
    """Reads the records of one file, and says once what it assumed.

    path: the file's, safe to display
    path_date: the date in its name or its folders, for records that have no field for one
    order: returns which number of a date is the day, asked only where that matters
    """

    path: str
    path_date: PathDate | None = None
    order: Callable[[], DayOrder] = lambda: DayOrder.UNKNOWN
    _remarks: set[str] = field(default_factory=set)
    _hidden_count: int = 0

    def read(
        self,
        record: Record,
        line: int | None = None,
        origin: str = "",
        *,
        keys: Keys | None = None,
    ) -> Iterator[Finding]:
        """Yield the article of a record with new remarks, or its rejection.

        ``origin`` is the source where the record names none. With ``keys`` nothing is looked for
        deeper inside.
        """
        if keys is None:
            record = unwrap(record)
            keys = find_keys(record)
        if "status" in keys and _is_hidden(record, keys):
            self._hidden_count += 1
            return
        remarks: list[str] = []
        try:
            article = self._build(record, keys, origin, remarks)
        except ArticleError as error:
            yield error.to_rejection(self.path, line)
            return
        yield article
        if remarks:
            yield from [self.remark(text, line) for text in remarks if text not in self._remarks]

    def remark(self, text: str, line: int | None = None) -> Notice:
        """Return a remark, which is not repeated for other records."""
        self._remarks.add(text)
        return Notice(self.path, line, text)

    def finish(self) -> Iterator[Finding]:
        """Yield what can only be said at the end of the file."""
        if self._hidden_count:
            yield Notice(
                self.path, None, f"{self._hidden_count:,} drafts, private posts and pages left out"
            )

    def _build(self, record: Record, keys: Keys, origin: str, remarks: list[str]) -> Article:
        prose = find_prose(record, keys)
        if prose.is_cut or prose.is_summary:
            remarks.append(ONLY_BEGINNING if prose.is_cut else ONLY_SUMMARY)
        if is_garbled(prose.text[:_OPENING]):
            remarks.append(MOJIBAKE_NOTICE)
        fields = resolve_fields(record, origin, keys)
        published = self._date(
            record,
            keys,
            remarks,
            fields,
            prose.text,
        )
        if published.assumption:
            remarks.append(published.assumption)
        if "id" in keys:
            fields["id"] = _find_id(record, keys, str(fields["url"]), remarks)
        return build_article(fields, self.path, text=prose.text, published=published)

    def _date(
        self,
        record: Record,
        keys: Keys,
        remarks: list[str],
        fields: dict[str, object],
        text: str,
    ) -> Published:
        names = keys.get("published", ())
        if len(names) == 1 and "clock" not in keys:
            date = record[names[0]]
            is_whole = names[0][-3:].lower() not in ("gmt", "utc")
            if type(date) is str and date[:4].isdecimal() and is_whole and not is_zero(date):
                return parse_published(date)  # as almost all are
        if dates := list_dates(record, keys):
            return self._choose(dates, fields, text, remarks)
        if any(is_zero(read_date(record[name])) for name in keys.get("published", ())):
            raise ArticleError(ZERO_DATE)
        if self.path_date is not None and "published" not in keys:
            remarks.append(self.path_date.notice)
            return self.path_date.published
        if is_saved(record):  # what it tells is when somebody saved it
            raise ArticleError(explain_no_date(record))
        if dates := list_dates(record, keys, "created"):
            name = keys["created"][0]
            remarks.append(f"dated by its field {name}: check that it was published then")
            return self._choose(dates, fields, text, remarks)
        if dates := list_dates(record, keys, "modified"):
            remarks.append(DATED_BY_CHANGE)
            return self._choose(dates, fields, text, remarks)
        raise ArticleError(explain_no_date(record))

    def _choose(
        self, dates: list[str], fields: dict[str, object], text: str, remarks: list[str]
    ) -> Published:
        """Return the first date, in the order of the file's or else of the text's language."""
        if not any(map(_NUMBERS.search, dates)):
            return choose_date(dates)
        order = self.order()
        try:
            return choose_date(dates, order)
        except ArticleError as error:
            usual = DayOrder.UNKNOWN
            if error.suggestion and order is DayOrder.UNKNOWN:
                language = str(fields.get("language") or "") or identify_text(
                    f"{fields.get('title', '')}\n{text[:_OPENING]}"
                )
                usual = expect_order((language,), read_host(str(fields["url"])))
            if usual is DayOrder.UNKNOWN:
                raise
            published = choose_date(dates, usual)
            remarks.append(ORDERED_BY_LANGUAGE)
            return published


def _is_hidden(record: Record, keys: Keys) -> bool:
    """Tell a draft or a page from an article, where a content management system wrote both."""
    status = read_words(record[keys["status"][0]]).lower()
    is_protected = any(isinstance(v, dict) and v.get("protected") is True for v in record.values())
    if status in _DRAFTS or is_protected:
        return True
    kinds = (read_words(record[name]).lower() for name in keys.get("type", ()))
    return status in _PUBLIC and not _NO_ARTICLES.isdisjoint(kinds)


def _find_id(record: Record, keys: Keys, url: str, remarks: list[str]) -> str:
    """Return the record's own id, with the host before a bare number: others count like it."""
    for name in keys["id"]:
        value = record[name]
        article_id = value if isinstance(value, str) else ""
        if isinstance(value, dict):
            article_id = next((v for v in value.values() if isinstance(v, str)), "")
        if not article_id.strip():
            continue
        if fault := find_id_fault(article_id):
            remarks.append(f"{fault}: another was derived")
            return ""
        is_bare = article_id.isdecimal() and len(article_id) <= _LONGEST_NUMBER
        host = read_host(url) if is_bare else ""
        return f"{host}/{article_id}" if host else str(article_id)
    return ""
