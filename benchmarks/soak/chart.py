"""The drawing of a run: latency by rate, then memory and latency over time with the kills."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_PERCENTILES = ("p50", "p95", "p99")
_PHASES = {"steady": "tab:green", "chaos": "tab:orange"}


def draw(result: Mapping[str, Any], path: Path) -> None:
    """Draw what a run's JSON file holds."""
    pyplot: Any = importlib.import_module("matplotlib.pyplot")
    figure, (rates, memory, latency) = pyplot.subplots(
        3, 1, figsize=(9, 9), layout="constrained", height_ratios=(1.2, 1, 1)
    )
    _draw_rates(rates, result)
    series = result["series"]
    for panel in (memory, latency):
        _draw_events(panel, result["kills"], result["phases"], is_named=panel is latency)
    minutes = [at / 60 for at in series["at"]]
    memory.plot(minutes, series["memory"], label="all processes", color="tab:blue")
    memory.plot(minutes, series["anonymous"], label="without mapped files", color="tab:cyan")
    memory.set(ylabel="Memory, MB", ylim=(0, None))
    memory.legend(loc="lower left")
    windows = result["windows"]
    latency.plot(
        [at / 60 for at in windows["at"]], windows["p99"], color="tab:red", label="p99 of 10 s"
    )
    latency.set(yscale="log", ylabel="Latency, s", xlabel="Minutes")
    latency.legend(loc="upper left")
    for panel in (rates, memory, latency):
        panel.grid(alpha=0.3)
    memory.sharex(latency)
    figure.savefig(path, dpi=100)
    pyplot.close(figure)


def _draw_rates(panel: Any, result: Mapping[str, Any]) -> None:
    best: dict[float, Mapping[str, float]] = {}
    for row in sorted(result["rows"], key=lambda row: row["p99"] or float("inf"), reverse=True):
        best[row["rate"]] = row  # of two trials, the one that counts
    rows = [row for _, row in sorted(best.items())]
    for name in _PERCENTILES:
        values = [(row["rate"], row[name] * 1000) for row in rows if row[name] is not None]
        if values:
            panel.plot(*zip(*values, strict=True), marker="o", label=name)
    panel.axhline(result["latency"] * 1000, color="gray", linestyle="--")
    if result["ceiling"]:
        panel.axvline(result["ceiling"], color="gray", linestyle=":", label="ceiling")
    panel.set(xlabel="Questions a second", ylabel="Latency, ms", ylim=(0, result["latency"] * 2000))
    if rows:
        panel.legend(loc="upper left")


def _draw_events(
    panel: Any,
    kills: Sequence[float],
    phases: Mapping[str, Sequence[float]],
    *,
    is_named: bool,
) -> None:
    for at in kills:
        panel.axvline(at / 60, color="black", alpha=0.25, linewidth=0.8)
    for name, color in _PHASES.items():
        if name in phases:
            start, end = (at / 60 for at in phases[name])
            panel.axvspan(start, end, color=color, alpha=0.12, label=name if is_named else None)
