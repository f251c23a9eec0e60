"""Notes: what is known of the sentences of a passage, taken once and kept beside it.

To read and analyse fifty passages costs more than to find them, so an index keeps their notes,
some bytes a passage, which it passes on as they were given. They are numbers, terms and names
by their hashes: so the notes of all passages are read, and counted, at once.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.language.analyzer import Analyzer
from bot.language.hashing import SIZE, hash_term, pack_hashes
from bot.language.mention_parts import Part, split_parts
from bot.language.mentions import Kind, find_mentions

KINDS = tuple(Kind)
"""The kinds of mentions, by the number that notes give them."""

_NUMBERS = {str(kind): number for number, kind in enumerate(KINDS)}

Numbers = npt.NDArray[np.intp]

_OPENING = r"[\"“‘'(\[]*"
_LEANS_ON_BEFORE = re.compile(rf"{_OPENING}(?:He|She|It|They|This|That)(?:['’]\w+)?\b")
_OPENS_WITH_PRONOUN = re.compile(
    rf"{_OPENING}(?:He|She|It|They|This|That|His|Her|Its|Their|These|Those|But|And)\b"
)

# A passage's notes are a head, which says how long the sections behind it are, and those.
_HEAD = 7
_OF_SENTENCE = 5
_LEANS, _PRONOUN, _QUESTION = 1, 2, 4
_OF_KIND = 8
_WORDS_BITS, _LETTERS_BITS = 4, 12
_MOST_CACHED = 100_000
_MOST_LANGUAGES = 8


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is known of the sentences of some passages, one behind the other.

    By passage: its number in the article, how many terms the article's title has (``titles``),
    which are the ``title_terms``, and how many sentences it has (``sizes``). By sentence: how
    many ``terms`` and mentions it has (``lengths`` and ``counts``), in order; its length in
    ``letters``; how many quotation marks open; whether it ``leans`` on the one before, opens
    with a pronoun or is a question. By mention: its kind, a number of ``KINDS``, and how many
    ``parts`` it has, the first of them the whole. By part: how many ``part_terms``, words and
    letters it has. Terms and parts are hashes, those of parts of their kind and words.
    """

    numbers: Numbers
    titles: Numbers
    title_terms: Numbers
    sizes: Numbers
    lengths: Numbers
    counts: Numbers
    letters: Numbers
    quotes: Numbers
    leans: Numbers
    pronoun: Numbers
    question: Numbers
    terms: Numbers
    kinds: Numbers
    part_counts: Numbers
    parts: Numbers
    part_lengths: Numbers
    part_words: Numbers
    part_letters: Numbers
    part_terms: Numbers


def leans_on_before(text: str, start: int = 0) -> bool:
    """Tell whether the sentence that starts there opens with a bare pronoun."""
    return bool(_LEANS_ON_BEFORE.match(text, start))


def encode_annotations(
    number: int,
    title: bytes,
    sentences: Sequence[str],
    pieces: Sequence[Sequence[str]],
    terms: Sequence[bytes],
    analyzer: Analyzer,
    language: str = "",
) -> bytes:
    """Return the notes on a passage of an article whose title has the terms ``title``.

    Of its sentences these are what stands between their white space, and the terms. Terms are
    packed hashes.
    """
    of_sentences: list[int] = []
    found: list[_Noted] = []
    known = _known(analyzer, language)
    named_in = find_mentions(sentences, pieces)
    for text, of, named in zip(sentences, terms, named_in, strict=True):
        of_sentences += (len(of) // SIZE, len(named), *_looks(text))
        found += map(known.__getitem__, named)
    marks, parts, part_marks, part_terms = zip(*found, strict=True) if found else ((),) * 4
    told, of_parts, of_terms = b"".join(terms), b"".join(parts), b"".join(part_terms)
    head = [
        number, len(title) // SIZE, len(sentences), len(told) // SIZE, len(marks),
        len(of_parts) // SIZE, len(of_terms) // SIZE,
    ]  # fmt: skip
    return b"".join(
        (
            _numbers(head), title, _numbers(of_sentences), told, _numbers(marks),
            of_parts, *part_marks, of_terms,
        )
    )  # fmt: skip


def decode_annotations(passages: Sequence[bytes]) -> Annotations:
    """Return what ``take_notes`` noted on some passages."""
    told = np.frombuffer(b"".join(passages), np.uint32).astype(np.intp)
    lengths = np.array(list(map(len, passages)), np.intp) // SIZE
    heads = told[(np.cumsum(lengths) - lengths)[:, None] + np.arange(_HEAD)]
    number, title, sentence, term, mention, part, part_term = heads.T
    sections = np.column_stack(
        [np.full_like(number, _HEAD), title, sentence * _OF_SENTENCE, term, mention, part, part,
         part_term]
    )  # fmt: skip
    count = sections.shape[1]
    section = np.repeat(np.tile(np.arange(count, dtype=np.int8), len(passages)), sections.ravel())
    _, titles, of_sentences, terms, kinds, parts, marks, part_terms = (
        told[section == place] for place in range(count)
    )
    length, mentions_of, letters, quotes, looks = of_sentences.reshape(-1, _OF_SENTENCE).T
    return Annotations(
        numbers=number, titles=title, title_terms=titles, sizes=sentence,
        lengths=length, counts=mentions_of, letters=letters, quotes=quotes,
        leans=looks & _LEANS, pronoun=(looks & _PRONOUN) > 0, question=(looks & _QUESTION) > 0,
        terms=terms,
        kinds=kinds % _OF_KIND, part_counts=kinds // _OF_KIND,
        parts=parts, part_lengths=marks >> (_WORDS_BITS + _LETTERS_BITS),
        part_words=marks & (2**_WORDS_BITS - 1),
        part_letters=(marks >> _WORDS_BITS) & (2**_LETTERS_BITS - 1),
        part_terms=part_terms,
    )  # fmt: skip


_Noted = tuple[int, bytes, bytes, bytes]


class _Known(dict[str, _Noted]):
    """What is noted of mentions in a language: of a mention its kind and the number of its
    parts, and of these their hashes, their sizes and the hashes of their terms."""

    def __init__(self, analyzer: Analyzer, language: str) -> None:
        self._analyzer = analyzer
        self._language = language

    def __missing__(self, mention: str) -> _Noted:
        if len(self) >= _MOST_CACHED:
            self.clear()
        noted = self[mention] = _noted(split_parts(mention, self._analyzer, self._language))
        return noted


@lru_cache(_MOST_LANGUAGES)
def _known(analyzer: Analyzer, language: str) -> _Known:
    return _Known(analyzer, language)


def _noted(parts: Sequence[Part]) -> _Noted:
    kind = parts[0][0][0]
    marks = [
        (len(terms) << _LETTERS_BITS | len(key) - 1) << _WORDS_BITS | words
        for key, words, terms in parts
    ]
    return (
        len(parts) * _OF_KIND + _NUMBERS[kind],
        _numbers([hash_term(key) for key, _, _ in parts]),
        _numbers(marks),
        pack_hashes([term for _, _, terms in parts for term in terms]),
    )


def _looks(sentence: str) -> tuple[int, int, int]:
    quotes = sentence.count('"') + sentence.count("“")
    looks = _QUESTION if sentence.endswith("?") else 0
    if _OPENS_WITH_PRONOUN.match(sentence):
        looks |= _PRONOUN | (_LEANS if leans_on_before(sentence) else 0)
    return len(sentence), quotes, looks


def _numbers(numbers: Sequence[int]) -> bytes:
    return array("I", numbers).tobytes()
