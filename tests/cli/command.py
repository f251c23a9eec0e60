"""Run a command as a person would, with no setting but the test's own."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def dateline(*arguments: str, given: str = "", **environment: str) -> tuple[int, str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=PROJECT,
        input=given,
        env={**clean, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )
    return done.returncode, done.stdout, done.stderr
