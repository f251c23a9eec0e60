"""Analysis of many articles on all cores."""

import gc
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from types import ModuleType
from typing import TYPE_CHECKING

from bot.articles.article import Article
from bot.index.passage_codec import StoredPassages, encode_spans
from bot.index.protocol import AnalyzedArticle
from bot.language.analyzer import Analyzer
from bot.system.processes.child_process import exit_with_parent

if TYPE_CHECKING:
    from concurrent.futures import Future

_CHUNK = 64
_AHEAD = 2

# Starting processes takes longer than analysing a few articles here.
_LEAST_FOR_PROCESSES = 256


def analyze_articles(articles: Iterable[Article], analyzer: Analyzer) -> Iterator[AnalyzedArticle]:
    """Yield each article as an engine indexes it, in order, with a process for each core."""
    stream = iter(articles)
    first = list(islice(stream, _LEAST_FOR_PROCESSES))
    if not first:
        return
    # Loaded here, since most commands find no article to analyse.
    from bot.index.analysis import analyze_article

    cores = len(os.sched_getaffinity(0))
    if len(first) < _LEAST_FOR_PROCESSES or cores == 1:
        for article in chain(first, stream):
            yield analyze_article(article, analyzer)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not forked: a fork would copy the locks of threads that it does not run.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, context, _begin) as pool:
        pending: deque[tuple[Sequence[Article], Future[list[_Analysis]]]] = deque()
        try:
            for chunk in _chunks(iter(first), stream):
                with _hidden_main():
                    future = pool.submit(_analyze_chunk, chunk)
                pending.append((chunk, future))
                if len(pending) > _AHEAD * cores:
                    yield from _assemble(*pending.popleft())
            while pending:
                yield from _assemble(*pending.popleft())
        finally:
            for _, future in pending:
                future.cancel()


@contextmanager
def _hidden_main() -> Iterator[None]:
    """Keep new processes from importing the caller's script, which would run once more in each.

    They are started by ``submit``, and need nothing of it.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _chunks(*streams: Iterator[Article]) -> Iterator[list[Article]]:
    for stream in streams:
        while chunk := list(islice(stream, _CHUNK)):
            yield chunk


def _begin() -> None:
    """Exit with the parent, for which a worker would wait forever; collect garbage seldom.

    Analysis leaves hardly any cycles: looking for them takes 3 percent of the time.
    """
    from multiprocessing import parent_process

    gc.set_threshold(50_000, 20, 100)
    parent = parent_process()
    if parent is not None:
        exit_with_parent(parent.sentinel)


_ANALYZER = Analyzer()
"""One for each process, since it caches words."""


# Pickling a passage takes a tenth of the time of its analysis: its spans are sent as bytes.
_Analysis = tuple[list[bytes], tuple[str, ...], tuple[bytes, ...]]


def _analyze_chunk(articles: Sequence[Article]) -> list[_Analysis]:
    from bot.index.analysis import analyze_article

    return [_reduce(analyze_article(article, _ANALYZER)) for article in articles]


def _reduce(result: AnalyzedArticle) -> _Analysis:
    return [encode_spans(passage) for passage in result.passages], result.terms, result.annotations


def _assemble(
    articles: Sequence[Article], future: "Future[list[_Analysis]]"
) -> Iterator[AnalyzedArticle]:
    for article, (spans, terms, annotations) in zip(articles, future.result(), strict=True):
        yield AnalyzedArticle(article, StoredPassages(article, spans), terms, annotations)
