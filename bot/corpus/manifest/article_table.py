"""Article table: the articles of all files, as they are corrected, and how they are found."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.articles.addresses import normalize_address
from bot.articles.article import derive_id
from bot.corpus.corrections.correction import ArticleCorrection, PlaceInFile
from bot.corpus.corrections.corrections import (
    CorrectedArticle,
    Corrections,
    digest_corrections,
)
from bot.corpus.manifest.near_duplicates import MinHashSignature

ARTICLE_COLUMNS = (
    "id, heading, published, digest, signature, key, origin, language, url, address, file_title, "
    "file_day, is_derived, is_corrected, is_hidden"
)
"""The columns of an article beside the file that it is in."""

_SELECT = (
    "SELECT path, id, heading, published, origin, language, url, file_title, file_day, is_derived,"
    " is_corrected, is_hidden FROM articles"
)
_HOLDS_WORD = "instr(casefold(heading || ' ' || origin || ' ' || id), ?)"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of a file, as it is corrected.

    ``file_title`` and ``file_day`` are what the file itself gives. The id ``is_derived`` from the
    article's content where the file gives none.
    """

    path: Path
    id: str
    heading: str
    published: date
    origin: str
    language: str
    url: str
    file_title: str
    file_day: date
    is_derived: bool
    is_corrected: bool
    is_hidden: bool

    @property
    def key(self) -> str:
        """Return what names the article in a button."""
        return make_article_key(self.id)

    def to_json(self, file: str) -> dict[str, object]:
        """Return the same as values that JSON knows, with the file by its name."""
        return {
            "id": self.id,
            "file": file,
            "title": self.heading,
            "published": self.published.isoformat(),
            "source": self.origin,
            "language": self.language or None,
            "url": self.url or None,
            "corrected": self.is_corrected,
            "hidden": self.is_hidden,
        }


def make_article_key(article_id: str) -> str:
    """Return 16 hexadecimal digits that stand for an id, however long it is."""
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_article_row(
    item: CorrectedArticle, signature: MinHashSignature | None
) -> tuple[str | bytes | bool | None, ...]:
    """Return an article's values, in the order of the columns."""
    article, original = item.article, item.original
    derived_id = derive_id(original.url, original.published, original.title, original.text)
    return (
        article.id, article.heading[:_LONGEST], article.published.isoformat(),
        signature.digest if signature else None, signature.signature if signature else None,
        make_article_key(article.id), article.origin[:_LONGEST], article.language, article.url,
        normalize_address(original.url) or original.url, original.title,
        original.published.isoformat(), original.id == derived_id,
        item.correction is not None and item.correction.changes_fields, item.is_hidden,
    )  # fmt: skip


def select_articles(
    database: sqlite3.Connection, condition: str, values: Sequence[object], limit: int = -1
) -> list[StoredArticle]:
    """Return the articles that fulfil a condition, file by file in the order of reading."""
    rows = database.execute(
        f"{_SELECT} WHERE {condition} ORDER BY path, number LIMIT ?", (*values, limit)
    )
    return [_to_article(row) for row in rows]


def match_words(words: Iterable[str]) -> tuple[str, list[str]]:
    """Return the condition that an article's title and source hold all words, and its values."""
    values = [word.casefold() for word in words]
    condition = " AND ".join(
        ["instr(casefold(heading || ' ' || origin || ' ' || id), ?)"] * len(values)
    )
    return condition or "0", values


def digest_holders(
    database: sqlite3.Connection, corrections: Corrections, path: str | None = None
) -> dict[str, str]:
    """Return the files with articles that corrections are about, each with their digest.

    With ``path``, only that file is looked at.
    """
    holders: dict[str, dict[int, ArticleCorrection]] = {}

    def note(path: bytes, correction: ArticleCorrection | None) -> None:
        if correction is not None:
            holders.setdefault(os.fsdecode(path), {})[id(correction)] = correction

    for holder, value in _look_up(database, "id", corrections.by_id, path):
        note(holder, corrections.by_id.get(value))
    for holder, value in _look_up(database, "address", corrections.by_address, path):
        note(holder, corrections.by_address.get(value))
    for place, correction in corrections.by_place.items():
        for file in corrections.list_paths(place.file):
            if path is None or path == str(file):
                note(_find_place(database, os.fsencode(file), place), correction)
    holders.pop("", None)
    return {name: digest_corrections(items.values()) for name, items in holders.items()}


def _look_up(
    database: sqlite3.Connection,
    column: str,
    values: Mapping[str, ArticleCorrection],
    path: str | None,
) -> list[tuple[bytes, str]]:
    if not values:
        return []
    condition = "" if path is None else "path = ? AND "
    return database.execute(
        f"SELECT DISTINCT path, {column} FROM articles "  # noqa: S608
        f"WHERE {condition}{column} IN (SELECT value FROM json_each(?))",
        (*([] if path is None else [os.fsencode(path)]), json.dumps(list(values))),
    ).fetchall()


def _find_place(database: sqlite3.Connection, path: bytes, place: PlaceInFile) -> bytes:
    """Return the path of the file where it holds an article of a title and a day, else nothing."""
    row = database.execute(
        "SELECT path FROM articles WHERE path = ? AND file_title = ? AND file_day = ?",
        (path, place.title, place.published.isoformat()),
    ).fetchone()
    return bytes(row[0]) if row else b""


def _to_article(row: Sequence[Any]) -> StoredArticle:
    path, article_id, heading, published, origin, language, url, title, day, *flags = row
    return StoredArticle(
        Path(os.fsdecode(path)), article_id, heading, date.fromisoformat(published), origin,
        language, url, title, date.fromisoformat(day), *map(bool, flags),
    )  # fmt: skip
