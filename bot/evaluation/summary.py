"""Summary: what an evaluation measured, as lines and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.kind_table import (
    compare_kinds,
    format_comparison,
    format_confusion,
    format_kinds,
    has_known_kinds,
    kinds_to_json,
)
from bot.evaluation.language_table import format_languages, has_languages, languages_to_json
from bot.evaluation.metrics import NAMES, Metric, compare_runs, compute_metrics
from bot.evaluation.questions import Question
from bot.evaluation.runs import CHARACTERS, Run, pair_runs
from bot.localization.english import count_noun

_LABELS = dict(
    zip(
        NAMES,
        (
            *(f"answer in {size} characters" for size in CHARACTERS),
            *(f"… with what More shows, {size}" for size in CHARACTERS),
            "answer in the first quote",
            "answer in any quote",
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

_INTERVALS = "In brackets: 95% bootstrap intervals."
_INTERVALS_BY_KIND = (
    "After each figure: its 95% bootstrap interval. Words are looked for in the first reply alone, "
    "except\nin the columns with “more”, where what More shows follows it. A refusal counts as "
    "wrong."
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The runs by the name of their system, and perhaps an earlier run of the first one.

    ``left_out``: how many questions were not asked because they cannot be answered.
    ``by_kind``: whether to tell kinds apart whatever they are called, and to say what the questions
    of each were taken for.
    """

    questions: Sequence[Question]
    left_out: int
    runs: Mapping[str, Run]
    earlier: Run | None = None
    by_kind: bool = False

    def lines(self) -> Iterator[str]:
        """Yield a table for people to read."""
        yield self._heading()
        if not self.questions:
            return
        if self._has_languages:
            yield ""
            yield from format_languages(next(iter(self.runs.values())))
        else:
            yield from self._kinds() if self._has_kinds else self._table()
        yield ""
        yield _INTERVALS_BY_KIND if self._has_kinds else _INTERVALS

    def to_json(self) -> dict[str, object]:
        """Return the same as one JSON object, with shares between 0 and 1."""
        report: dict[str, object] = {
            "questions": len(self.questions),
            "left_out": self.left_out,
            "systems": {
                name: _metrics_to_json(compute_metrics(run)) for name, run in self.runs.items()
            },
        }
        if self._has_kinds:
            report["kinds"] = {name: kinds_to_json(run) for name, run in self.runs.items()}
        if self._has_languages:
            report["languages"] = {name: languages_to_json(run) for name, run in self.runs.items()}
        if self.earlier is not None:
            new, old = self._pair(self.earlier)
            report["compared"] = {
                "questions": len(new.outcomes),
                "differences": _metrics_to_json(compare_runs(new, old)),
            }
            if self._has_kinds and new.outcomes:
                report["compared_kinds"] = {
                    kind: {name: metric.to_json() for name, metric in metrics.items()}
                    for kind, metrics in compare_kinds(new, old).items()
                }
        return report

    @property
    def _has_kinds(self) -> bool:
        return self.by_kind or has_known_kinds(next(iter(self.runs.values())))

    @property
    def _has_languages(self) -> bool:
        return has_languages(next(iter(self.runs.values())))

    def _table(self) -> Iterator[str]:
        table = {name: compute_metrics(run) for name, run in self.runs.items()}
        yield ""
        yield _format_row("", table)
        for name in NAMES:
            yield _format_row(
                _LABELS[name], [_format_metric(name, column[name]) for column in table.values()]
            )
        if self.earlier is not None:
            yield from self._comparison(self.earlier)

    def _kinds(self) -> Iterator[str]:
        yield from format_kinds(self.runs)
        yield ""
        yield "Milliseconds from question to reply, median and 99 in 100:"
        for name, run in self.runs.items():
            metrics = compute_metrics(run)
            p50, p99 = (_format_metric(quantile, metrics[quantile]) for quantile in ("p50", "p99"))
            yield f"  {name:20}{p50:>{_CELL}}{p99:>{_CELL}}"
        if self.by_kind:
            yield ""
            yield "What the questions of each kind were taken for:"
            yield from format_confusion(next(iter(self.runs.values())))
        if self.earlier is not None:
            new, old = self._pair(self.earlier)
            yield ""
            yield _describe_pairs(new)
            yield from format_comparison(new, old)

    def _heading(self) -> str:
        omission = f"; {self.left_out:,} left out as not answerable" if self.left_out else ""
        if not self.questions:
            return f"There is no question to ask{omission}."
        days = sorted(question.at for question in self.questions)
        return f"{count_noun('question', len(days))}, asked from {days[0]} to {days[-1]}{omission}."

    def _comparison(self, earlier: Run) -> Iterator[str]:
        new, old = self._pair(earlier)
        yield ""
        yield _describe_pairs(new)
        if not new.outcomes:
            return
        differences = compare_runs(new, old)
        for name in NAMES:
            yield _format_row(_LABELS[name], [_format_metric(name, differences[name], "+")])

    def _pair(self, earlier: Run) -> tuple[Run, Run]:
        return pair_runs(next(iter(self.runs.values())), earlier)


def _describe_pairs(run: Run) -> str:
    if not run.outcomes:
        return "The earlier run has none of these questions, by their ids."
    return f"Since the earlier run, on the {len(run.outcomes):,} questions that both have:"


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
    return {name: metrics[name].to_json() for name in NAMES}
