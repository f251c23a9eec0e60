"""Print the table of engines and peers: ``make bench``, or ``python -m benchmarks.engines``."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.engines.answering import STAGES
from benchmarks.engines.corpus import analyzed_corpus
from benchmarks.engines.growth import draw, read_measured
from benchmarks.engines.restarting import ROUNDS
from benchmarks.engines.subjects import SUBJECTS
from tests.benchmark import VARIABLE, benchmark_folder
from tests.index.opensearch.java import MissingToolError, find_jars, find_java
from tests.paths import DOCS

Measured = Mapping[str, float | None]

ENGINE = "dateline, disk"
GROWTH = DOCS / "scaling.jsonl"
"""What was measured of ``ENGINE`` so far, a line a size; its drawing lies beside it."""

COLUMNS: Mapping[str, tuple[str, str]] = {
    "build": ("Build, s", ".1f"),
    "memory": ("Memory over baseline, MB", ",.0f"),
    "private": ("Process without mapped files, MB", ",.0f"),
    "disk": ("Disk, MB", ",.0f"),
    "p50": ("p50, ms", ".2f"),
    "p99": ("p99, ms", ".2f"),
    "dated_p50": ("p50 with a date, ms", ".2f"),
    "dated_p99": ("p99 with a date, ms", ".2f"),
    "read_p50": ("p50 with the passages read, ms", ".2f"),
    "read_p99": ("p99 with the passages read, ms", ".2f"),
    "add": ("Add an article, s", ".3f"),
    "open": ("Open, s", ".3f"),
    "queries": ("Queries", ",.0f"),
}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the passages and questions are, and where files go."""

    scratch: Path
    articles: Path
    corpus: Path
    questions: Path

    def measure(self, name: str, *options: str) -> Measured:
        """Measure a subject in processes of its own, and keep what came of it in a file."""
        measured = self._step(name, "build", options)
        if measured["kept"]:
            served = self._step(name, "serve", options)
            measured = {**served, **measured}
        record = {"name": name, "load": os.getloadavg()[0], "at": time.time(), **measured}
        with (self.scratch / "measured.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        return measured

    def answering(self) -> str:
        """Return a Markdown table of an answer's stages, on the disk engine's files."""
        folder = self._folder(ENGINE)
        measured = _run("benchmarks.engines.answering", str(folder), str(self.questions))
        rows = [_line([stage, *(f"{ms:.2f}" for ms in measured[stage])]) for stage in STAGES]
        head = [_line(["Stage of an answer", "p50, ms", "p99, ms"]), _line(["---", "--:", "--:"])]
        memory = f"{measured['process']:,.0f} MB, of which {measured['private']:,.0f} MB private"
        return "\n".join([*head, *rows]) + f"\n\nMemory afterwards: {memory}."

    def restarting(self) -> str:
        """Return how long the bot takes from its start to an answer, on an index of its own."""
        folder = self.scratch / "restarting"
        measured = _run(
            "benchmarks.engines.restarting", *map(str, (folder, self.articles, self.questions))
        )
        return (
            f"From the start of `dateline run` to its polling: {measured['polling']:.2f} s; to the"
            f" arrival of its first answer: {measured['answered']:.2f} s (slowest of"
            f" {ROUNDS}: {measured['slowest']:.2f} s)."
        )

    def _folder(self, name: str) -> Path:
        return self.scratch / "subjects" / "".join(filter(str.isalnum, name))

    def _step(self, name: str, step: str, options: Iterable[str]) -> Measured:
        folder = self._folder(name)
        places = map(str, (folder, self.corpus, self.questions))
        return _run("benchmarks.engines.measure", name, step, *places, *options)


def _run(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module in a process of its own, and return what it prints last."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def table(rows: Mapping[str, Measured | str]) -> str:
    """Return a Markdown table; a row that is text says why there are no numbers."""
    head = [title for title, _ in COLUMNS.values()]
    lines = [_line(["Engine", *head]), _line(["---", *("--:" for _ in head)])]
    for name, measured in rows.items():
        if isinstance(measured, str):
            lines.append(_line([name, measured, *[""] * (len(head) - 1)]))
        else:
            cells = (_cell(measured.get(key), form) for key, (_, form) in COLUMNS.items())
            lines.append(_line([name, *cells]))
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _missing(name: str) -> str:
    """Return why a subject cannot be measured here, empty where it can."""
    if "opensearch" in name:
        try:
            find_jars(find_java())
        except MissingToolError as missing:
            return str(missing)
    return ""


def _compare(bench: Bench, names: Iterable[str], options: Sequence[str]) -> str:
    rows: dict[str, Measured | str] = {}
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows[name] = _missing(name) or bench.measure(name, *options)
    sizes = next((row for row in rows.values() if not isinstance(row, str)), {})
    passages, articles = sizes.get("passages") or 0, sizes.get("articles") or 0
    return f"{passages:,.0f} passages of {articles:,.0f} articles\n\n{table(rows)}"


def _grow(bench: Bench, passages: Iterable[int]) -> str:
    """Measure the disk engine at some sizes, and draw what was measured at all of them so far."""
    with GROWTH.open("a", encoding="utf-8") as file:
        for number in passages:
            measured = bench.measure(ENGINE, "--synthetic", "--passages", str(number))
            file.write(json.dumps(measured) + "\n")
            file.flush()
    rows = read_measured(GROWTH)
    draw(rows, GROWTH.with_suffix(".png"))
    return table({f"{row['passages']:,.0f} passages": row for row in rows})


def main() -> None:
    """Measure every subject, one after the other, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines")
    parser.add_argument("--scratch", type=Path, required=True, help="a folder for files of it")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="may be repeated")
    parser.add_argument("--passages", help="measure with the first so many only")
    parser.add_argument(
        "--synthetic", type=int, action="append", metavar="N",
        help="measure the disk engine with N made-up passages instead; may be repeated",
    )  # fmt: skip
    given = parser.parse_args()
    folder = benchmark_folder()
    if folder is None:
        parser.error(f"the articles are not here: set {VARIABLE} to their folder")
    given.scratch.mkdir(parents=True, exist_ok=True)
    articles = folder / "articles.jsonl.gz"
    corpus = analyzed_corpus(articles, given.scratch)
    bench = Bench(given.scratch.resolve(), articles, corpus, folder / "questions.jsonl")
    if given.synthetic:
        print(_grow(bench, given.synthetic))
    else:
        options = ["--passages", given.passages] if given.passages else []
        print(_compare(bench, given.only or SUBJECTS, options))
        if not given.only:
            print(f"\n{bench.answering()}")
        if not given.only and not given.passages:
            print(f"\n{bench.restarting()}")


if __name__ == "__main__":
    main()
