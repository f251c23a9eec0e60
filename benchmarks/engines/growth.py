"""Measure the disk engine on synthetic passages of several numbers, and draw its growth."""

import importlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PANELS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Query, ms": (("p50", "p50"), ("p99", "p99")),
    "Memory after the queries, MB": (
        ("process", "with mapped files"),
        ("private", "the process's own"),
    ),
    "Disk, MB": (("disk", "disk"),),
}


def read_measured(path: Path) -> list[dict[str, float]]:
    """Return what was measured last at each number of passages, in order."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for _, row in sorted({row["passages"]: row for row in rows}.items())]


def draw(rows: Sequence[Mapping[str, float]], path: Path) -> None:
    """Draw p50, p99, memory and disk against the number of passages."""
    pyplot: Any = importlib.import_module("matplotlib.pyplot")
    figure, axes = pyplot.subplots(1, len(PANELS), figsize=(12, 3.6), layout="constrained")
    passages = [row["passages"] for row in rows]
    for panel, (title, lines) in zip(axes, PANELS.items(), strict=True):
        for key, label in lines:
            panel.plot(passages, [row[key] for row in rows], marker="o", label=label)
        panel.set(xscale="log", yscale="log", title=title, xlabel="Passages")
        panel.grid(alpha=0.3, which="both")
        if len(lines) > 1:
            panel.legend()
    figure.savefig(path, dpi=110)
