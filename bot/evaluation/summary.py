"""Summary: what an evaluation measured, as lines and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.metrics import NAMES, Metric, compare_runs, compute_metrics
from bot.evaluation.questions import Question
from bot.evaluation.runs import CHARACTERS, Run, pair_runs
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
    """The runs by the name of their system, and perhaps an earlier run of the first one.

    ``left_out``: how many questions were not asked because they cannot be answered.
    """

    questions: Sequence[Question]
    left_out: int
    runs: Mapping[str, Run]
    earlier: Run | None = None

    def lines(self) -> Iterator[str]:
        """Yield a table for people to read."""
        yield self._heading()
        if not self.questions:
            return
        table = {name: compute_metrics(run) for name, run in self.runs.items()}
        yield ""
        yield _format_row("", table)
        for name in NAMES:
            yield _format_row(
                _LABELS[name], [_format_metric(name, column[name]) for column in table.values()]
            )
        if self.earlier is not None:
            yield from self._comparison(self.earlier)
        yield ""
        yield "In brackets: 95% bootstrap intervals."

    def to_json(self) -> dict[str, object]:
        """Return the same as one JSON object, with shares between 0 and 1."""
        report: dict[str, object] = {
            "questions": len(self.questions),
            "left_out": self.left_out,
            "systems": {
                name: _metrics_to_json(compute_metrics(run)) for name, run in self.runs.items()
            },
        }
        if self.earlier is not None:
            new, old = self._pair(self.earlier)
            report["compared"] = {
                "questions": len(new.outcomes),
                "differences": _metrics_to_json(compare_runs(new, old)),
            }
        return report

    def _heading(self) -> str:
        omission = f"; {self.left_out:,} left out as not answerable" if self.left_out else ""
        if not self.questions:
            return f"There is no question to ask{omission}."
        days = sorted(question.at for question in self.questions)
        return f"{count_noun('question', len(days))}, asked from {days[0]} to {days[-1]}{omission}."

    def _comparison(self, earlier: Run) -> Iterator[str]:
        new, old = self._pair(earlier)
        yield ""
        if not new.outcomes:
            yield "The earlier run has none of these questions, by their ids."
            return
        yield f"Since the earlier run, on the {len(new.outcomes):,} questions that both have:"
        for name, metric in compare_runs(new, old).items():
            yield _format_row(_LABELS[name], [_format_metric(name, metric, "+")])

    def _pair(self, earlier: Run) -> tuple[Run, Run]:
        return pair_runs(next(iter(self.runs.values())), earlier)


def _format_row(label: str, cells: Sequence[str] | Mapping[str, object]) -> str:
    return f"{label:{_WIDTH}}{''.join(f'{cell:>{_CELL}}' for cell in cells)}"


def _format_metric(name: str, metric: Metric, sign: str = "") -> str:
    if metric.value is None or metric.low is None or metric.high is None:
        return "none"
    places = 0 if name == "characters" else 2
    numbers = (metric.value, metric.low, metric.high)
    value, low, high = (f"{number:{sign}.{places}f}" for number in numbers)
    return f"{value} [{low}, {high}]"


def _metrics_to_json(metrics: Mapping[str, Metric]) -> dict[str, object]:
    return {name: metric.to_json() for name, metric in metrics.items()}
