from dataclasses import replace
from datetime import datetime, timedelta, timezone

import msgspec
import pytest

from bot.articles.article import Article
from bot.articles.codec import (
    article_fields,
    article_from_fields,
    decode_article,
    encode_article,
)
from tests.index.samples import STRANGE

ARTICLE = STRANGE[1]


@pytest.mark.parametrize("article", STRANGE, ids=lambda article: article.id)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    for back in (
        decode_article(encode_article(article)),
        article_from_fields(article_fields(article)),
        article_from_fields(msgspec.json.decode(msgspec.json.encode(article_fields(article)))),
    ):
        assert back == article
        assert repr(back) == repr(article)  # the same offset too, not only the same instant


def test_equal_articles_have_the_same_bytes() -> None:
    assert encode_article(ARTICLE) == encode_article(decode_article(encode_article(ARTICLE)))


def test_a_field_that_is_missing_has_its_default() -> None:
    fields = {name: article_fields(ARTICLE)[name] for name in ("id", "text", "published", "path")}
    back = decode_article(msgspec.msgpack.encode(fields))
    assert back == Article(ARTICLE.id, ARTICLE.text, ARTICLE.published, ARTICLE.path)


def test_an_offset_with_seconds_keeps_its_instant_and_its_day() -> None:
    instant = datetime(2026, 1, 7, 0, 0, 30, tzinfo=timezone(timedelta(minutes=19, seconds=32)))
    back = decode_article(encode_article(replace(ARTICLE, instant=instant)))
    assert back.instant == instant
    assert back.instant.utcoffset() == timedelta(minutes=19)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        encode_article(ARTICLE)[:-1],
        encode_article(ARTICLE) + b"\0",
        msgspec.msgpack.encode({**article_fields(ARTICLE), "published": "yesterday"}),
        msgspec.msgpack.encode({**article_fields(ARTICLE), "body": "17"}),
        msgspec.msgpack.encode({**article_fields(ARTICLE), "authors": "Ann"}),
        msgspec.msgpack.encode({"id": "a"}),
        encode_article(ARTICLE).replace(b"first", b"\xff\xfe\xfdst"),
    ],
)
def test_other_bytes_are_no_article(data: bytes) -> None:
    with pytest.raises(ValueError, match="it is no article"):
        decode_article(data)


def test_half_a_surrogate_pair_cannot_be_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_article(replace(ARTICLE, title="\ud800"))
