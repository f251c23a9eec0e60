"""Index and Snapshot, the protocols that every engine implements, and Hit, a search result."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.articles.article import Article
from bot.articles.passages.segment import Passage, split_passages
from bot.language.analyzer import Analyzer
from bot.language.annotations import encode_annotations

K1 = 1.2
B = 0.75
"""BM25's two parameters, at the values that all engines share."""


class PassageRef(Protocol):
    """A passage in an index, of which everything may be read only when it is asked for.

    Its day costs nothing, its notes little, the passage with its article most.
    """

    def prefetch(self) -> None:
        """Prepare to be read: all that are expected are read at once."""
        ...

    @property
    def published(self) -> date:
        """Return the day of its article."""
        ...

    @property
    def annotations(self) -> bytes:
        """Return the notes on its sentences, as they were given."""
        ...

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        ...


@dataclass(frozen=True, slots=True)
class InMemoryPassage:
    """A passage that is in memory, with its notes."""

    passage: Passage
    annotations: bytes

    def prefetch(self) -> None:
        """Do nothing: they are there."""

    @property
    def published(self) -> date:
        """Return the day of its article."""
        return self.passage.article.published


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found, and its BM25 score for a query."""

    ref: PassageRef
    score: float

    @property
    def published(self) -> date:
        """Return the day of the passage's article."""
        return self.ref.published

    @property
    def annotations(self) -> bytes:
        """Return the notes on the passage's sentences."""
        return self.ref.annotations

    @property
    def passage(self) -> Passage:
        """Return the passage."""
        return self.ref.passage


def prefetch(hits: Iterable[Hit]) -> None:
    """Prepare to read what was found, all at once."""
    for hit in hits:
        hit.ref.prefetch()


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What an index holds up to a day: numbers, and the first and last day of publication."""

    articles: int
    passages: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AnalyzedArticle:
    """An article with its passages; for each the terms by which it is found, and its notes.

    The terms of a passage are one text, with spaces between. An engine passes the notes on
    with a hit as they are given here.
    """

    article: Article
    passages: Sequence[Passage]
    terms: tuple[str, ...]
    annotations: tuple[bytes, ...]


def analyze_article(article: Article, analyzer: Analyzer) -> AnalyzedArticle:
    """Return what an engine needs of ``article``."""
    passages = tuple(split_passages(article))
    language = article.language
    _, title = analyzer.analyze_pieces(article.title.split(), language)
    under = {passage.heading: passage for passage in passages}
    headings = {heading: _heading_terms(first, analyzer) for heading, first in under.items()}
    annotations: list[bytes] = []
    terms: list[str] = []
    for passage in passages:
        sentences = [span.slice(article.text) for span in passage.sentences]
        pieces = [sentence.split() for sentence in sentences]
        noted = [analyzer.analyze_pieces(of, language) for of in pieces]
        hashed = [hashes for _, hashes in noted]
        annotations.append(
            encode_annotations(passage.number, title, sentences, pieces, hashed, analyzer, language)
        )
        told = (headings[passage.heading], *(of_sentence for of_sentence, _ in noted))
        terms.append(" ".join(filter(None, told)))
    return AnalyzedArticle(article, passages, tuple(terms), tuple(annotations))


def _heading_terms(passage: Passage, analyzer: Analyzer) -> str:
    article = passage.article
    heading = f"{article.title}\n{passage.heading.slice(article.text) if passage.heading else ''}"
    return " ".join(analyzer.terms(heading, article.language))


class Snapshot(Protocol):
    """One commit of an index: passages, ranked by BM25 over the terms of the one Analyzer.

    It does not change, whatever is committed meanwhile: counts, document frequencies and hits
    agree. It needs no closing. Every ``until`` is a day, inclusive; what was published later
    does not exist for the call. Raise UnavailableError where the engine cannot answer at the
    moment.
    """

    def search(
        self,
        terms: Sequence[str],
        top_k: int,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> list[Hit]:
        """Return the ``top_k`` best passages with a score above zero, best first.

        ``sources`` are names as in ``Article.origin``; with none, all are searched.
        """
        ...

    def document_frequencies(self, terms: Sequence[str], *, until: date | None = None) -> list[int]:
        """Return for each of ``terms`` how many passages hold it."""
        ...

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where it is unknown."""
        ...

    def passages(self, article_id: str) -> Sequence[Passage]:
        """Return the passages of an article in reading order, none where it is unknown."""
        ...

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return what the index holds."""
        ...

    def newest(self, *, until: date | None = None) -> Iterator[Article]:
        """Yield the articles, the newest first."""
        ...

    def sources(self, *, until: date | None = None) -> Mapping[str, int]:
        """Return the number of articles by source, most first."""
        ...


class Index(Protocol):
    """An index that can be read, one commit at a time."""

    def snapshot(self) -> Snapshot:
        """Return the last commit, by this process or another, to be read."""
        ...


class WritableIndex(Index, Protocol):
    """An index that changes; a snapshot holds nothing of a change before it is committed.

    Every change may be repeated: replacing an article by itself, or removing one that is
    gone, changes nothing. One process writes at a time.
    """

    @property
    def fingerprint(self) -> str:
        """Return what the index was built with, empty where nothing was committed yet."""
        ...

    def replace(self, articles: Iterable[AnalyzedArticle]) -> None:
        """Add articles; what the index has under the same ids goes."""
        ...

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles away; unknown ids are passed over."""
        ...

    def should_commit(self, articles: int, seconds: float) -> bool:
        """Tell whether to commit so many articles, changed in that time, before there are more.

        What was changed since the last commit is lost when the process dies.
        """
        ...

    def commit(self) -> None:
        """Make all changes visible and durable at once."""
        ...

    def drop(self) -> None:
        """Take everything away, durably."""
        ...

    def release(self) -> None:
        """Let another process write; what is not committed is lost."""
        ...

    def close(self) -> None:
        """Let go of files and connections; what is not committed is lost."""
        ...
