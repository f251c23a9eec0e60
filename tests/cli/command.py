"""Run a command as a person would, with no setting but the test's own."""

import io
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO
from unittest import mock

import pytest

from bot.cli import main
from tests.paths import PROJECT
from tests.waiting import LAST_RESORT

# A line on how far a long task is comes wherever that takes more than ten seconds.
_PROGRESS = re.compile(r'.*"level": "info", "logger": "bot\.cli\.terminal".*\n')


def dateline(*arguments: str, given: str = "", **environment: str) -> tuple[int, str, str]:
    """Return the exit status and what was printed, without lines on progress."""
    done = _run(arguments, given, subprocess.PIPE, environment)
    return done.returncode, done.stdout, _PROGRESS.sub("", done.stderr)


def write_errors(stream: TextIO, *arguments: str, **environment: str) -> tuple[int, str]:
    """Do the same, but write standard error to a file while the command runs."""
    done = _run(arguments, "", stream, environment)
    return done.returncode, done.stdout


def _run(
    arguments: Sequence[str], given: str, stderr: TextIO | int, environment: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=PROJECT,
        input=given,
        env={**clean, "PYTHONUTF8": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        timeout=2 * LAST_RESORT,
    )


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
