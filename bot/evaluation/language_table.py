"""Language table: how replies to the questions of each language did."""

from collections.abc import Iterator, Mapping

from bot.evaluation.metrics import Metric, compute_metrics
from bot.evaluation.questions import WITHOUT_ANSWERS
from bot.evaluation.runs import Run

ALL_LANGUAGES = "together"
"""The name of all languages."""

_COLUMNS = ("first quote", "in the reply", "refused", "rightly refused")
_CELL = 22
_LABEL = 12


def has_languages(run: Run) -> bool:
    """Tell whether the questions of a run name their languages."""
    return any(outcome.language for outcome in run.outcomes)


def languages_to_json(run: Run) -> dict[str, object]:
    """Return the figures of each language, and of all together."""
    return {
        language: {"questions": len(part.outcomes)}
        | {name: metric.to_json() if metric else None for name, metric in _measure(part).items()}
        for language, part in _split(run).items()
    }


def format_languages(run: Run) -> Iterator[str]:
    """Yield a row a language: of the questions that have an answer, and of the others."""
    heading = "".join(f"{column:>{_CELL}}" for column in ("questions", *_COLUMNS))
    yield f"{'':{_LABEL}}{heading}"
    for language, part in _split(run).items():
        cells = [f"{len(part.outcomes):>{_CELL}}"]
        cells += [f"{_format(metric):>{_CELL}}" for metric in _measure(part).values()]
        yield f"{language:{_LABEL}}{''.join(cells)}"


def _split(run: Run) -> Mapping[str, Run]:
    languages = sorted({outcome.language for outcome in run.outcomes})
    parts = {
        language: Run(tuple(o for o in run.outcomes if o.language == language))
        for language in languages
    }
    return {**parts, ALL_LANGUAGES: run} if len(parts) > 1 else parts


def _measure(part: Run) -> Mapping[str, Metric | None]:
    """Return the figures by column; None where no question is of that sort."""
    answerable = Run(tuple(o for o in part.outcomes if o.kind not in WITHOUT_ANSWERS))
    unanswerable = part.select({"unanswerable"})
    figures: dict[str, Metric | None] = dict.fromkeys(_COLUMNS)
    if answerable.outcomes:
        metrics = compute_metrics(answerable)
        figures["first quote"] = metrics["in_first_quote"]
        figures["in the reply"] = metrics["in_reply"]
        figures["refused"] = metrics["refused"]
    if unanswerable.outcomes:
        figures["rightly refused"] = compute_metrics(unanswerable)["refused"]
    return figures


def _format(metric: Metric | None) -> str:
    if metric is None or metric.value is None:
        return "–"
    return f"{metric.value:.2f} [{metric.low:.2f}, {metric.high:.2f}]"
