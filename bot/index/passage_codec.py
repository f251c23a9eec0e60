"""How an article and its passages are kept outside of memory."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from bot.articles.article import Article
from bot.articles.passages.segment import Passage
from bot.language.span import Span

_NO_HEADING = (1, 0)
_PASSAGE_BITS = 24


def place_of(article: int, passage: int) -> int:
    """Return one number for a passage, by the numbers of its article and in it."""
    return article << _PASSAGE_BITS | passage


def article_of(place: int) -> int:
    """Return the number of the article that a passage is of."""
    return place >> _PASSAGE_BITS


def number_of(place: int) -> int:
    """Return the number of a passage in its article."""
    return place & (1 << _PASSAGE_BITS) - 1


def pack(passage: Passage) -> bytes:
    """Return where a passage's heading and its sentences stand: pairs of start and end."""
    heading = passage.heading
    pairs = array("I", (heading.start, heading.end) if heading else _NO_HEADING)
    for sentence in passage.sentences:
        pairs.extend((sentence.start, sentence.end))
    return pairs.tobytes()


def unpack(packed: bytes, article: Article, number: int) -> Passage:
    """Return the passage that ``pack`` was given."""
    pairs = array("I", packed)
    heading, *sentences = map(Span, pairs[::2], pairs[1::2])
    known = (heading.start, heading.end) != _NO_HEADING
    return Passage(article, number, tuple(sentences), heading if known else None)


def pack_all(passages: Sequence[Passage]) -> Sequence[bytes]:
    """Return what ``pack`` makes of each passage."""
    return passages.packed if isinstance(passages, StoredPassages) else list(map(pack, passages))


@dataclass(frozen=True, slots=True)
class StoredPassages(Sequence[Passage]):
    """The passages of an article in reading order, each made when it is asked for."""

    article: Article
    packed: Sequence[bytes]

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, place: int) -> Passage: ...

    @overload
    def __getitem__(self, place: slice) -> list[Passage]: ...

    def __getitem__(self, place: int | slice) -> Passage | list[Passage]:
        numbers = range(len(self.packed))[place]
        if isinstance(numbers, range):
            return [self[number] for number in numbers]
        return unpack(self.packed[numbers], self.article, numbers)
