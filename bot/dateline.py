"""Dateline: questions to a folder of articles, for other programs."""

import logging
import os
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, get_args

from bot.answers.answer import Answer
from bot.answers.answerer import Answerer
from bot.answers.retrieval import TOP_K, search
from bot.articles.article import Article
from bot.errors import DatelineError
from bot.index.engine import IndexConfig
from bot.index.engine_names import EngineChoice
from bot.index.library import Library, open_library
from bot.index.protocol import Hit, IndexStats, InMemoryPassage, prefetch
from bot.index.sync.result import SyncResult
from bot.language.analyzer import Analyzer
from bot.system.progress import Progress, no_progress

# A program that configures no logging sees none.
logging.getLogger("bot").addHandler(logging.NullHandler())

CorpusPath = str | os.PathLike[str]


class MissingCorpusError(DatelineError, FileNotFoundError):
    """Say which of the files and folders to search does not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"there is no file or folder {path}")


class Dateline:
    """Articles that can be asked, searched and listed; ``Dateline.open`` returns one.

    Any number of threads may ask, search and list at once, and one may call ``update``
    meanwhile. Call ``close`` when all of them are done.
    """

    def __init__(self, library: Library, changes: SyncResult, analyzer: Analyzer) -> None:
        """Take an open library, and what its last update read and rejected."""
        self.library = library
        self.answerer = Answerer(library.index, analyzer)
        self.changes = changes
        self._analyzer = analyzer

    @classmethod
    def open(
        cls,
        corpus: CorpusPath | Collection[CorpusPath],
        *,
        data: CorpusPath | None = None,
        engine: EngineChoice = "auto",
        opensearch_url: str = "",
        opensearch_index: str = "dateline",
        progress: Progress = no_progress,
    ) -> Self:
        """Open files and folders of articles with an index that is up to date.

        ``data`` is a folder for the index, created if it is missing; it makes the next opening
        fast. Without it the index is built in memory, and nothing is written.
        Raise MissingCorpusError where a path of ``corpus`` does not exist, ValueError where the
        engine lacks an argument, and UnavailableError where the index cannot be opened.
        """
        roots = _paths(corpus)
        for root in roots:
            if not root.exists():
                raise MissingCorpusError(root)
        if engine not in get_args(EngineChoice):
            *names, last = get_args(EngineChoice)
            raise ValueError(f"there is no engine {engine!r}: use {', '.join(names)} or {last}")
        if data is None and engine in ("disk", "opensearch"):
            raise ValueError(f"engine={engine!r} needs a folder for its files: data='.dateline'")
        if engine == "opensearch" and not opensearch_url:
            raise ValueError("engine='opensearch' needs opensearch_url='http://127.0.0.1:9200'")
        config = IndexConfig(
            None if data is None else Path(data),
            "memory" if data is None else engine,
            opensearch_url,
            opensearch_index,
        )
        return cls.from_config(roots, config, progress=progress)

    @classmethod
    def from_config(
        cls,
        roots: Sequence[Path],
        config: IndexConfig,
        *,
        progress: Progress = no_progress,
        retry: bool = False,
        waits_for_cluster: bool = False,
        must_be_current: bool = False,
    ) -> Self:
        """Open what ``config`` describes; a root that does not exist keeps its indexed articles.

        With ``retry``, files that could not be read to their end are tried again at once. Where a
        cluster is away, whoever ``waits_for_cluster`` gets an index that works once it is back. One
        that cannot be changed, as on a full disk, is searched as it is, unless it
        ``must_be_current``.
        """
        analyzer = Analyzer()
        library, changes = open_library(
            roots, config, analyzer, progress, retry=retry, waits_for_cluster=waits_for_cluster,
            must_be_current=must_be_current,
        )  # fmt: skip
        return cls(library, changes, analyzer)

    def ask(self, question: str, *, at: date | None = None, language: str = "") -> Answer:
        """Return the quotes that answer, best first, from articles published up to ``at``.

        ``at`` is the day on which the question is asked, today by default. ``language`` is the
        tag of the language that whoever asks reads; the question's own words count more. An answer
        without quotes says in ``missing`` and ``closest`` what the articles have instead.
        Raise UnavailableError where the engine cannot search at the moment.
        """
        return self.answerer.answer(question, _day(at), reader=language)

    def search(self, query: str, *, at: date | None = None, top_k: int = 10) -> list[Hit]:
        """Return up to 40 passages with their scores, best first, published up to ``at``.

        They are ranked by BM25 and by how well they fit the days that the query names.
        Raise ValueError where ``top_k`` is not 1 to 40, UnavailableError as ``ask`` does.
        """
        if not 1 <= top_k <= TOP_K:
            raise ValueError(f"top_k is {top_k}: use 1 to {TOP_K}")
        _, hits = search(query, _day(at), self.library.index.snapshot(), self._analyzer)
        best = hits[:top_k]
        prefetch(best)
        # Read now: they outlive the index.
        return [Hit(InMemoryPassage(hit.passage, hit.annotations), hit.score) for hit in best]

    def articles(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
    ) -> Iterator[Article]:
        """Yield articles, newest first, published from ``since`` to ``until``, both included.

        ``sources`` are names as in ``Article.origin``; with none, all are listed.
        """
        first = _day(since) if since else date.min
        names = {sources} if isinstance(sources, str) else frozenset(sources)
        for article in self.library.index.snapshot().newest(until=_day(until) if until else None):
            if article.published < first:
                return
            if not names or article.origin in names:
                yield article

    def stats(self, *, until: date | None = None) -> IndexStats:
        """Return the numbers of articles and passages, and the first and last day."""
        return self.library.index.snapshot().stats(until=_day(until) if until else None)

    def update(self, *, progress: Progress = no_progress) -> SyncResult:
        """Read what changed in the files; return what was read, and what was rejected and why."""
        self.changes = self.library.update(progress)
        return self.changes

    def close(self) -> None:
        """Close files and connections; closing twice does nothing."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _paths(corpus: CorpusPath | Collection[CorpusPath]) -> tuple[Path, ...]:
    if isinstance(corpus, str | os.PathLike):
        return (Path(corpus),)
    paths = tuple(map(Path, corpus))
    if not paths:
        raise ValueError("corpus is empty: name at least one file or folder of articles")
    return paths


def _day(at: date | None) -> date:
    """Return a day, of a moment its own, by default today in the machine's time zone."""
    if at is None:
        return datetime.now().astimezone().date()
    return at.date() if isinstance(at, datetime) else at
