"""The peers: other ways to rank the same passages by BM25, which are no dependencies."""

import importlib
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import tantivy
from rank_bm25 import BM25Plus
from tantivy import Document, FieldType, Occur, Query, SchemaBuilder

from bot.index.protocol import K1, AnalyzedArticle, B

TOP_K = 60
Found = list[tuple[object, float]]


class _Peer:
    """A peer that cannot add, nor limit a search to some days; it finds numbers of passages."""

    kept = True
    dated = False
    whole = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, terms: tuple[str, ...], until: date | None) -> object:
        raise NotImplementedError

    def add(self, article: AnalyzedArticle) -> bool:
        return False

    def close(self) -> None:
        """Leave it to the end of the process."""


class RankBm25(_Peer):
    """rank_bm25's own ``get_scores``, with numpy's partition for the best."""

    kept = False

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        self._numpy = importlib.import_module("numpy")
        passages = (terms.split() for article in articles for terms in article.terms)
        self._bm25 = BM25Plus(passages, k1=K1, b=B, delta=0)

    def open(self) -> None:
        raise NotImplementedError

    def search(self, terms: tuple[str, ...], until: date | None) -> Found:
        scores = self._bm25.get_scores(terms)
        best = self._numpy.argpartition(-scores, TOP_K)[:TOP_K]
        best = best[self._numpy.argsort(-scores[best], kind="stable")]
        return [(number, float(scores[number])) for number in best]


class Bm25s(_Peer):
    """bm25s in its default method, with the scores computed at indexing."""

    _backend = "numpy"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._library: Any = importlib.import_module("bm25s")

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        passages = [terms.split() for article in articles for terms in article.terms]
        bm25 = self._library.BM25(k1=K1, b=B, backend=self._backend)
        bm25.index(passages, show_progress=False)
        bm25.save(self._folder, show_progress=False)

    def open(self) -> None:
        self._bm25 = self._library.BM25.load(self._folder, show_progress=False)

    def search(self, terms: tuple[str, ...], until: date | None) -> Found:
        found = self._bm25.retrieve([list(terms)], k=TOP_K, show_progress=False)
        return list(zip(found.documents[0], found.scores[0].tolist(), strict=True))


class Bm25sNumba(Bm25s):
    """bm25s with compiled search."""

    _backend = "numba"


class Tantivy(_Peer):
    """tantivy with the passages' terms and days; what is found are tantivy's own addresses."""

    dated = True
    _schema = (
        SchemaBuilder()
        .add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
        .add_integer_field("day", fast=True)
        .build()
    )

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, str(self._folder))
        writer = self._writer()
        for article in articles:
            self._put(writer, article)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()

    def search(self, terms: tuple[str, ...], until: date | None) -> Found:
        clauses = [
            (Occur.Should, Query.term_query(self._schema, "terms", term, "freq")) for term in terms
        ]
        query = Query.boolean_query(clauses)
        if until is not None:
            days = (None, until.toordinal())
            limit = Query.range_query(self._schema, "day", FieldType.Integer, *days)
            limit = Query.const_score_query(limit, 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, limit)])
        hits = self._searcher.search(query, TOP_K, count=False).hits
        return [(address, score) for score, address in hits]

    def add(self, article: AnalyzedArticle) -> bool:
        writer = self._writer()
        self._put(writer, article)
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        writer.wait_merging_threads()
        return True

    def _writer(self) -> Any:
        # As in the disk engine: one segment, as far as one million passages.
        return self._index.writer(400_000_000, 1)

    @staticmethod
    def _put(writer: Any, article: AnalyzedArticle) -> None:
        day = article.article.published.toordinal()
        for terms in article.terms:
            document = Document()
            document.add_text("terms", terms)
            document.add_integer("day", day)
            writer.add_document(document)


class Fts5(_Peer):
    """SQLite's full-text index without the text; its bm25() has the same k1 and b."""

    def build(self, articles: Iterable[AnalyzedArticle]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self.open()
        self._db.execute("CREATE VIRTUAL TABLE passage USING fts5(terms, content='')")
        self._db.execute("BEGIN")
        for article in articles:
            self._put(article)
        self._db.execute("COMMIT")

    def open(self) -> None:
        self._db = sqlite3.connect(self._folder / "fts5.db", isolation_level=None)

    def search(self, terms: tuple[str, ...], until: date | None) -> Found:
        query = " OR ".join(f'"{term}"' for term in terms)
        found = self._db.execute(
            "SELECT rowid, rank FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?",
            (query, TOP_K),
        )
        return [(number, -rank) for number, rank in found]

    def add(self, article: AnalyzedArticle) -> bool:
        self._db.execute("BEGIN")
        self._put(article)
        self._db.execute("COMMIT")
        return True

    def _put(self, article: AnalyzedArticle) -> None:
        rows = ((terms,) for terms in article.terms)
        self._db.executemany("INSERT INTO passage (terms) VALUES (?)", rows)
