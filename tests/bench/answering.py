"""From question to quotes: how long an answer from the disk engine takes, and where."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.answers.answerer import Answerer
from bot.index.disk import DiskIndex
from bot.index.fingerprint import fingerprint
from bot.language.analyzer import Analyzer
from tests.bench.corpus import asked
from tests.bench.measure import QUERIES, memory

STAGES = {
    "search": ("search",),
    "frequencies": ("document_frequencies",),
    "context": ("passages", "article", "holdings"),
    "analysis": ("terms",),
}
"""What is timed from outside, by the methods that are called; the rest ranks and quotes."""


class Timed:
    """Stands for an object, and counts the time of its methods."""

    def __init__(self, original: object, seconds: dict[str, float]) -> None:
        self._original = original
        self._seconds = seconds

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._original, name)
        stage = next((stage for stage, names in STAGES.items() if name in names), None)
        timed = self._timed(found, stage) if stage else found
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
    seconds = dict.fromkeys(STAGES, 0.0)
    index: Any = Timed(DiskIndex(folder, fingerprint()), seconds)
    analyzer: Any = Timed(Analyzer(), seconds)
    plain = Answerer(DiskIndex(folder, fingerprint()), Analyzer())
    timed = Answerer(index, analyzer)
    rows = asked(questions)[:QUERIES]
    whole = list(_answer(plain, rows[:100])) and list(_answer(plain, rows))
    stages: dict[str, list[float]] = {stage: [] for stage in (*STAGES, "rest")}
    for row in rows:
        seconds.update(dict.fromkeys(seconds, 0.0))
        (total,) = _answer(timed, [row])
        for stage in STAGES:
            stages[stage].append(seconds[stage] * 1000)
        stages["rest"].append(total - sum(seconds.values()) * 1000)
    return {"whole": whole, **stages}


def _answer(answerer: Answerer, rows: list[Any]) -> Iterator[float]:
    for question, day in rows:
        began = time.perf_counter()
        answerer.answer(question, day)
        yield (time.perf_counter() - began) * 1000


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
