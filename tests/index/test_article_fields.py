"""Every field of an Article comes back from every store and process, whichever fields it has.

What a test needs to know of a new field is one value of its type, where the type is new.
"""

import io
import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from bot.articles.article import Article
from bot.articles.codec import decode_article, encode_article
from bot.index.disk.index import DiskIndex
from bot.index.opensearch.documents import build_document, decode_content
from bot.reading.sandbox.messages import decode, encode
from tests.index.samples import analyzed

PLAIN = Article("a", "date 2026-01-07\n\nThe harbour opened.", date(2026, 1, 7), "a.txt")
VALUES: dict[Any, Any] = {
    str: "Ünïcode — “quotes”, 東京 🙂",
    int: 17,
    date: date(2019, 12, 31),
    datetime | None: datetime(2026, 1, 7, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=5.75))),
    tuple[str, ...]: ("Ada Ærø", "", 'O\'Brien, "Bo"'),
}
"""A value for a field, by its type, that is not its default."""


def _through_codec(article: Article, folder: Path) -> object:
    return decode_article(encode_article(article))


def _through_sandbox(article: Article, folder: Path) -> object:
    return decode(io.BytesIO(encode(article)), 10**6)


def _through_disk(article: Article, folder: Path) -> object:
    index = DiskIndex(folder, "made")
    index.replace(analyzed(article))
    index.commit()
    index.close()
    index = DiskIndex(folder, "made")
    try:
        return index.snapshot().article(article.id)
    finally:
        index.close()


def _through_opensearch(article: Article, folder: Path) -> object:
    sent = json.loads(json.dumps(build_document(analyzed(article)[0])))
    back, _ = decode_content(sent["content"])
    return back


STORES = (_through_codec, _through_sandbox, _through_disk, _through_opensearch)


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.__name__.strip("_"))
@pytest.mark.parametrize("name", [field.name for field in fields(Article)])
def test_every_field_survives(
    store: Callable[[Article, Path], object], name: str, tmp_path: Path
) -> None:
    value = VALUES[get_type_hints(Article)[name]]
    assert value != getattr(PLAIN, name)
    article = replace(PLAIN, **{name: value})
    back = store(article, tmp_path)
    assert back == article
    assert getattr(back, name) == value
    assert repr(back) == repr(article)
