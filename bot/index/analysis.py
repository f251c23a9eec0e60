"""Analysis of many articles, on all cores."""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice

from bot.articles.article import Article
from bot.index.passage_codec import StoredPassages, pack
from bot.index.protocol import AnalyzedArticle, analyze_article
from bot.language.analyzer import Analyzer
from bot.system.child_process import exit_with_parent

_CHUNK = 64
_AHEAD = 2

# Starting processes takes longer than analysing a few articles here.
_WORTH_PROCESSES = 256


def analyze_articles(articles: Iterable[Article], analyzer: Analyzer) -> Iterator[AnalyzedArticle]:
    """Yield what an engine needs of each article, in order, with as many processes as cores."""
    remaining = iter(articles)
    first = list(islice(remaining, _WORTH_PROCESSES))
    cores = len(os.sched_getaffinity(0))
    if len(first) < _WORTH_PROCESSES or cores == 1:
        for article in chain(first, remaining):
            yield analyze_article(article, analyzer)
        return
    # Not forked: the process may have threads, which a fork would leave behind half done.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, context, _begin) as pool:
        waiting: deque[tuple[Sequence[Article], Future[list[_Sent]]]] = deque()
        try:
            for chunk in _chunks(iter(first), remaining):
                waiting.append((chunk, pool.submit(_analyze_chunk, chunk)))
                if len(waiting) > _AHEAD * cores:
                    yield from _received(*waiting.popleft())
            while waiting:
                yield from _received(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()


def _chunks(*streams: Iterator[Article]) -> Iterator[list[Article]]:
    for stream in streams:
        while chunk := list(islice(stream, _CHUNK)):
            yield chunk


def _begin() -> None:
    """End with the parent, which a worker would wait for forever, and collect garbage seldom.

    Analysis leaves hardly any that refers to itself: to look for it is 3 percent of the time.
    """
    gc.set_threshold(50_000, 20, 100)
    parent = multiprocessing.parent_process()
    if parent is not None:
        exit_with_parent(parent.sentinel)


_ANALYZER = Analyzer()
"""One a process, since it remembers the words that it has seen."""


# To send a passage as it is costs a tenth of its analysis: its spans go as bytes.
_Sent = tuple[list[bytes], tuple[str, ...], tuple[bytes, ...]]


def _analyze_chunk(articles: Sequence[Article]) -> list[_Sent]:
    return [_sent(analyze_article(article, _ANALYZER)) for article in articles]


def _sent(analyzed: AnalyzedArticle) -> _Sent:
    return [pack(passage) for passage in analyzed.passages], analyzed.terms, analyzed.annotations


def _received(
    articles: Sequence[Article], future: "Future[list[_Sent]]"
) -> Iterator[AnalyzedArticle]:
    for article, (packed, terms, notes) in zip(articles, future.result(), strict=True):
        yield AnalyzedArticle(article, StoredPassages(article, packed), terms, notes)
