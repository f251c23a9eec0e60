"""Print how well the rules for boilerplate and headings do on the labelled lines.

``python -m benchmarks.boilerplate`` prints the tables of docs/segmentation.md;
``--errors tuning`` adds where in the benchmark's articles the rules and the labels differ.
"""

import argparse
from collections import Counter
from collections.abc import Iterator

from tests.articles.passages.labels import (
    BOILERPLATE,
    Labelled,
    read_labelled,
    score,
    score_boilerplate,
)
from tests.benchmark import benchmark_folder


def table(lines: list[Labelled]) -> Iterator[str]:
    """Yield the lines of the report."""
    groups = {
        "tuning": [line for line in lines if line.part == "tuning"],
        "held out": [line for line in lines if line.part == "heldout"],
        "random lines": [line for line in lines if line.sample == "random"],
    }
    yield "                                             left out            boilerplate"
    yield "lines          number  prose lost    precision  recall    precision  recall"
    for name, group in groups.items():
        out, marked = score(group), score_boilerplate(group)
        lost = out.left_out - out.rightly
        yield (
            f"{name:14}{len(group):7}{lost:12}{out.precision:13.3f}{out.recall:8.3f}"
            f"{marked.precision:13.3f}{marked.recall:8.3f}"
        )
    yield ""
    yield "class        number  marked  left out  quoted"
    for label, number in Counter(line.label for line in lines).most_common():
        group = [line for line in lines if line.label == label]
        marked_lines = sum(line.kind is not None for line in group)
        quoted = sum(line.quoted for line in group)
        yield f"{label:12}{number:7}{marked_lines:8}{number - quoted:10}{quoted:8}"


def _errors(lines: list[Labelled], part: str) -> Iterator[str]:
    for line in lines:
        wrong = line.quoted != (line.label == "prose") and line.label != "item"
        if line.part == part and (wrong or bool(line.kind) != (line.label in BOILERPLATE)):
            state = f"{line.label}, marked {line.kind}, {'quoted' if line.quoted else 'left out'}"
            yield f"{line.article} {line.offset} {state}: {line.text[:120]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", choices=("tuning",), help="show where rules and labels differ")
    arguments = parser.parse_args()
    folder = benchmark_folder()
    if folder is None:
        parser.error("the benchmark's articles are not here: see tests/benchmark.py")
    lines = list(read_labelled(folder))
    print("\n".join(table(lines)))
    if arguments.errors:
        print("\n".join(["", *_errors(lines, arguments.errors)]))


if __name__ == "__main__":
    main()
