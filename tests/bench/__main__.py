"""Print the table of engines and peers: ``make bench``, or ``python -m tests.bench``."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.bench.corpus import analyzed_corpus
from tests.bench.subjects import SUBJECTS
from tests.benchmark import VARIABLE, benchmark_folder
from tests.opensearch.java import MissingToolError, find_jars, find_java

Measured = dict[str, float | None]

COLUMNS: Mapping[str, tuple[str, str]] = {
    "build": ("Build, s", ".1f"),
    "memory": ("Memory over baseline, MB", ",.0f"),
    "private": ("Process without mapped files, MB", ",.0f"),
    "disk": ("Disk, MB", ",.0f"),
    "p50": ("p50, ms", ".2f"),
    "p99": ("p99, ms", ".2f"),
    "dated_p50": ("p50 with a date, ms", ".2f"),
    "dated_p99": ("p99 with a date, ms", ".2f"),
    "add": ("Add an article, s", ".3f"),
    "open": ("Open, s", ".3f"),
    "queries": ("Queries", ",.0f"),
}


def measure(
    name: str, scratch: Path, corpus: Path, questions: Path, most: int | None = None
) -> Measured:
    """Measure a subject in processes of its own, and keep what came of it in a file."""
    folder = scratch / "subjects" / "".join(filter(str.isalnum, name))
    measured = _step(name, "build", folder, corpus, questions, most)
    if measured["kept"]:
        built = measured["build"], measured["disk"]
        measured |= _step(name, "serve", folder, corpus, questions, most)
        measured["build"], measured["disk"] = built
    record = {"name": name, "load": os.getloadavg()[0], "at": time.time(), **measured}
    with (scratch / "measured.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
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


def _step(
    name: str, step: str, folder: Path, corpus: Path, questions: Path, most: int | None
) -> Measured:
    command = [sys.executable, "-m", "tests.bench.measure", name, step]
    command += [str(folder), str(corpus), str(questions)]
    if most is not None:
        command += ["--most", str(most)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    measured: Measured = json.loads(done.stdout.splitlines()[-1])
    return measured


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


def main() -> None:
    """Measure every subject, one after the other, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--scratch", type=Path, required=True, help="a folder for files of it")
    parser.add_argument("--passages", type=int, help="measure with the first so many only")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="may be repeated")
    given = parser.parse_args()
    folder = benchmark_folder()
    if folder is None:
        parser.error(f"the articles are not here: set {VARIABLE} to their folder")
    given.scratch.mkdir(parents=True, exist_ok=True)
    corpus = analyzed_corpus(folder / "articles.jsonl.gz", given.scratch)
    rows: dict[str, Measured | str] = {}
    for name in given.only or SUBJECTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows[name] = _missing(name) or measure(
            name, given.scratch, corpus, folder / "questions.jsonl", given.passages
        )
    sizes = next((row for row in rows.values() if not isinstance(row, str)), {})
    passages, articles = sizes.get("passages") or 0, sizes.get("articles") or 0
    print(f"{passages:,.0f} passages of {articles:,.0f} articles\n\n{table(rows)}")


if __name__ == "__main__":
    main()
