"""From question to quotes: how long an answer from the disk engine takes, and where."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.engines.corpus import asked
from benchmarks.engines.measure import QUERIES, memory
from bot.answers import answerer, tracer
from bot.answers.selection import selector
from bot.index.disk.index import DiskIndex
from bot.index.fingerprint import compute_fingerprint
from bot.language.analyzer import Analyzer
from bot.system.memory.garbage import collect_garbage_rarely

_METHODS = {
    "search": "search",
    "document_frequencies": "document frequencies",
    "passages": "passages around a hit",
    "stats": "index statistics",
    "terms": "analysis of question and hits",
}
_STEPS = {
    (answerer, "read_request_by_language"): "kind of the question",
    (tracer, "find_readings"): "spelling",
    (tracer, "parse_query_by_language"): "words and alternatives",
    (tracer, "pool_sentences"): "reading the hits",
    (selector, "select_candidates"): "candidates for the answer",
    (selector, "collect_quotables"): "features of sentences",
    (selector, "gather_openings"): "windows that may be read first",
    (selector, "choose_sentences"): "choosing the quotes",
    (answerer, "make_quotes"): "reading the quotes",
}
"""Functions that make an answer, timed with what of the index they call left out."""

_REST = "ranking and everything else"
WHOLE = "from question to quotes"
PROCESSOR = "the same, processor time"

STAGES = (*_METHODS.values(), *_STEPS.values(), _REST, WHOLE, PROCESSOR)
"""What is timed from outside, by the methods that are called, and what remains of the whole.

The processor's time says what a busy machine hides: both are equal on one that is idle.
"""


class Stopwatch:
    """Counts the seconds of each stage, without those of another stage within it."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys([*_METHODS.values(), *_STEPS.values()], 0.0)
        self._within = [0.0]

    def timed(self, called: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """Return a function that is timed."""

        def call(*args: object, **options: object) -> Any:
            began = time.perf_counter()
            self._within.append(0.0)
            try:
                return called(*args, **options)
            finally:
                whole = time.perf_counter() - began
                self.seconds[stage] += whole - self._within.pop()
                self._within[-1] += whole

        return call

    def reset(self) -> None:
        """Begin with the next question."""
        self.seconds.update(dict.fromkeys(self.seconds, 0.0))


class Timed:
    """Stands for an object, and counts the time of its methods."""

    def __init__(self, original: object, stopwatch: Stopwatch) -> None:
        self._original = original
        self._stopwatch = stopwatch

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._original, name)
        if name not in _METHODS:
            return found
        timed = self._stopwatch.timed(found, _METHODS[name])
        setattr(self, name, timed)
        return timed

    def __hash__(self) -> int:
        return id(self)


class TimedIndex:
    """An index of which every read is timed."""

    def __init__(self, index: DiskIndex, stopwatch: Stopwatch) -> None:
        self._index = index
        self._stopwatch = stopwatch

    def snapshot(self) -> Any:
        """Return the last commit, timed."""
        return Timed(self._index.snapshot(), self._stopwatch)


def measure(folder: Path, questions: Path) -> dict[str, list[float]]:
    """Return for each stage, and for the whole, the milliseconds of each question."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = asked(questions)
    watch = Stopwatch()
    index = TimedIndex(DiskIndex(folder, compute_fingerprint()), watch)
    analyzer: Any = Timed(Analyzer(), watch)
    for (module, name), stage in _STEPS.items():
        setattr(module, name, watch.timed(getattr(module, name), stage))
    ready = answerer.Answerer(index, analyzer)
    collect_garbage_rarely()
    for row in rows[QUERIES : 2 * QUERIES]:
        ready.answer(*row)  # a bot that has been asked, but never any of these
    stages: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for row in rows[:QUERIES]:
        watch.reset()
        began, worked = time.perf_counter(), time.thread_time()
        ready.answer(*row)
        whole = time.perf_counter() - began
        spent = {PROCESSOR: time.thread_time() - worked, WHOLE: whole, **watch.seconds}
        spent[_REST] = whole - sum(watch.seconds.values())
        for stage in STAGES:
            stages[stage].append(spent[stage] * 1000)
    return stages


def main() -> None:
    """Print one JSON object: p50 and p99 of each stage, in milliseconds."""
    times = measure(Path(sys.argv[1]), Path(sys.argv[2]))
    resident, private = memory()
    found: dict[str, object] = {"process": resident, "private": private}
    for stage, values in times.items():
        ordered = sorted(values)
        found[stage] = [ordered[int(len(ordered) * share)] for share in (0.5, 0.99)]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
