"""Notes: what is known of the sentences of a passage, taken once and kept beside it.

To read and analyse sixty passages costs more than to find them, so an index keeps their
notes: a string a passage, which it passes on as it was given.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.language.mentions import mentions

_BETWEEN_PARTS = "\n"
_BETWEEN_MENTIONS = "|"
_MARKS = 7
_SEPARATORS = str.maketrans(dict.fromkeys("\n|", " "))

_OPENING = r"[\"“‘'(\[]*"
_LEANS_ON_BEFORE = re.compile(rf"{_OPENING}(?:He|She|It|They|This|That)(?:['’]\w+)?\b")
_OPENS_WITH_PRONOUN = re.compile(
    rf"{_OPENING}(?:He|She|It|They|This|That|His|Her|Its|Their|These|Those|But|And)\b"
)


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of the sentences of some passages, one behind the other.

    By passage: its number in the article, the terms of the article's title, and how many
    sentences it has (``sizes``). By sentence: how many ``terms`` and ``mentions`` it has
    (``lengths`` and ``counts``), in order; its length in ``letters``; how many quotation marks
    open; whether it ``leans`` on the one before, opens with a pronoun or is a question. A
    mention is its kind, one character, and its key.
    """

    numbers: Sequence[int]
    titles: Sequence[Sequence[str]]
    sizes: Sequence[int]
    terms: Sequence[str]
    mentions: Sequence[str]
    lengths: Sequence[int]
    counts: Sequence[int]
    letters: Sequence[int]
    quotes: Sequence[int]
    leans: Sequence[int]
    pronoun: Sequence[int]
    question: Sequence[int]


def leans_on_before(text: str, start: int = 0) -> bool:
    """Tell whether the sentence that starts there opens with a bare pronoun."""
    return bool(_LEANS_ON_BEFORE.match(text, start))


def take_notes(
    number: int,
    title: Sequence[str],
    sentences: Sequence[str],
    words: Iterable[Sequence[str]],
    terms: Sequence[Sequence[str]],
) -> str:
    """Return the notes on a passage of an article whose title has the terms ``title``.

    Of its sentences, these are the words as they are written, and the terms.
    """
    written = frozenset(chain.from_iterable(words))
    found = [_mentions(text, written) for text in sentences]
    marks = (
        f"{len(of)} {len(named)} {_looks(text)}"
        for text, of, named in zip(sentences, terms, found, strict=True)
    )
    return _BETWEEN_PARTS.join(
        (
            str(number),
            " ".join(title),
            " ".join(marks),
            " ".join(chain.from_iterable(terms)),
            _BETWEEN_MENTIONS.join(chain.from_iterable(found)),
        )
    )


def read_notes(passages: Iterable[str]) -> Notes:
    """Return what ``take_notes`` noted on some passages."""
    parts = [notes.split(_BETWEEN_PARTS) for notes in passages]
    marks = [of.split() for _, _, of, _, _ in parts]
    flat = list(map(int, chain.from_iterable(marks)))
    return Notes(
        [int(number) for number, *_ in parts],
        [title.split() for _, title, *_ in parts],
        [len(of) // _MARKS for of in marks],
        " ".join([terms for _, _, _, terms, _ in parts]).split(),
        list(chain.from_iterable(f.split(_BETWEEN_MENTIONS) for *_, f in parts if f)),
        *(flat[place::_MARKS] for place in range(_MARKS)),
    )


def _mentions(sentence: str, written: frozenset[str]) -> Collection[str]:
    return dict.fromkeys(
        f"{mention.kind}{mention.key.translate(_SEPARATORS)}"
        for mention in mentions(sentence, written)
    )


def _looks(sentence: str) -> str:
    quotes = sentence.count('"') + sentence.count("“")
    leans, pronoun = leans_on_before(sentence), bool(_OPENS_WITH_PRONOUN.match(sentence))
    return f"{len(sentence)} {quotes} {leans:d} {pronoun:d} {sentence.endswith('?'):d}"
