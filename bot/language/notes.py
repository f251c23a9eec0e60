"""Notes: what is known of each sentence of a passage, taken once and kept beside it.

To analyse the sentences of sixty passages costs more than to find them, so an index keeps
their notes: a string a passage, which it passes on as it was given.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.analyzer import Analyzer
from bot.language.mentions import mentions

_BETWEEN_SENTENCES = "\n"
_BETWEEN_PARTS = "\t"
_BETWEEN_MENTIONS = "|"
_UNCAPITALISED = re.compile(r"\b[^\W\dA-Z_][^\W\d_]*")
_SEPARATORS = str.maketrans(dict.fromkeys(_BETWEEN_SENTENCES + _BETWEEN_PARTS, " ") | {"|": " "})


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a sentence: its terms in order, and its mentions.

    A mention is written as its kind, one character, and its key.
    """

    terms: tuple[str, ...]
    mentions: tuple[str, ...]


def take_notes(sentences: Iterable[str], analyzer: Analyzer, language: str = "") -> str:
    """Return the notes on the sentences of a passage, in their order."""
    written = list(sentences)
    common = frozenset(word for text in written for word in _UNCAPITALISED.findall(text))
    return _BETWEEN_SENTENCES.join(_note(text, analyzer, language, common) for text in written)


def read_notes(notes: str) -> list[Note]:
    """Return what ``take_notes`` noted, sentence by sentence."""
    return [_read(line) for line in notes.split(_BETWEEN_SENTENCES)]


def _note(sentence: str, analyzer: Analyzer, language: str, common: frozenset[str]) -> str:
    found = dict.fromkeys(
        f"{mention.kind}{mention.key.translate(_SEPARATORS)}"
        for mention in mentions(sentence, common)
    )
    terms = " ".join(analyzer.terms(sentence, language))
    return f"{terms}{_BETWEEN_PARTS}{_BETWEEN_MENTIONS.join(found)}" if found else terms


def _read(line: str) -> Note:
    terms, _, found = line.partition(_BETWEEN_PARTS)
    return Note(tuple(terms.split()), tuple(found.split(_BETWEEN_MENTIONS)) if found else ())
