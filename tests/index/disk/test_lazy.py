import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.index.disk.article_snapshot import ArticleSnapshot
from bot.index.disk.index import DiskIndex
from bot.index.errors import BrokenIndexError
from bot.language.annotations import decode_annotations
from bot.language.hashing import hash_terms
from tests.index.model import keys
from tests.index.samples import analyzed, article

TEXT = " ".join(f"In sentence {number} a harbour stands." for number in range(90))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[DiskIndex]:
    """Yield an index of two articles, each of many passages about a harbour."""
    index = DiskIndex(tmp_path / "index", "made")
    index.replace(analyzed(article(TEXT), article(TEXT, "b", "2026-01-09")))
    index.commit()
    yield index
    index.close()


def test_a_search_reads_no_article_before_a_passage_is_accessed(
    index: DiskIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def article_of(snapshot: ArticleSnapshot, number: int) -> object:
        read.append(number)
        return reading(snapshot, number)

    reading = ArticleSnapshot.article
    monkeypatch.setattr(ArticleSnapshot, "article", article_of)
    hits = index.snapshot().search(["harbour"], 100)
    assert {hit.published for hit in hits} == {date(2026, 1, 7), date(2026, 1, 9)}
    assert all(
        hash_terms(["harbour"])[0] in decode_annotations([hit.annotations]).terms for hit in hits
    )
    assert read == []
    assert hits[0].passage.article.text == TEXT
    assert len(read) == 1


def test_a_passage_is_decoded_once(index: DiskIndex) -> None:
    hit = index.snapshot().search(["harbour"], 1)[0]
    assert hit.passage is hit.passage


def test_hits_do_not_change_whatever_is_committed(index: DiskIndex) -> None:
    hits = index.snapshot().search(["harbour"], 100)
    expected = keys(index.snapshot().search(["harbour"], 100))
    index.replace(analyzed(article("A ferry.")))
    index.remove(["b"])
    index.commit()
    index.drop()
    index.replace(analyzed(article("A bridge.", "c")))
    index.commit()
    index.close()
    assert keys(hits) == expected
    assert all(hit.passage.article.text == TEXT for hit in hits)
    assert all(
        hash_terms(["harbour"])[0] in decode_annotations([hit.annotations]).terms for hit in hits
    )


def test_a_store_that_breaks_after_the_search_is_reported_in_one_line(
    index: DiskIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def execute(self, *_: object) -> None:
            raise sqlite3.DatabaseError("database disk image is malformed")

    (hit,) = index.snapshot().search(["harbour"], 1)
    monkeypatch.setattr(index.snapshot().articles, "_db", Broken())
    with pytest.raises(BrokenIndexError, match="malformed"):
        str(hit.passage)
    with pytest.raises(BrokenIndexError, match="malformed"):
        str(hit.annotations)


@pytest.mark.parametrize(
    "damage", ["DELETE FROM passage", "UPDATE passage SET spans = x'01'", "DELETE FROM content"]
)
def test_lost_or_damaged_rows_are_reported_when_they_are_read(
    index: DiskIndex, tmp_path: Path, damage: str
) -> None:
    index.close()
    with sqlite3.connect(tmp_path / "index" / "articles.db") as database:
        database.execute(damage)
    database.close()
    reopened = DiskIndex(tmp_path / "index", "made")
    (hit,) = reopened.snapshot().search(["harbour"], 1)
    with pytest.raises(BrokenIndexError, match="rebuild it from the articles"):
        str(hit.passage)
    reopened.close()
