"""Index and Snapshot, the protocols that every engine implements, and Hit, a search result."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.search_terms import SearchTerm

K1 = 1.2
B = 0.75
"""BM25's two parameters, at the values that all engines share."""


class PassageRef(Protocol):
    """A passage in an index, which may be read only on access.

    Its place and day cost nothing, its annotations little, its article more, the passage most.
    """

    def prefetch(self) -> None:
        """Announce a read: all passages announced before it are read at once."""
        ...

    @property
    def article_key(self) -> Hashable:
        """Return what only the passages of its article share, in one snapshot."""
        ...

    @property
    def number(self) -> int:
        """Return its position in its article, from 0."""
        ...

    @property
    def published(self) -> date:
        """Return its article's day of publication."""
        ...

    @property
    def annotations(self) -> bytes:
        """Return the annotations of its sentences, as they were indexed."""
        ...

    @property
    def article(self) -> Article:
        """Return its article."""
        ...

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        ...


@dataclass(frozen=True, slots=True)
class InMemoryPassage:
    """A passage in memory, with its annotations."""

    passage: Passage
    annotations: bytes

    def prefetch(self) -> None:
        """Do nothing: it is already in memory."""

    @property
    def article_key(self) -> str:
        """Return its article's id."""
        return self.article.id

    @property
    def number(self) -> int:
        """Return its position in its article, from 0."""
        return self.passage.number

    @property
    def published(self) -> date:
        """Return its article's day of publication."""
        return self.article.published

    @property
    def article(self) -> Article:
        """Return its article."""
        return self.passage.article


class Hit(NamedTuple):
    """A passage that matches a query, and its BM25 score."""

    ref: PassageRef
    score: float

    @property
    def published(self) -> date:
        """Return the article's day of publication."""
        return self.ref.published

    @property
    def annotations(self) -> bytes:
        """Return the annotations of the passage's sentences."""
        return self.ref.annotations

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        return self.ref.passage


def prefetch(hits: Iterable[Hit]) -> None:
    """Announce that these passages are read next, so that they are read at once."""
    for hit in hits:
        hit.ref.prefetch()


@dataclass(frozen=True, slots=True)
class IndexStats:
    """The number of articles and passages up to a day, and their first and last day."""

    articles: int
    passages: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AnalyzedArticle:
    """An article with its passages, and for each of them its terms and annotations.

    ``terms`` are one text a passage, separated by spaces. ``annotations`` are opaque to an
    engine, which returns them with a hit.
    """

    article: Article
    passages: Sequence[Passage]
    terms: tuple[str, ...]
    annotations: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SimilarTerm:
    """A term that is spelt like another, and in how many passages it occurs.

    ``edits``: letters to add, remove, replace, or exchange with the next one.
    """

    term: str
    edits: int
    df: int


class Snapshot(Protocol):
    """One commit of an index: passages, ranked by BM25 over the terms of the one Analyzer.

    It does not change, whatever is committed meanwhile: counts, document frequencies and hits
    agree. It needs no closing. Every ``until`` is a day, inclusive; what was published later
    does not exist for the call. Raise UnavailableError where the engine cannot answer at the
    moment.
    """

    def search(
        self,
        terms: Sequence[SearchTerm],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the ``top_k`` best passages with a score above zero, best first.

        A passage scores the sum over ``terms``; of a disjunction, its best member counts.
        ``sources`` are values of ``Article.origin``; without any, all are searched.
        """
        ...

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return the number of passages with each of ``terms``, of common ones within 1%."""
        ...

    def find_similar_terms(
        self, term: str, max_edits: int, top_k: int, *, until: date | None = None
    ) -> list[SimilarTerm]:
        """Return the ``top_k`` other terms most like ``term``, nearest first, commonest first.

        ``max_edits`` is 1 or 2. A term has fewer edits than letters, and two leave the first
        letter as it is. Very rare terms of a very large index may be left out.
        """
        ...

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None if its id is unknown."""
        ...

    def find_by_url(self, url: str, *, until: date | None = None) -> Article | None:
        """Return the newest article with this address, or None if no article has it.

        Addresses are the same where ``normalize_address`` returns the same.
        """
        ...

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none if its id is unknown."""
        ...

    def passage_refs(self, article_ids: Sequence[str]) -> Sequence[Sequence[PassageRef]]:
        """Return the passages of each of some articles in reading order, as a search would.

        An article that is not there has none.
        """
        ...

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return the number of articles and passages, and their first and last day."""
        ...

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, newest first."""
        ...

    def list_ids(self, *, since: date | None = None, until: date | None = None) -> Collection[str]:
        """Return the ids of the articles of these days, in any order."""
        ...

    def openings(
        self, limit: int, *, since: date | None = None, until: date | None = None
    ) -> Sequence[PassageRef]:
        """Return the first passage of each of the newest ``limit`` articles, newest first.

        They tell what the news of some days is about, without a search and without reading
        whole articles.
        """
        ...

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, the largest first."""
        ...

    def languages(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by ``Article.language_code``, the largest first."""
        ...


class Index(Protocol):
    """An index that can be read, one commit at a time."""

    def snapshot(self) -> Snapshot:
        """Return the last commit, by this process or another."""
        ...


class WritableIndex(Index, Protocol):
    """An index that changes; a snapshot holds nothing of a change before it is committed.

    Every change may be repeated: replacing an article by itself, or removing one that is
    gone, changes nothing. One process writes at a time.
    """

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the code that built the index, empty before any commit."""
        ...

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles, in place of those with the same ids."""
        ...

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown ids are ignored."""
        ...

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Tell whether to commit now, this many articles and seconds after the last commit.

        Changes since the last commit are lost when the process dies.
        """
        ...

    def commit(self) -> None:
        """Make all changes visible and durable at once."""
        ...

    def drop(self) -> None:
        """Remove all articles, durably."""
        ...

    def release(self) -> None:
        """Let another process write; uncommitted changes are lost."""
        ...

    def close(self) -> None:
        """Close files and connections; uncommitted changes are lost."""
        ...
