"""What people ask: real questions where they are at hand, invented ones otherwise."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.newsroom import ARTICLES

_QUIZ_SHARE = 0.7
_UNUSED_KINDS = ("chitchat",)  # in a group nobody answers it


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question, and what the same person asks after its answer, if anything."""

    question: str
    follow_up: str = ""


def read_conversations(quiz: Path | None, people: Path | None) -> list[list[Conversation]]:
    """Return the sets of questions that there are: of the quiz, and of people in a chat."""
    sets = []
    if quiz is not None and quiz.is_file():
        sets.append([Conversation(row["question"]) for row in _read_rows(quiz)])
    if people is not None and people.is_file():
        rows = (row for row in _read_rows(people) if row["kind"] not in _UNUSED_KINDS)
        sets.append(
            [
                Conversation(row["context"], row["question"])
                if row["context"]
                else Conversation(row["question"])
                for row in rows
            ]
        )
    return sets or [[Conversation(f"What happened? {each.title}") for each in ARTICLES]]


def draw_conversations(sets: Sequence[Sequence[Conversation]], seed: int) -> Iterator[Conversation]:
    """Yield questions without an end, most of them from the first set."""
    generator = random.Random(seed)
    while True:
        index = 0 if len(sets) == 1 or generator.random() < _QUIZ_SHARE else 1
        yield generator.choice(sets[index])


def _read_rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
