"""Notes: what is known of each sentence of a passage, taken once and kept beside it.

To analyse the sentences of sixty passages costs more than to find them, so an index keeps
their notes: a string a passage, which it passes on as it was given.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.analyzer import Analyzer

_BETWEEN_SENTENCES = "\n"


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a sentence: its terms in order."""

    terms: tuple[str, ...]


def take_notes(sentences: Iterable[str], analyzer: Analyzer, language: str = "") -> str:
    """Return the notes on the sentences of a passage, in their order."""
    return _BETWEEN_SENTENCES.join(
        " ".join(analyzer.terms(sentence, language)) for sentence in sentences
    )


def read_notes(notes: str) -> list[Note]:
    """Return what ``take_notes`` noted, sentence by sentence."""
    return [Note(tuple(line.split())) for line in notes.split(_BETWEEN_SENTENCES)]
