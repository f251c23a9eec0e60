"""Notes: what is known of the sentences of a passage, taken once and kept beside it.

To read and analyse sixty passages costs more than to find them, so an index keeps their
notes: a string a passage, which it passes on as it was given.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.analyzer import Analyzer
from bot.language.mentions import mentions

_BETWEEN_LINES = "\n"
_BETWEEN_PARTS = "\t"
_BETWEEN_MENTIONS = "|"
_UNCAPITALISED = re.compile(r"\b[^\W\dA-Z_][^\W\d_]*")
_SEPARATORS = str.maketrans(dict.fromkeys("\n\t|", " "))

_OPENING = r"[\"“‘'(\[]*"
_LEANS_ON_BEFORE = re.compile(rf"{_OPENING}(?:He|She|It|They|This|That)(?:['’]\w+)?\b")
_OPENS_WITH_PRONOUN = re.compile(
    rf"{_OPENING}(?:He|She|It|They|This|That|His|Her|Its|Their|These|Those|But|And)\b"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a sentence: its terms in order, its mentions, and how it looks.

    A mention is written as its kind, one character, and its key. ``leans`` tells whether it
    does not stand on its own, ``quotes`` counts the quotation marks that open.
    """

    terms: tuple[str, ...]
    mentions: tuple[str, ...]
    letters: int
    quotes: int
    leans: bool
    pronoun: bool
    question: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of a passage: its number, its title's terms, and its sentences."""

    number: int
    title: tuple[str, ...]
    sentences: tuple[Note, ...]


def leans_on_before(text: str, start: int = 0) -> bool:
    """Tell whether the sentence that starts there opens with a bare pronoun."""
    return bool(_LEANS_ON_BEFORE.match(text, start))


def take_notes(
    number: int, title: str, sentences: Iterable[str], analyzer: Analyzer, language: str = ""
) -> str:
    """Return the notes on a passage of an article with this title."""
    written = list(sentences)
    common = frozenset(word for text in written for word in _UNCAPITALISED.findall(text))
    head = f"{number}{_BETWEEN_PARTS}{_written(analyzer.terms(title, language))}"
    lines = (_note(text, analyzer, language, common) for text in written)
    return _BETWEEN_LINES.join((head, *lines))


def read_notes(notes: str) -> Notes:
    """Return what ``take_notes`` noted."""
    head, *lines = notes.split(_BETWEEN_LINES)
    number, _, title = head.partition(_BETWEEN_PARTS)
    return Notes(int(number), tuple(title.split()), tuple(map(_read, lines)))


def _written(terms: Iterable[str]) -> str:
    return " ".join(terms)


def _note(sentence: str, analyzer: Analyzer, language: str, common: frozenset[str]) -> str:
    found = dict.fromkeys(
        f"{mention.kind}{mention.key.translate(_SEPARATORS)}"
        for mention in mentions(sentence, common)
    )
    marks = (
        len(sentence),
        sentence.count('"') + sentence.count("“"),
        int(leans_on_before(sentence)),
        int(bool(_OPENS_WITH_PRONOUN.match(sentence))),
        int(sentence.endswith("?")),
    )
    return _BETWEEN_PARTS.join(
        (
            _written(map(str, marks)),
            _written(analyzer.terms(sentence, language)),
            _BETWEEN_MENTIONS.join(found),
        )
    )


def _read(line: str) -> Note:
    marks, terms, found = line.split(_BETWEEN_PARTS)
    letters, quotes, leans, pronoun, question = marks.split()
    return Note(
        tuple(terms.split()),
        tuple(found.split(_BETWEEN_MENTIONS)) if found else (),
        int(letters),
        int(quotes),
        leans == "1",
        pronoun == "1",
        question == "1",
    )
