"""Where the benchmark's questions and articles lie; nothing of them is in this repository."""

import os
from pathlib import Path

import pytest

VARIABLE = "DATELINE_BENCHMARK"


def benchmark_folder() -> Path | None:
    """Return the folder that the environment names, or None where it is missing."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder and (Path(folder) / "articles.jsonl.gz").is_file() else None


needs_benchmark = pytest.mark.skipif(
    benchmark_folder() is None,
    reason=f"the benchmark's articles are not here: set {VARIABLE} to their folder",
)

if __name__ == "__main__":
    print(benchmark_folder() or f"missing: set {VARIABLE} to the benchmark's folder")
