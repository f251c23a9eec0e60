"""Measure one subject, in a process that does nothing else; print one JSON object."""

import argparse
import ctypes
import gc
import json
import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.engines.corpus import Corpus, asked, queries
from benchmarks.engines.subjects import SUBJECTS, Subject
from benchmarks.engines.synthetic import Synthetic
from bot.index.protocol import AnalyzedArticle
from tests.processes import list_family

QUERIES = 1000
_ROUNDS = 3
_SECONDS = 20.0  # of searching; a slow engine is asked fewer questions
_ADDED = 3
_LONG = 2.0
_FEW = 3  # the first may wait for what a long build left to be done


def build(subject: Subject, corpus: Corpus) -> dict[str, float]:
    """Build, and count the time without that of reading the analysed passages."""
    reading = _Stopwatch(corpus.articles())
    began = time.perf_counter()
    subject.build(reading)
    return {
        "build": time.perf_counter() - began - reading.seconds,
        "passages": reading.passages,
        "articles": reading.articles,
    }


def serve(subject: Subject, questions: Path, corpus: Corpus, baseline: float) -> dict[str, object]:
    """Ask on one core, then add articles."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asking = queries(questions, QUERIES)
    days = [day for _, day in asked(questions)]
    measured: dict[str, object] = {"queries": 0}
    times = _ask(subject.search, asking, None)
    measured |= {"queries": len(times), "p50": _at(times, 0.5), "p99": _at(times, 0.99)}
    _trim()
    resident, private = memory()
    measured |= {"memory": resident - baseline, "process": resident, "private": private}
    if subject.dated:
        times = _ask(subject.search, asking, days)
        measured |= {"dated_p50": _at(times, 0.5), "dated_p99": _at(times, 0.99)}
    if subject.whole:
        times = _ask(subject.read, asking, None)
        measured |= {"read_p50": _at(times, 0.5), "read_p99": _at(times, 0.99)}
    seconds = _add(subject, next(corpus.articles()))
    return measured | {"add": statistics.median(seconds) if seconds else None}


def memory() -> tuple[float, float]:
    """Return MB in memory of this process and its children: all, and without mapped files."""
    sizes = [_sizes(pid) for pid in list_family(os.getpid())]
    return sum(size[0] for size in sizes), sum(size[1] for size in sizes)


def size_on_disk(folder: Path) -> float:
    """Return MB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


class _Stopwatch:
    """Articles, and the seconds that it took to read them."""

    def __init__(self, articles: Iterator[AnalyzedArticle]) -> None:
        self._remaining = articles
        self.seconds = 0.0
        self.articles = self.passages = 0

    def __iter__(self) -> Iterator[AnalyzedArticle]:
        while True:
            began = time.perf_counter()
            analyzed = next(self._remaining, None)
            self.seconds += time.perf_counter() - began
            if analyzed is None:
                return
            self.articles += 1
            self.passages += len(analyzed.passages)
            yield analyzed


def _ask(
    search: Callable[[tuple[str, ...], date | None], object],
    asking: Sequence[tuple[str, ...]],
    days: Sequence[date] | None,
) -> list[float]:
    """Return the median time of each query in milliseconds, after one round that warms up."""
    end = time.monotonic() + _SECONDS
    rounds: list[list[float]] = []
    while len(rounds) <= _ROUNDS and (len(rounds) < 2 or time.monotonic() < end):
        times = []
        until = time.monotonic() + _SECONDS / 2
        for number, terms in enumerate(asking):
            began = time.perf_counter()
            search(terms, days[number] if days else None)
            times.append((time.perf_counter() - began) * 1000)
            if time.monotonic() > until:
                break
        rounds.append(times)
        asking = asking[: len(times)]
    return [statistics.median(times) for times in zip(*rounds[1:], strict=False)]


def _add(subject: Subject, like: AnalyzedArticle) -> list[float]:
    """Return the seconds from one more article, each time another, to its being searchable."""
    seconds = []
    for number in range(_ADDED):
        article = replace(like.article, id=f"added {number}")
        passages = tuple(replace(passage, article=article) for passage in like.passages)
        began = time.perf_counter()
        if not subject.add(AnalyzedArticle(article, passages, like.terms, like.annotations)):
            return []
        seconds.append(time.perf_counter() - began)
        if min(seconds) > _LONG and len(seconds) == _FEW:
            break  # it indexes everything anew, each time alike
    return seconds


def _at(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _trim() -> None:
    """Give freed memory back, so that what is counted is what is held."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def _sizes(pid: int) -> tuple[float, float]:
    status = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    sizes = dict(line.split(":", 1) for line in status)
    resident, private = (int(sizes[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "RssAnon"))
    return resident, private


def main() -> None:
    """Build, or serve what was built, or both in turn where nothing is kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=SUBJECTS)
    parser.add_argument("step", choices=["build", "serve"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--passages", type=int)
    parser.add_argument("--synthetic", action="store_true")
    given = parser.parse_args()
    corpus = (Synthetic if given.synthetic else Corpus)(given.corpus, given.passages)
    if given.step == "build" and given.folder.exists():
        shutil.rmtree(given.folder)
    subject = SUBJECTS[given.name](given.folder)
    measured: dict[str, object] = {"kept": subject.kept}
    _trim()
    baseline, _ = _sizes(os.getpid())  # without a cluster's nodes
    try:
        if given.step == "build":
            measured |= build(subject, corpus)
        else:
            first = queries(given.questions, 1)[0]
            began = time.perf_counter()
            subject.open()
            subject.search(first, None)
            measured["open"] = time.perf_counter() - began
        if given.step == "serve" or not subject.kept:
            measured |= serve(subject, given.questions, corpus, baseline)
    finally:
        subject.close()
    measured["disk"] = size_on_disk(given.folder) if given.folder.exists() else None
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
