"""Compare sentence splitters on the labels and on real articles; print a Markdown table.

The peers are not dependencies; docs/sentences.md has the command that installs them.
"""

import gzip
import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

import bot
from tests.benchmark import benchmark_folder
from tests.language.labels import HELD_OUT, TUNING, Paragraph, Splitter, read_labels, score
from tests.language.splitters import PEERS, ChangedTextError, Peer

SAMPLE_BYTES = 4_000_000
RUNS = 3
ARTICLES_PROBED = 40
SECONDS_A_RUN = 2.0


def articles() -> list[str]:
    """Return texts to time on: articles of the benchmark, or else the labelled paragraphs."""
    folder = benchmark_folder()
    if folder is None:
        texts = [paragraph.text for path in (TUNING, HELD_OUT) for paragraph in read_labels(path)]
        return texts * (SAMPLE_BYTES // sum(_size(text) for text in texts))
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(0).shuffle(texts)
    sizes = itertools.accumulate(_size(text) for text in texts)
    return [text for text, size in zip(texts, sizes, strict=True) if size <= SAMPLE_BYTES]


def megabytes_a_second(split: Splitter, texts: list[str]) -> float:
    """Return the median of some runs, each over as many texts as its time allows."""
    return statistics.median(_run(split, texts) for _ in range(RUNS))


def _run(split: Splitter, texts: list[str]) -> float:
    done = 0
    began = time.perf_counter()
    for text in texts:
        split(text)
        done += _size(text)
        if time.perf_counter() - began > SECONDS_A_RUN:
            break
    return done / 1e6 / (time.perf_counter() - began)


def is_exact(split: Splitter, texts: Iterable[str]) -> bool:
    """Tell whether spans follow each other and leave out nothing that is visible."""
    try:
        return all(_covers(split(text), text) for text in texts)
    except ChangedTextError:
        return False


def _covers(spans: list[tuple[int, int]], text: str) -> bool:
    edges = [0, *itertools.chain.from_iterable(spans), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return edges == sorted(edges) and not any(_is_visible(text[start:end]) for start, end in gaps)


def _is_visible(text: str) -> bool:
    return any(character.isprintable() and not character.isspace() for character in text)


def _size(text: str) -> int:
    return len(text.encode())


def row(peer: Peer, tuning: list[Paragraph], held_out: list[Paragraph], texts: list[str]) -> str:
    """Return a splitter's row of the table."""
    split = peer.load()
    parts = score(split, tuning), score(split, held_out)
    both = parts[0] + parts[1]
    probes = [paragraph.text for paragraph in tuning + held_out] + texts[:ARTICLES_PROBED]
    exact = "no" if not is_exact(split, probes) else "yes" if peer.tells_offsets else "mended"
    cells = [
        peer.name,
        version(peer.distribution) if peer.distribution else bot.__version__,
        f"{both.precision:.1%}",
        f"{both.recall:.1%}",
        *(f"{part.accuracy:.1%}" for part in (both, *parts)),
        f"{megabytes_a_second(split, texts):.2f}",
        exact,
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, a row as soon as a splitter is measured."""
    tuning, held_out = read_labels(TUNING), read_labels(HELD_OUT)
    texts = articles()
    print(
        f"{_labelled(tuning)} boundaries for tuning, {_labelled(held_out)} held out;"
        f" timed on {len(texts)} texts of {sum(map(_size, texts)) / 1e6:.1f} MB\n"
    )
    print(
        "| Splitter | Version | Precision | Recall | Correct | Tuning | Held out | MB/s | Offsets |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|---|")
    for peer in PEERS:
        try:
            print(row(peer, tuning, held_out, texts), flush=True)
        except (ImportError, PackageNotFoundError):
            print(f"{peer.name} is not installed: run `make splitters`", file=sys.stderr)


def _labelled(paragraphs: list[Paragraph]) -> int:
    return sum(len(paragraph.boundaries) for paragraph in paragraphs)


if __name__ == "__main__":
    main()
