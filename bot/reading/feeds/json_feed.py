"""JSON Feed: its entries, read as the records of any JSON file."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from bot.articles.article import Article
from bot.articles.findings import ArticleError, Rejection
from bot.reading.address_hosts import resolve_address
from bot.reading.dates.parse import DayOrder, Published
from bot.reading.dates.path_dates import PathDate
from bot.reading.feeds.entry_keys import RawEntry
from bot.reading.feeds.entry_text import promises_more
from bot.reading.feeds.feed_findings import FeedFacts
from bot.reading.markup import to_line
from bot.reading.records.containers import Container
from bot.reading.records.json_records import read_containers
from bot.reading.records.json_values import infer_json_order, parse_value, skip_space
from bot.reading.records.record_reader import RecordReader
from bot.reading.source import Source

_NO_FEED = "it is JSON, but no JSON Feed"
_DATES = ("date_published", "date_modified")
_TEXTS = ("content_html", "content_text", "summary")
_SOUNDS = ("audio/", "video/")


def is_json(text: str) -> bool:
    """Tell whether a text begins as JSON does."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


class JsonFeedFile:
    """A JSON Feed; raise ArticleError where it is none."""

    def __init__(self, text: str, source: Source) -> None:
        self._source = source
        start = skip_space(text, 0)
        value, _ = parse_value(text, start, source.limits.depth)
        if not isinstance(value, dict) or not isinstance(value.get("items"), list):
            raise ArticleError(_NO_FEED)
        self._value: dict[str, Any] = value

        @cache
        def infer_order() -> DayOrder:
            return infer_json_order([text])

        self._infer_order = infer_order
        reader = RecordReader(source.path, None, infer_order)
        containers = [
            container
            for container in read_containers(value, reader, None)
            if isinstance(container, Container)
        ]
        self._origin = next((item.origin for item in containers if item.key == "items"), "")

    def read_facts(self) -> FeedFacts:
        """Return what the feed says of itself."""
        base = self._source.url
        return FeedFacts(
            to_line(_words(self._value, "title")),
            resolve_address(base, _words(self._value, "home_page_url")),
            _words(self._value, "language"),
            resolve_address(base, _words(self._value, "feed_url")),
        )

    def list_entries(self) -> list[RawEntry]:
        """Return the entries, in the order of the feed."""
        return [self._read_entry(item) for item in self._value["items"]]

    def _read_entry(self, item: object) -> RawEntry:
        record: dict[str, Any] = item if isinstance(item, dict) else {}

        def build(day: date | None) -> Article:
            return self._build(item, day)

        text = next(filter(None, (_words(record, name) for name in _TEXTS)), "")
        has_content = any(_words(record, name) for name in _TEXTS[:2])
        return RawEntry(
            _words(record, "id"),
            _words(record, "url") or _words(record, "external_url"),
            to_line(_words(record, "title")),
            build,
            not has_content or promises_more(text),
        )

    def _build(self, item: object, day: date | None) -> Article:
        if not isinstance(item, dict):
            raise ArticleError("it is no object")
        if not any(_words(item, name).strip() for name in _TEXTS) and _has_sound(item):
            raise ArticleError("it has no text, only a recording")
        path_date = None
        if day is not None:
            item = {name: value for name, value in item.items() if name not in _DATES}
            path_date = PathDate(Published(day), "")
        reader = RecordReader(self._source.path, path_date, self._infer_order)
        return _take_article(reader.read(item, origin=self._origin))


def _take_article(findings: Iterator[object]) -> Article:
    for finding in findings:
        if isinstance(finding, Article):
            return finding
        if isinstance(finding, Rejection):
            raise ArticleError(finding.reason)
    raise ArticleError("it is not published")


def _has_sound(item: dict[str, Any]) -> bool:
    attachments = item.get("attachments")
    links = attachments if isinstance(attachments, list) else []
    return any(
        _words(link, "mime_type").startswith(_SOUNDS) for link in links if isinstance(link, dict)
    )


def _words(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
