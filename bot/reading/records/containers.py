"""Containers: the lists of articles in what a service, a program or a database wrote."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.reading.records.facts import find_url
from bot.reading.records.field_names import fold
from bot.reading.records.frames import list_rows
from bot.reading.records.record_keys import (
    Record,
    find_keys,
    has_date_in,
    has_prose,
    is_article,
    unwrap,
)
from bot.reading.records.values import is_address, read_words
from bot.reading.web_addresses import read_host

_MOST_NODES = 100_000
_MOST_LOOKED_AT = 50
_DEEPEST = 12
_ORIGINS = (
    *("sitename", "sitetitle", "feedtitle", "title", "name", "site", "feed", "channel"),
    *("publisher", "publication", "newspaper", "source", "blog", "meta", "info"),
)
_NO_ORIGINS = frozenset("database table type schema".split())
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ARTICLE_TYPES = ("article", "posting", "report", "review", "story", "news")


@dataclass(frozen=True, slots=True)
class Container:
    """A list of records, the name of what it is in, and the key under which it is."""

    records: Sequence[object]
    origin: str = ""
    key: str = ""


def find_containers(value: object) -> list[Container]:
    """Return the lists of articles in a value, in their order; a single article is one too."""
    containers = list(_Search().visit(value, "", "", 0))
    # Tags and authors have a name and a description too.
    for is_likelier in (_is_dated, _is_published):
        containers = list(filter(is_likelier, containers)) or containers
    return [_doubt_origin(container) for container in containers]


def _is_dated(container: Container) -> bool:
    records = (unwrap(r) for r in container.records[:_MOST_LOOKED_AT] if isinstance(r, dict))
    return any(has_date_in(record, find_keys(record)) for record in records)


def _is_published(container: Container) -> bool:
    """Tell whether some of its records have both a text and a date of publication."""
    records = (unwrap(r) for r in container.records[:_MOST_LOOKED_AT] if isinstance(r, dict))
    return any(
        "published" in keys and has_prose(record, keys)
        for record, keys in ((record, find_keys(record)) for record in records)
    )


class _Search:
    """A walk through a value, of so many steps at most."""

    def __init__(self) -> None:
        self._budget = _MOST_NODES

    def visit(self, node: object, key: str, origin: str, depth: int) -> Iterator[Container]:
        self._budget -= 1
        if self._budget < 0 or depth > _DEEPEST:
            return
        if isinstance(node, dict):
            yield from self._visit_object(node, key, origin, depth)
        elif isinstance(node, list):
            yield from self._visit_list(node, key, origin, depth)

    def _visit_object(
        self, node: dict[str, object], key: str, origin: str, depth: int
    ) -> Iterator[Container]:
        rows = list_rows(node)
        if rows:
            yield Container(rows, origin, key)
            return
        record = unwrap(node)
        is_whole = is_article(record)
        if is_whole and has_prose(record, find_keys(record), "text"):
            yield Container([_with_address(node, key)], origin)
            return
        name = _name_origin(node) or origin
        containers = [
            container
            for inner_key, inner in node.items()
            if isinstance(inner, dict | list)
            for container in self.visit(inner, inner_key, name, depth + 1)
        ]
        if containers:
            yield from containers
        elif is_whole:
            yield Container([_with_address(node, key)], origin)

    def _visit_list(
        self, node: list[object], key: str, origin: str, depth: int
    ) -> Iterator[Container]:
        if rows := list_rows(node):
            yield Container(rows, origin, key)
            return
        objects = [item for item in node[:_MOST_LOOKED_AT] if isinstance(item, dict)]
        if fold(key) == "graph":
            yield from _read_graph(node, origin)
        elif any(is_article(unwrap(item)) for item in objects):
            is_day = bool(_DAY.match(key))
            yield Container(
                [_with_day(item, key) for item in node] if is_day else node, origin, key
            )
        else:
            for item in node:
                yield from self.visit(item, "", origin, depth + 1)


def _with_day(item: object, day: str) -> object:
    """Return a record with the day under which it is, unless it has a date of its own."""
    if not isinstance(item, dict) or has_date_in(item, find_keys(item)):
        return item
    return {**item, "published": day}


def _with_address(node: Mapping[str, object], key: str) -> Record:
    """Return a record with the address under which it is."""
    has_address = is_address(key) and "url" not in find_keys(node)
    return {**node, "url": key} if has_address else node


def _name_origin(node: Mapping[str, object]) -> str:
    """Return the name of a feed, a site or a channel whose articles are in ``node``."""
    names = {fold(key): key for key in islice(node, 200)}
    if "title" not in names and not _NO_ORIGINS.isdisjoint(names):
        return ""
    for name in _ORIGINS:
        value = node.get(names.get(name, ""))
        if isinstance(value, str | dict) and len(words := read_words(value)) <= 100:
            words = read_host(words) if is_address(words) else words
            if words and not words.isdecimal():
                return words
    return ""


def _read_graph(nodes: Sequence[object], origin: str) -> Iterator[Container]:
    """Yield the articles of linked data, with the people and publishers that they refer to."""
    by_id = {
        node["@id"]: node
        for node in nodes
        if isinstance(node, dict) and "@id" in node and isinstance(node["@id"], str)
    }
    articles = [
        {key: _follow(value, by_id) for key, value in node.items()}
        for node in nodes
        if isinstance(node, dict) and _is_article_type(node.get("@type")) and is_article(node)
    ]
    if articles:
        yield Container(articles, origin, "@graph")


def _is_article_type(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and k.lower().endswith(_ARTICLE_TYPES) for k in kinds)


def _follow(value: object, by_id: Mapping[str, object]) -> object:
    if isinstance(value, list):
        return [_follow(item, by_id) for item in value[:_MOST_LOOKED_AT]]
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _doubt_origin(container: Container) -> Container:
    """Drop the name of a collection whose articles are from several sites."""
    if not container.origin:
        return container
    sites = {
        ".".join(host.split(".")[-2:])
        for record in islice(container.records, _MOST_LOOKED_AT)
        if isinstance(record, dict)
        for inner in (unwrap(record),)
        if (host := read_host(find_url(inner, find_keys(inner))))
    }
    return Container(container.records, "", container.key) if len(sites) > 1 else container
