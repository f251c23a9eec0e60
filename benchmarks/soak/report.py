"""The report of a run: one JSON file, a table in Markdown, and the page of the documentation."""

import math
import os
import platform
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.soak.checks import count_occasions, count_repeats, list_reasons
from benchmarks.soak.corpus import IndexMeasure
from benchmarks.soak.journal import Journal, Request
from benchmarks.soak.measures import PhaseMeasure, percentile
from benchmarks.soak.options import SoakOptions
from benchmarks.soak.processes import CORES, Sample
from benchmarks.soak.run import SoakResult

BEGIN = "<!-- What follows is written by make soak. -->"
END = "<!-- What came before is written by make soak. -->"

_WINDOW = 10.0  # seconds
_SERIES_STEP = 2


def make_report(
    options: SoakOptions, index: IndexMeasure, result: SoakResult, journal: Journal,
    samples: Sequence[Sample],
) -> dict[str, Any]:  # fmt: skip
    """Return everything that is told of a run; times count from its start."""
    start = samples[0].at if samples else 0.0
    kept = samples[::_SERIES_STEP]
    return {
        "machine": {
            "cores": CORES, "python": platform.python_version(), "load": os.getloadavg()[2],
        },
        "seed": options.seed,
        "latency": options.latency,
        "index": asdict(index),
        "rows": [_plain(row) for row in result.rows],
        "ceiling": result.ceiling,
        "steady": _plain(result.steady),
        "memory": asdict(result.memory) if result.memory else None,
        "chaos": _plain(result.chaos),
        "changes": result.changes,
        "counts": _count(journal),
        "promises": [asdict(promise) for promise in result.promises],
        "phases": {
            name: [round(at - start, 1) for at in result.phases[name]]
            for name in ("steady", "chaos")
            if name in result.phases
        },
        "kills": [at - start for at in journal.kills],
        "series": {
            "at": [round(each.at - start, 1) for each in kept],
            "memory": [round(each.memory, 1) for each in kept],
            "anonymous": [round(each.anonymous, 1) for each in kept],
            "age": [round(each.age, 3) for each in kept],
        },
        "windows": _divide([*journal.list_questions()], start),
    }  # fmt: skip


def format_table(report: Mapping[str, Any]) -> str:
    """Return the tables of a run in Markdown."""
    index, machine = report["index"], report["machine"]
    heading = (
        f"{index['passages']:,} passages of {index['articles']:,} articles, {index['engine']} "
        f"engine; `dateline index build` took {index['seconds']:.0f} s. {machine['cores']} cores, "
        f"Python {machine['python']}."
    )
    lines = [
        heading,
        "",
        *_format_phases(report),
        "",
        *_format_chaos(report),
        "",
        *_format_promises(report["promises"]),
    ]
    return "\n".join(lines)


def update_page(page: Path, table: str) -> None:
    """Put the tables of a run into their place on a page."""
    text = page.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")


def _plain(measure: PhaseMeasure | None) -> dict[str, Any] | None:
    if measure is None:
        return None
    values = {**asdict(measure), "bound": measure.bound, "load": measure.load}
    is_endless = {
        name: isinstance(value, float) and math.isinf(value) for name, value in values.items()
    }
    return {name: None if is_endless[name] else value for name, value in values.items()}


def _count(journal: Journal) -> dict[str, Any]:
    return {
        "requests": Counter(each.kind.value for each in journal.requests),
        "faults": Counter(each.kind.name for each in journal.faults),
        "kills": len(journal.kills),
        "child_kills": len(journal.child_kills),
        "repeats": count_repeats(journal, "chaos"),
        "occasions": count_occasions(journal),
        "notices": len(journal.notices),
        "reasons": Counter(list_reasons(journal)),
    }


def _divide(questions: Sequence[Request], start: float) -> dict[str, list[float]]:
    """Return the p99 of the questions that were asked in each ten seconds."""
    windows: dict[int, list[float]] = {}
    for each in questions:
        if each.latency is not None:
            windows.setdefault(int((each.at - start) / _WINDOW), []).append(each.latency)
    ordered = sorted(windows.items())
    return {
        "at": [(number + 0.5) * _WINDOW for number, _ in ordered],
        "p99": [round(percentile(values, 0.99), 4) for _, values in ordered],
    }


def _format_phases(report: Mapping[str, Any]) -> Iterator[str]:
    yield _line([
        "Questions a second", "Seconds", "p50, ms", "p95, ms", "p99, ms", "Oldest, s",
        "Cores by process", "What bounds it",
    ])  # fmt: skip
    yield _line(["---", *["--:"] * 5, "---", "---"])
    rows = [(f"{row['rate']:g}", row) for row in report["rows"]]
    rows += [
        (f"{report[name]['rate']:.3g}, {name}", report[name])
        for name in ("steady", "chaos")
        if report[name]
    ]
    for name, row in rows:
        cores = ", ".join(f"{role} {share:.2f}" for role, share in row["cores"].items())
        times = [_milliseconds(row[key]) for key in ("p50", "p95", "p99")]
        yield _line(
            [name, f"{row['seconds']:.0f}", *times, f"{row['age']:.2f}", cores, row["bound"]]
        )
    yield ""
    yield f"The ceiling is **{report['ceiling']:g} questions a second**."


def _format_chaos(report: Mapping[str, Any]) -> Iterator[str]:
    counts, changes = report["counts"], report["changes"]
    yield _line(["Chaos", "Number"])
    yield _line(["---", "--:"])
    yield _line(["SIGKILL of the bot", f"{counts['kills']}"])
    yield _line(["SIGKILL of its processes", f"{counts['child_kills']}"])
    for kind, number in sorted(counts["faults"].items()):
        yield _line([_FAULTS[kind], f"{number:,}"])
    for name, number in changes.items():
        yield _line([f"files {name}", f"{number:,}"])
    for kind, number in counts["requests"].items():
        yield _line([f"{kind} (whole run)", f"{number:,}"])
    yield _line(["answers sent again", f"{counts['repeats']:,}"])
    yield _line(["lines that ask to wait, or say what is given up", f"{counts['notices']:,}"])
    for reason, number in counts["reasons"].items():
        yield _line([f"unanswered: {reason}", f"{number:,}"])


_FAULTS = {
    "FLOOD": "429 with a pause of 1 to 5 s",
    "BAD_GATEWAY": "502",
    "DROP": "connection closed before the call was done",
    "CUT": "connection closed after it was done",
    "HOLD": "no reply, not done",
    "LOST": "no reply, but done",
}


def _format_promises(promises: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield _line(["Promise", "Kept", "Measured"])
    yield _line(["---", "---", "---"])
    for promise in promises:
        yield _line([promise["name"], "yes" if promise["is_kept"] else "**no**", promise["detail"]])


def _milliseconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds * 1000:,.0f}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
