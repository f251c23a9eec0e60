"""Evaluation: what an evaluation says, as lines and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.metrics import NAMES, Figure, differences, figures
from bot.evaluation.questions import Question
from bot.evaluation.run import CHARACTERS, Run, paired
from bot.language.wording import count_noun

_LABELS = dict(
    zip(
        NAMES,
        (
            *(f"answer in {size} characters" for size in CHARACTERS),
            "answer in the first quote",
            "rank of the first right quote",
            "characters shown",
            "refused",
            "milliseconds, median",
            "milliseconds, 99 in 100",
        ),
        strict=True,
    )
)
_WIDTH = max(map(len, _LABELS.values()))
_CELL = 23


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The runs by the name of their system, and an earlier run of the first where given."""

    questions: Sequence[Question]
    left_out: int
    runs: Mapping[str, Run]
    earlier: Run | None = None

    def lines(self) -> Iterator[str]:
        """Yield a table a person reads."""
        yield self._heading()
        if not self.questions:
            return
        table = {name: figures(run) for name, run in self.runs.items()}
        yield ""
        yield _row("", table)
        for name in NAMES:
            yield _row(_LABELS[name], [_shown(name, column[name]) for column in table.values()])
        if self.earlier is not None:
            yield from self._comparison(self.earlier)
        yield ""
        yield "In brackets: 95% bootstrap intervals."

    def to_json(self) -> dict[str, object]:
        """Return the same as one object; shares lie between 0 and 1."""
        found: dict[str, object] = {
            "questions": len(self.questions),
            "left_out": self.left_out,
            "systems": {name: _json(figures(run)) for name, run in self.runs.items()},
        }
        if self.earlier is not None:
            new, old = self._pair(self.earlier)
            found["compared"] = {
                "questions": len(new.outcomes),
                "differences": _json(differences(new, old)),
            }
        return found

    def _heading(self) -> str:
        left = f"; {self.left_out:,} left out as not answerable" if self.left_out else ""
        if not self.questions:
            return f"There is no question to ask{left}."
        days = sorted(question.at for question in self.questions)
        return f"{count_noun('question', len(days))}, asked from {days[0]} to {days[-1]}{left}."

    def _comparison(self, earlier: Run) -> Iterator[str]:
        new, old = self._pair(earlier)
        yield ""
        if not new.outcomes:
            yield "The earlier run has none of these questions, by their ids."
            return
        yield f"Since the earlier run, on the {len(new.outcomes):,} questions that both have:"
        for name, figure in differences(new, old).items():
            yield _row(_LABELS[name], [_shown(name, figure, "+")])

    def _pair(self, earlier: Run) -> tuple[Run, Run]:
        return paired(next(iter(self.runs.values())), earlier)


def _row(label: str, cells: Sequence[str] | Mapping[str, object]) -> str:
    return f"{label:{_WIDTH}}{''.join(f'{cell:>{_CELL}}' for cell in cells)}"


def _shown(name: str, figure: Figure, sign: str = "") -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "none"
    places = 0 if name == "characters" else 2
    numbers = (figure.value, figure.low, figure.high)
    value, low, high = (f"{number:{sign}.{places}f}" for number in numbers)
    return f"{value} [{low}, {high}]"


def _json(found: Mapping[str, Figure]) -> dict[str, object]:
    return {name: figure.to_json() for name, figure in found.items()}
