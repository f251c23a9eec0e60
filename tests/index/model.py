"""Model: what an index promises, in the plainest way."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from rapidfuzz.distance import OSA

from bot.articles.addresses import normalize_address
from bot.articles.article import Article
from bot.index.protocol import (
    AnalyzedArticle,
    Hit,
    IndexStats,
    SimilarTerm,
    Snapshot,
    WritableIndex,
)
from tests.index.samples import make_url

Key = tuple[str, int]
"""A passage: its article's id and its number."""


class Model:
    """A dictionary of articles that answers by looking at each of them."""

    def __init__(self, articles: Iterable[AnalyzedArticle] = ()) -> None:
        self.articles = {one.article.id: one for one in articles}

    def known(self, until: date | None = None) -> list[Article]:
        """Return the articles that were published up to a day."""
        return [one.article for one in self._known(until)]

    def found(
        self,
        terms: Collection[str],
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> set[Key]:
        """Return the passages that hold any of ``terms``."""
        return {
            (one.article.id, number)
            for one in self._known(until)
            for number, held in enumerate(one.terms)
            if not set(terms).isdisjoint(held.split())
            if since is None or one.article.published >= since
            if not sources or one.article.origin in sources
        }

    def document_frequencies(self, terms: Sequence[str], until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        return [len(self.found([term], until=until)) for term in terms]

    def similar_terms(
        self, term: str, max_edits: int, until: date | None = None
    ) -> list[SimilarTerm]:
        """Return every other term that few edits make out of ``term``."""
        held = {term for one in self._known(until) for terms in one.terms for term in terms.split()}
        others = sorted(held - {term})
        counts = self.document_frequencies(others, until)
        similar = [
            SimilarTerm(other, OSA.distance(term, other), df)
            for other, df in zip(others, counts, strict=True)
        ]
        near = [
            one
            for one in similar
            if one.edits <= max_edits
            and one.edits < min(len(term), len(one.term))
            and (one.edits < 2 or one.term[0] == term[0])
        ]
        return sorted(near, key=lambda one: (one.edits, -one.df, one.term))

    def find_by_url(self, url: str, until: date | None = None) -> Article | None:
        """Return the newest article with an address."""
        address = normalize_address(url)
        known = [one for one in self.known(until) if normalize_address(one.url) == address]
        return min(known, key=lambda one: (-one.published.toordinal(), one.id), default=None)

    def stats(self, until: date | None = None) -> IndexStats:
        """Return what there is."""
        known = list(self._known(until))
        days = [one.article.published for one in known]
        passages = sum(len(one.passages) for one in known)
        return IndexStats(len(known), passages, min(days, default=None), max(days, default=None))

    def sources(self, until: date | None = None) -> dict[str, int]:
        """Return the number of articles by source."""
        return dict(Counter(one.article.origin for one in self._known(until)))

    def languages(self, until: date | None = None) -> dict[str, int]:
        """Return the number of articles by the code of their language."""
        return dict(Counter(one.article.language_code for one in self._known(until)))

    def _known(self, until: date | None) -> Iterator[AnalyzedArticle]:
        return (
            one for one in self.articles.values() if until is None or one.article.published <= until
        )


def keys(hits: Iterable[Hit]) -> list[Key]:
    """Return the passages that were found."""
    return [(hit.passage.article.id, hit.passage.number) for hit in hits]


def assert_holds(index: WritableIndex, model: Model, ids: Iterable[str]) -> None:
    """Compare articles and passages one by one, and the totals."""
    assert_snapshot_holds(index.snapshot(), model, ids)


def assert_snapshot_holds(snapshot: Snapshot, model: Model, ids: Iterable[str]) -> None:
    """Compare articles and passages one by one, and the totals."""
    assert snapshot.stats() == model.stats()
    assert snapshot.sources() == model.sources()
    assert snapshot.languages() == model.languages()
    for article_id in ids:
        expected = model.articles.get(article_id)
        assert snapshot.article(article_id) == (expected and expected.article)
        url = make_url(article_id)
        assert snapshot.find_by_url(url) == model.find_by_url(url)
        assert tuple(snapshot.passages(article_id)) == (expected.passages if expected else ())
