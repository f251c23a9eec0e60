"""Runs: how a system replied to each question, in numbers that can be saved and compared."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import DatelineError

CHARACTERS = (300, 600, 900)
"""How much of a reply is read: the first quote, a small screen, a large one."""

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
    ``is_within_more``: the same as ``is_within``, with what *More* shows behind the first reply.
    ``kind``: that of the question in its file, and ``answered_as`` what it was taken for.
    ``age``, ``newest``: the mean age of the quotes in days, and that of the newest.
    ``stories``: of how many articles the quotes are.
    ``on_topic``: the share of quotes from articles about the topic, and ``shows_newest`` whether
    one is from an article of the topic's last day.
    ``in_range``, ``stories_in_range``: the share of quotes from the days that are asked for, and
    of how many articles they are.
    ``language``: that of the question in its file.
    """

    id: str
    is_within: tuple[bool, ...]
    rank: int | None
    quotes: int
    characters: int
    milliseconds: float
    is_within_more: tuple[bool, ...] = ()
    kind: str = ""
    answered_as: str = ""
    age: float | None = None
    newest: int | None = None
    stories: int | None = None
    on_topic: float | None = None
    shows_newest: bool | None = None
    in_range: float | None = None
    stories_in_range: int | None = None
    language: str = ""

    def to_json(self) -> dict[str, object]:
        """Return what a saved run has of it."""
        row = {name: value for name, value in asdict(self).items() if value not in (None, "", ())}
        names = {"is_within": "within", "is_within_more": "within_more"}
        return {"rank": self.rank, **{names.get(name, name): row[name] for name in row}}


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one system, in the order of the questions."""

    outcomes: tuple[Outcome, ...]

    def select(self, kinds: Collection[str]) -> "Run":
        """Return the outcomes of the questions of some kinds."""
        return Run(tuple(outcome for outcome in self.outcomes if outcome.kind in kinds))

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


def _read_outcome(row: dict[str, Any]) -> Outcome:
    shares = tuple(row.pop("within")), tuple(row.pop("within_more", ()))
    outcome = Outcome(is_within=shares[0], is_within_more=shares[1], **row)
    if {len(share) for share in shares} - {0} != {len(CHARACTERS)} or not shares[0]:
        raise ValueError("it counts other numbers of characters")
    return outcome
