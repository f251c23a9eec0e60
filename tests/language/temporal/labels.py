"""Labelled time expressions: questions with their range, sentences with what is shown."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.language.temporal.calendar import DayRange

QUESTIONS = Path(__file__).with_name("questions.txt")
QUESTIONS_HELD_OUT = Path(__file__).with_name("questions_heldout.txt")
SENTENCES = Path(__file__).with_name("sentences.txt")
SENTENCES_HELD_OUT = Path(__file__).with_name("sentences_heldout.txt")


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked on a day, and the range and freshness it asks for."""

    at: date
    text: str
    range: DayRange | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence published on a day, and the words shown with their days."""

    published: date
    text: str
    shown: frozenset[tuple[str, DayRange]]


def read_questions(path: Path) -> list[Question]:
    """Read a table of questions."""
    return [
        Question(date.fromisoformat(at), text, _range(days.split()[0]), days.endswith(" fresh"))
        for at, days, text in _rows(path)
    ]


def read_sentences(path: Path) -> list[Sentence]:
    """Read a table of sentences."""
    return [
        Sentence(date.fromisoformat(published), text, frozenset(_shown(shown)))
        for published, shown, text in _rows(path)
    ]


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 2) for line in lines if not line.startswith("#")]


def _range(text: str) -> DayRange | None:
    if text == "none":
        return None
    first, dots, last = text.partition("..")
    ends = [date.fromisoformat(day) if day else None for day in (first, last if dots else first)]
    return DayRange(*ends)


def _shown(text: str) -> list[tuple[str, DayRange]]:
    pairs = [pair.split(" = ") for pair in text.split("; ") if pair != "-"]
    return [(words, days) for words, range_ in pairs if (days := _range(range_)) is not None]
