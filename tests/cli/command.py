"""Run a command as a person would, with no setting but the test's own."""

import io
import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from bot.cli import main
from tests.paths import PROJECT
from tests.preloaded_process import PreloadedProcess, can_be_preloaded
from tests.waiting import LAST_RESORT

# A line on how far a long task is comes wherever that takes more than ten seconds.
_PROGRESS = re.compile(r'.*"level": "info", "logger": "bot\.cli\.terminal".*\n')


def dateline(*arguments: str, given: str = "", **environment: str) -> tuple[int, str, str]:
    """Return the exit status and what was printed, without lines on progress."""
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors"
        status, output = _run(arguments, errors, environment, given)
        return status, output, _PROGRESS.sub("", errors.read_text(encoding="utf-8"))


def write_errors(errors: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Do the same, but write standard error to a file while the command runs."""
    return _run(arguments, errors, environment)


def _run(
    arguments: Sequence[str], errors: Path, environment: Mapping[str, str], given: str = ""
) -> tuple[int, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    with tempfile.TemporaryDirectory() as folder:
        input_file, output = Path(folder) / "input", Path(folder) / "output"
        input_file.write_text(given, encoding="utf-8")
        if can_be_preloaded(environment):
            command = PreloadedProcess(
                arguments, {**clean, **environment}, PROJECT, output, errors, input_file
            )
            status = command.wait_at_most(2 * LAST_RESORT)
        else:
            with input_file.open() as stdin, output.open("w") as stdout, errors.open("w") as stderr:
                status = subprocess.run(
                    [sys.executable, "-m", "bot", *arguments],
                    cwd=PROJECT, env={**clean, "PYTHONUTF8": "1", **environment},
                    stdin=stdin, stdout=stdout, stderr=stderr, timeout=2 * LAST_RESORT,
                ).returncode  # fmt: skip
        return status, output.read_text(encoding="utf-8")


def called(*arguments: str, given: str = "", **environment: str) -> tuple[int, str, str]:
    """Do the same in this process, where that is enough: it takes a tenth of the time."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    err = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    with (
        mock.patch.dict(os.environ, {**clean, **environment}, clear=True),
        mock.patch.object(sys, "argv", ["dateline", *arguments]),
        mock.patch.object(sys, "stdin", io.StringIO(given)),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    assert isinstance(ended.value.code, int)
    written = out.buffer
    assert isinstance(written, io.BytesIO)
    return ended.value.code, written.getvalue().decode(), _PROGRESS.sub("", err.getvalue())
