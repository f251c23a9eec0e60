"""Runs: how a system replied to each question, in numbers that can be saved and compared."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.answers.answerer import Answerer
from bot.errors import DatelineError
from bot.evaluation.questions import Question, quotes_contain_answer, rank_of_first_right
from bot.system.progress import Progress, no_progress

CHARACTERS = (300, 600, 900)
"""How much of a reply is read: the first quote, a small screen, a large one."""

System = Callable[[str, date], Sequence[str]]
"""Takes a question and its day, and returns the texts of quotes in the order shown."""

_ADVICE = "give a file that --save has written"


class RunError(DatelineError):
    """Say why a run cannot be saved or compared with, and what to do."""

    def __init__(self, path: Path, fault: str, advice: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(f"{path}: {fault}; {advice}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reply: whether the answer is in its first characters, and what it cost.

    ``is_within``: whether it is in the first 300, 600 and 900, as in ``CHARACTERS``.
    ``rank``: that of the first right quote, from 1; None if no quote is right.
    """

    id: str
    is_within: tuple[bool, ...]
    rank: int | None
    quotes: int
    characters: int
    milliseconds: float

    def to_json(self) -> dict[str, object]:
        """Return what a saved run has of it."""
        row = asdict(self)
        return {"id": row.pop("id"), "within": row.pop("is_within"), **row}


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one system, in the order of the questions."""

    outcomes: tuple[Outcome, ...]

    def save(self, path: Path) -> None:
        """Write a JSON file that ``load`` reads; no text of a question or quote is in it."""
        rows = [outcome.to_json() for outcome in self.outcomes]
        try:
            path.write_text(json.dumps({"outcomes": rows}, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            fault = f"it cannot be written ({error.strerror})"
            raise RunError(
                path, fault, "give --save a file in a folder that you can write to"
            ) from None

    @classmethod
    def load(cls, path: Path) -> "Run":
        """Read a saved run; raise RunError if the file is not one."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))["outcomes"]
            return cls(tuple(_read_outcome(row) for row in rows))
        except OSError as error:
            fault = f"it cannot be read ({error.strerror})"
            raise RunError(path, fault, _ADVICE) from None
        except (ValueError, TypeError, KeyError):
            raise RunError(path, "it is not a saved run", _ADVICE) from None


def pair_runs(run: Run, earlier: Run) -> tuple[Run, Run]:
    """Return both runs without the questions that only one of them has, in the same order."""
    earlier_outcomes = {outcome.id: outcome for outcome in earlier.outcomes}
    outcomes = tuple(outcome for outcome in run.outcomes if outcome.id in earlier_outcomes)
    return Run(outcomes), Run(tuple(earlier_outcomes[outcome.id] for outcome in outcomes))


def make_system(answerer: Answerer) -> System:
    """Return the bot itself as a system."""
    return lambda question, at: [quote.text for quote in answerer.answer(question, at).quotes]


def measure(
    system: System,
    questions: Sequence[Question],
    track: Progress = no_progress,
    name: str = "dateline",
) -> Run:
    """Ask a system every question, and return how it replied."""
    progress = track(questions, f"Asking {name}", len(questions))
    return Run(tuple(_ask(system, question) for question in progress))


def _ask(system: System, question: Question) -> Outcome:
    start = time.perf_counter()
    quotes = system(question.text, question.at)
    milliseconds = (time.perf_counter() - start) * 1000
    return Outcome(
        question.id,
        tuple(quotes_contain_answer(quotes, question.answers, size) for size in CHARACTERS),
        rank_of_first_right(quotes, question.answers),
        len(quotes),
        sum(map(len, quotes)),
        milliseconds,
    )


def _read_outcome(row: dict[str, Any]) -> Outcome:
    outcome = Outcome(is_within=tuple(row.pop("within")), **row)
    if len(outcome.is_within) != len(CHARACTERS):
        raise ValueError("it counts other numbers of characters")
    return outcome
