"""Kind table: how replies to each kind of question did, system by system."""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence

from bot.evaluation.metrics import Metric, compare_runs, compute_metrics
from bot.evaluation.questions import WITH_CONTEXT, WITHOUT_ANSWERS
from bot.evaluation.runs import Run, pair_runs

ALL_ANSWERABLE = "together"
"""The name of all kinds whose questions have answers and stand for themselves."""

_ORDER = (
    "fact", "paraphrase", "keywords", "typo", "yes_no", "why_how", "who_is", ALL_ANSWERABLE,
    "followup", "followup" + WITH_CONTEXT, "topic", "browse", "unanswerable", "chitchat",
    "courtesy",
)  # fmt: skip
_FOLLOW_UPS = ("followup", "follow_up")

_ANSWER_LABELS = {
    "in_first_quote": "first quote", "in_300": "in 300", "in_600": "in 600", "in_900": "in 900",
    "in_600_with_more": "600 + more", "in_900_with_more": "900 + more", "refused": "refused",
    "characters": "characters",
}  # fmt: skip
_MATTER_LABELS = {
    "topic": {
        "on_topic": "on topic", "age": "days old", "newest": "newest", "shows_newest": "has newest",
        "stories": "stories", "refused": "refused", "characters": "characters",
    },
    "browse": {
        "in_range": "of the days", "stories_in_range": "stories", "refused": "refused",
        "characters": "characters",
    },
}  # fmt: skip
_REFUSAL_LABELS = {"refused": "refused"}
_PLACES = {"characters": 0, "age": 1, "newest": 1, "stories": 1, "stories_in_range": 1}
_CELL = 18
_LABEL = 22


def has_known_kinds(run: Run) -> bool:
    """Tell whether all questions of a run are of kinds that are measured apart.

    A column ``kind`` may be about something else, such as how a quiz asks.
    """
    kinds = {outcome.kind for outcome in run.outcomes}
    return bool(kinds) and kinds <= set(_ORDER) - {ALL_ANSWERABLE}


def split_by_kind(run: Run) -> dict[str, Run]:
    """Return the part of a run for each kind, and for those together that have answers."""
    kinds = dict.fromkeys(outcome.kind for outcome in run.outcomes)
    groups = {kind: run.select({kind}) for kind in kinds}
    answerable = [kind for kind in kinds if kind not in WITHOUT_ANSWERS and not _is_follow_up(kind)]
    if len(answerable) > 1:
        groups[ALL_ANSWERABLE] = run.select(answerable)
    rank = {kind: number for number, kind in enumerate(_ORDER)}
    return dict(sorted(groups.items(), key=lambda group: rank.get(group[0], len(rank))))


def kinds_to_json(run: Run) -> dict[str, object]:
    """Return the metrics of each kind, and what its questions were taken for."""
    return {
        kind: {"questions": len(part.outcomes), "answered_as": _count_answers(part)}
        | {name: metric.to_json() for name, metric in _select(kind, compute_metrics(part))}
        for kind, part in split_by_kind(run).items()
    }


def compare_kinds(run: Run, earlier: Run) -> dict[str, dict[str, Metric]]:
    """Return by how much the metrics of each kind grew, on the questions of both runs."""
    new, old = pair_runs(run, earlier)
    ids = {outcome.id for outcome in new.outcomes}
    return {
        kind: dict(_select(kind, compare_runs(*pair_runs(part, old))))
        for kind, part in split_by_kind(run).items()
        if any(outcome.id in ids for outcome in part.outcomes)
    }


def format_kinds(runs: Mapping[str, Run]) -> Iterator[str]:
    """Yield a block of lines for each kind: a row a system, a column a metric."""
    parts = {name: split_by_kind(run) for name, run in runs.items()}
    columns: Sequence[str] = ()
    for kind, part in next(iter(parts.values())).items():
        columns = yield from _format_heading(f"{kind} ({len(part.outcomes)})", kind, columns)
        for name, groups in parts.items():
            yield _format_row(f"  {name}", dict(_select(kind, compute_metrics(groups[kind]))))


def format_comparison(run: Run, earlier: Run) -> Iterator[str]:
    """Yield a row for each kind: by how much its metrics grew."""
    columns: Sequence[str] = ()
    for kind, metrics in compare_kinds(run, earlier).items():
        columns = yield from _format_heading("", kind, columns)
        yield _format_row(kind, metrics, "+")


def format_confusion(run: Run) -> Iterator[str]:
    """Yield for each kind of the file what its questions were taken for, the most often first."""
    for kind, part in split_by_kind(run).items():
        if kind != ALL_ANSWERABLE:
            counts = (f"{name} {count}" for name, count in _count_answers(part).items())
            yield f"{kind:{_LABEL}}{', '.join(counts)}"


def _is_follow_up(kind: str) -> bool:
    return kind.removesuffix(WITH_CONTEXT) in _FOLLOW_UPS


def _labels(kind: str) -> Mapping[str, str]:
    """Return the metrics that say something of a kind, with the headings of their columns."""
    if kind in WITHOUT_ANSWERS:
        return _MATTER_LABELS.get(kind, _REFUSAL_LABELS)
    return _ANSWER_LABELS


def _select(kind: str, metrics: Mapping[str, Metric]) -> Iterator[tuple[str, Metric]]:
    return ((name, metrics[name]) for name in _labels(kind))


def _count_answers(part: Run) -> dict[str, int]:
    counts = Counter(outcome.answered_as for outcome in part.outcomes if outcome.answered_as)
    return dict(counts.most_common())


def _format_heading(
    title: str, kind: str, columns_before: Sequence[str]
) -> Generator[str, None, Sequence[str]]:
    """Yield the title with the columns, unless the same columns stand above it."""
    columns = tuple(_labels(kind).values())
    if columns != columns_before:
        yield ""
        yield f"{title:{_LABEL}}{''.join(f'{column:>{_CELL}}' for column in columns)}".rstrip()
    elif title:
        yield title
    return columns


def _format_row(label: str, metrics: Mapping[str, Metric], sign: str = "") -> str:
    cells = (_format_metric(name, metric, sign) for name, metric in metrics.items())
    return f"{label:{_LABEL}}{''.join(f'{cell:>{_CELL}}' for cell in cells)}"


def _format_metric(name: str, metric: Metric, sign: str) -> str:
    if metric.value is None or metric.low is None or metric.high is None:
        return "none"
    places = _PLACES.get(name, 2)
    value, low, high = (
        f"{number:{sign}.{places}f}" for number in (metric.value, metric.low, metric.high)
    )
    return f"{value} {_shorten(low)}–{_shorten(high)}"


def _shorten(number: str) -> str:
    """Return a number without the zero before its point."""
    return number.replace("0.", ".", 1) if number.lstrip("+-").startswith("0.") else number
