"""Annotations: what an index stores on the sentences of each passage, as numbers.

Reading and analysing fifty passages takes longer than finding them, so an index stores their
annotations when it is built, some bytes a passage, and returns them with a hit. They are counts,
flags and 32-bit hashes, so that those of many passages are decoded, and counted, at once.
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
from bot.language.languages.language import Language
from bot.language.languages.lookup import find_language
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.parts import Part, split_parts
from bot.language.mentions.passage_mentions import find_mentions

KINDS = tuple(Kind)
"""The kinds of mentions, in the order of the numbers in ``Annotations.kinds``."""

_KIND_NUMBERS = {str(kind): number for number, kind in enumerate(KINDS)}

IntArray = npt.NDArray[np.intp]
BoolArray = npt.NDArray[np.bool_]

_OPENING = r"[\"“‘'(\[]*"
_BARE_PRONOUN = re.compile(rf"{_OPENING}(?:He|She|It|They|This|That)(?:['’]\w+)?\b")
_PRONOUN_OR_CONJUNCTION = re.compile(
    rf"{_OPENING}(?:He|She|It|They|This|That|His|Her|Its|Their|These|Those|But|And)\b"
)

# The annotations of a passage are a head, which gives the lengths of the sections after it, and
# those sections, all of them 32-bit numbers.
_HEAD = 7
_NUMBERS_PER_SENTENCE = 5
_LEANS, _PRONOUN, _QUESTION = 1, 2, 4
_KIND_FACTOR = 8
_WORDS_BITS, _LETTERS_BITS = 4, 12
_MAX_CACHED_MENTIONS = 100_000
_MAX_CACHED_LANGUAGES = 8


@dataclass(frozen=True, slots=True)
class Annotations:
    """The annotations of some passages, back to back.

    Every array has one dimension. Hashes are those of ``hash_term``, as ``intp``; counts say how
    many elements of a longer array belong to each element, in order.

    By passage:
        numbers: the passage's number in its article.
        titles: count of its article's ``title_terms``.
        sizes: count of its sentences.
        title_terms (by term of a title): hash.
    By sentence:
        lengths: count of its ``terms``.
        counts: count of its mentions.
        letters: length in characters.
        quotes: number of quotation marks that open.
        leans: not 0 where it opens with a bare pronoun, so needs the sentence before it.
        pronoun: bool, whether it opens with a pronoun, But or And.
        question: bool, whether it ends with a question mark.
        terms (by term of a sentence): hash.
    By mention:
        kinds: an index into ``KINDS``.
        part_counts: count of its parts, the first of which is the whole mention.
    By part of a mention:
        parts: hash of its kind and words.
        part_lengths: count of its ``part_terms``.
        part_words: number of words.
        part_letters: length in characters.
        part_terms (by term of a part): hash.
    """

    numbers: IntArray
    titles: IntArray
    title_terms: IntArray
    sizes: IntArray
    lengths: IntArray
    counts: IntArray
    letters: IntArray
    quotes: IntArray
    leans: IntArray
    pronoun: BoolArray
    question: BoolArray
    terms: IntArray
    kinds: IntArray
    part_counts: IntArray
    parts: IntArray
    part_lengths: IntArray
    part_words: IntArray
    part_letters: IntArray
    part_terms: IntArray


def leans_on_before(text: str, start: int = 0) -> bool:
    """Tell whether the sentence that starts there opens with a bare pronoun."""
    return bool(_BARE_PRONOUN.match(text, start))


def encode_annotations(
    number: int,
    title: bytes,
    sentences: Sequence[str],
    pieces: Sequence[Sequence[str]],
    terms: Sequence[bytes],
    analyzer: Analyzer,
    language: str = "",
) -> bytes:
    """Return the annotations of passage ``number`` of an article.

    ``title`` and ``terms`` are packed hashes: of the terms of the article's title, and of those
    of each sentence. ``pieces`` are each sentence, split at white space.
    """
    sentence_numbers: list[int] = []
    entries: list[_Entry] = []
    cache = _get_mention_cache(analyzer, find_language(language))
    mentions = find_mentions(sentences, pieces, language)
    for text, hashes, in_sentence in zip(sentences, terms, mentions, strict=True):
        sentence_numbers += (len(hashes) // SIZE, len(in_sentence), *_describe(text))
        entries += map(cache.__getitem__, in_sentence)
    kinds, parts, part_sizes, part_terms = zip(*entries, strict=True) if entries else ((),) * 4
    all_terms, all_parts, all_part_terms = b"".join(terms), b"".join(parts), b"".join(part_terms)
    head = [
        number, len(title) // SIZE, len(sentences), len(all_terms) // SIZE, len(kinds),
        len(all_parts) // SIZE, len(all_part_terms) // SIZE,
    ]  # fmt: skip
    return b"".join(
        (
            _pack(head), title, _pack(sentence_numbers), all_terms, _pack(kinds),
            all_parts, *part_sizes, all_part_terms,
        )
    )  # fmt: skip


def decode_annotations(passages: Sequence[bytes]) -> Annotations:
    """Return what ``encode_annotations`` wrote on some passages."""
    words = np.frombuffer(b"".join(passages), np.uint32).astype(np.intp)
    lengths = np.array(list(map(len, passages)), np.intp) // SIZE
    heads = words[(np.cumsum(lengths) - lengths)[:, None] + np.arange(_HEAD)]
    number, title, sentence, term, mention, part, part_term = heads.T
    sections = np.column_stack(
        [np.full_like(number, _HEAD), title, sentence * _NUMBERS_PER_SENTENCE, term, mention, part,
         part, part_term]
    )  # fmt: skip
    count = sections.shape[1]
    section = np.repeat(np.tile(np.arange(count, dtype=np.int8), len(passages)), sections.ravel())
    _, title_terms, sentence_numbers, terms, kinds, parts, part_sizes, part_terms = (
        words[section == index] for index in range(count)
    )
    length, mentions, letters, quotes, flags = sentence_numbers.reshape(-1, _NUMBERS_PER_SENTENCE).T
    return Annotations(
        numbers=number, titles=title, title_terms=title_terms, sizes=sentence,
        lengths=length, counts=mentions, letters=letters, quotes=quotes,
        leans=flags & _LEANS, pronoun=(flags & _PRONOUN) > 0, question=(flags & _QUESTION) > 0,
        terms=terms,
        kinds=kinds % _KIND_FACTOR, part_counts=kinds // _KIND_FACTOR,
        parts=parts, part_lengths=part_sizes >> (_WORDS_BITS + _LETTERS_BITS),
        part_words=part_sizes & (2**_WORDS_BITS - 1),
        part_letters=(part_sizes >> _WORDS_BITS) & (2**_LETTERS_BITS - 1),
        part_terms=part_terms,
    )  # fmt: skip


_Entry = tuple[int, bytes, bytes, bytes]
"""Of a mention: its kind with the number of its parts, and of these the hashes, the sizes, and
the hashes of their terms."""


class _MentionCache(dict[str, _Entry]):
    """The entries of mentions in one language, each made on its first look-up."""

    def __init__(self, analyzer: Analyzer, language: Language) -> None:
        self._analyzer = analyzer
        self._language = language.code

    def __missing__(self, mention: str) -> _Entry:
        if len(self) >= _MAX_CACHED_MENTIONS:
            self.clear()
        entry = self[mention] = _encode(split_parts(mention, self._analyzer, self._language))
        return entry


@lru_cache(_MAX_CACHED_LANGUAGES)
def _get_mention_cache(analyzer: Analyzer, language: Language) -> _MentionCache:
    return _MentionCache(analyzer, language)


def _encode(parts: Sequence[Part]) -> _Entry:
    kind = parts[0][0][0]
    sizes = [
        (len(terms) << _LETTERS_BITS | len(key) - 1) << _WORDS_BITS | words
        for key, words, terms in parts
    ]
    return (
        len(parts) * _KIND_FACTOR + _KIND_NUMBERS[kind],
        _pack([hash_term(key) for key, _, _ in parts]),
        _pack(sizes),
        pack_hashes([term for _, _, terms in parts for term in terms]),
    )


def _describe(sentence: str) -> tuple[int, int, int]:
    """Return length, opening quotation marks and flags."""
    quotes = sentence.count('"') + sentence.count("“")
    flags = _QUESTION if sentence.endswith("?") else 0
    if _PRONOUN_OR_CONJUNCTION.match(sentence):
        flags |= _PRONOUN | (_LEANS if leans_on_before(sentence) else 0)
    return len(sentence), quotes, flags


def _pack(numbers: Sequence[int]) -> bytes:
    return array("I", numbers).tobytes()
