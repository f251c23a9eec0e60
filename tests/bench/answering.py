"""From question to quotes: how long an answer from the disk engine takes, and where."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.answers.answerer import Answerer
from bot.index.disk import DiskIndex
from bot.index.fingerprint import fingerprint
from bot.language.analyzer import Analyzer
from tests.bench.corpus import asked
from tests.bench.measure import QUERIES, memory

_METHODS = {
    "search": "search",
    "document_frequencies": "document frequencies",
    "passages": "passages around a hit",
    "holdings": "holdings",
    "terms": "analysis of question and hits",
}
_REST = "ranking and quoting"
WHOLE = "from question to quotes"
PROCESSOR = "the same, processor time"

STAGES = (*_METHODS.values(), _REST, WHOLE, PROCESSOR)
"""What is timed from outside, by the methods that are called, and what remains of the whole.

The processor's time says what a busy machine hides: both are equal on one that is idle.
"""


class Timed:
    """Stands for an object, and counts the time of its methods."""

    def __init__(self, original: object, seconds: dict[str, float]) -> None:
        self._original = original
        self._seconds = seconds

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._original, name)
        if name not in _METHODS:
            return found
        timed = self._timed(found, _METHODS[name])
        setattr(self, name, timed)
        return timed

    def _timed(self, method: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def call(*args: object, **options: object) -> Any:
            began = time.perf_counter()
            try:
                return method(*args, **options)
            finally:
                self._seconds[stage] += time.perf_counter() - began

        return call


def measure(folder: Path, questions: Path) -> dict[str, list[float]]:
    """Return for each stage, and for the whole, the milliseconds of each question."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = asked(questions)
    seconds = dict.fromkeys(_METHODS.values(), 0.0)
    index: Any = Timed(DiskIndex(folder, fingerprint()), seconds)
    analyzer: Any = Timed(Analyzer(), seconds)
    answerer = Answerer(index, analyzer)
    for row in rows[QUERIES : 2 * QUERIES]:
        answerer.answer(*row)  # a bot that has been asked, but never any of these
    stages: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for row in rows[:QUERIES]:
        seconds.update(dict.fromkeys(seconds, 0.0))
        began, worked = time.perf_counter(), time.thread_time()
        answerer.answer(*row)
        whole = time.perf_counter() - began
        spent = {PROCESSOR: time.thread_time() - worked, WHOLE: whole, **seconds}
        spent[_REST] = whole - sum(seconds.values())
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
