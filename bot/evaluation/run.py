"""Run: what a system replied to each question, in figures that can be kept and compared."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bot.answers.answerer import Answerer
from bot.errors import DatelineError
from bot.evaluation.match import rank_of_first_right, says_within
from bot.evaluation.questions import Question
from bot.system.progress import Progress, no_progress

CHARACTERS = (300, 600, 900)
"""How much of a reply is read: the first quote, a small screen, a large one."""

System = Callable[[str, date], Sequence[str]]
"""Takes a question and its day, and returns quoted texts in the order shown."""

_ADVICE = "give a file that --save has written"


class RunError(DatelineError):
    """Say why a run cannot be kept or compared with, and what to do."""

    def __init__(self, path: Path, fault: str, advice: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(f"{path}: {fault}; {advice}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reply: whether the answer is in its first characters, and what it cost.

    ``within`` goes with ``CHARACTERS``; ``rank`` is that of the first right quote, from 1.
    """

    id: str
    within: tuple[bool, ...]
    rank: int | None
    quotes: int
    characters: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one system, in the order of the questions."""

    outcomes: tuple[Outcome, ...]

    def save(self, path: Path) -> None:
        """Write a JSON file that ``load`` reads; no text of a question or quote is in it."""
        rows = [asdict(outcome) for outcome in self.outcomes]
        try:
            path.write_text(json.dumps({"outcomes": rows}, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            fault = f"it cannot be written ({error.strerror})"
            raise RunError(path, fault, "give --save a file in a folder of yours") from None

    @classmethod
    def load(cls, path: Path) -> "Run":
        """Read a saved run; raise RunError where the file is none."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))["outcomes"]
            return cls(tuple(_outcome(**row) for row in rows))
        except OSError as error:
            fault = f"it cannot be read ({error.strerror})"
            raise RunError(path, fault, _ADVICE) from None
        except (ValueError, TypeError, KeyError):
            raise RunError(path, "it is not a saved run", _ADVICE) from None


def paired(run: Run, earlier: Run) -> tuple[Run, Run]:
    """Return both runs cut to the questions that both have, in the same order."""
    before = {outcome.id: outcome for outcome in earlier.outcomes}
    shared = [outcome for outcome in run.outcomes if outcome.id in before]
    return Run(tuple(shared)), Run(tuple(before[outcome.id] for outcome in shared))


def dateline(answerer: Answerer) -> System:
    """Return the bot itself as a system."""
    return lambda question, at: [quote.text for quote in answerer.answer(question, at).quotes]


def measure(
    system: System,
    questions: Sequence[Question],
    track: Progress = no_progress,
    name: str = "dateline",
) -> Run:
    """Ask a system every question, and note what its reply was worth."""
    asked = track(questions, f"Asking {name}", len(questions))
    return Run(tuple(_ask(system, question) for question in asked))


def _ask(system: System, question: Question) -> Outcome:
    began = time.perf_counter()
    quotes = system(question.text, question.at)
    milliseconds = (time.perf_counter() - began) * 1000
    return Outcome(
        question.id,
        tuple(says_within(quotes, question.answers, size) for size in CHARACTERS),
        rank_of_first_right(quotes, question.answers),
        len(quotes),
        sum(map(len, quotes)),
        milliseconds,
    )


def _outcome(
    id: str,  # noqa: A002 - the names are those of the file
    within: Sequence[bool],
    rank: int | None,
    quotes: int,
    characters: int,
    milliseconds: float,
) -> Outcome:
    if len(within) != len(CHARACTERS):
        raise ValueError("it counts other numbers of characters")
    return Outcome(id, tuple(within), rank, quotes, characters, milliseconds)
