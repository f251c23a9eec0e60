"""Passages outside of memory: their ids, and the spans of their sentences as bytes."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.language.span import Span

_NO_HEADING = (1, 0)
_PASSAGE_BITS = 24


def make_passage_id(article_number: int, number: int) -> int:
    """Return one id for the passage ``number`` of an article: 40 bits and 24."""
    return article_number << _PASSAGE_BITS | number


def split_passage_id(passage_id: int) -> tuple[int, int]:
    """Return the number of the article, and that of the passage in it."""
    return passage_id >> _PASSAGE_BITS, passage_id & (1 << _PASSAGE_BITS) - 1


def encode_spans(passage: Passage) -> bytes:
    """Return the spans of a passage's heading and sentences: pairs of uint32, start and end."""
    heading = passage.heading
    offsets = array("I", (heading.start, heading.end) if heading else _NO_HEADING)
    for sentence in passage.sentences:
        offsets.extend((sentence.start, sentence.end))
    return offsets.tobytes()


def encode_all_spans(passages: Sequence[Passage]) -> Sequence[bytes]:
    """Return the encoded spans of each passage."""
    if isinstance(passages, StoredPassages):
        return passages.spans
    return list(map(encode_spans, passages))


def decode_passage(spans: bytes, article: Article, number: int) -> Passage:
    """Return the passage ``number`` of an article from its encoded spans."""
    offsets = array("I", spans)
    heading, *sentences = map(Span, offsets[::2], offsets[1::2])
    has_heading = (heading.start, heading.end) != _NO_HEADING
    return Passage(article, number, tuple(sentences), heading if has_heading else None)


@dataclass(frozen=True, slots=True)
class StoredPassages(Sequence[Passage]):
    """The passages of an article in reading order, each decoded when it is accessed."""

    article: Article
    spans: Sequence[bytes]

    def __len__(self) -> int:
        return len(self.spans)

    @overload
    def __getitem__(self, key: int) -> Passage: ...

    @overload
    def __getitem__(self, key: slice) -> list[Passage]: ...

    def __getitem__(self, key: int | slice) -> Passage | list[Passage]:
        numbers = range(len(self.spans))[key]
        if isinstance(numbers, range):
            return [self[number] for number in numbers]
        return decode_passage(self.spans[numbers], self.article, numbers)
