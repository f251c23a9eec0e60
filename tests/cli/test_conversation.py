"""The conversation in a terminal: a pseudo-terminal for what a person types, pipes for others."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import dateline
from tests.paths import PROJECT
from tests.waiting import LAST_RESORT

FORKLIFT = "Who stood on the forklift?"
UP = "\x1b[A"
# With this, a prompt asks the terminal to mark what is pasted.
READY = "\x1b[?2004h"


class Terminal:
    """A command with a terminal of its own, and what it wrote there."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self._side, child = pty.openpty()
        clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=PROJECT,
            env={
                **clean, "TERM": "xterm-256color", "COLUMNS": "100", "DATELINE_DATA": str(data),
                "PROMPT_TOOLKIT_NO_CPR": "1",
            },
            stdin=child, stdout=child, stderr=child, start_new_session=True,
        )  # fmt: skip
        os.close(child)
        self.text = ""

    def type(self, line: str) -> None:
        os.write(self._side, f"{line}\r".encode())

    def wait_for(self, words: str, count: int = 1) -> None:
        """Wait until the command wrote ``words`` that often and then asks for the next line."""
        end = time.monotonic() + LAST_RESORT
        while self.text.count(words) < count or self.text.rfind(READY) < self.text.rfind(words):
            assert time.monotonic() < end, f"waited in vain for {words!r} in {self.text!r}"
            if select.select([self._side], [], [], 0.2)[0]:
                self.text += os.read(self._side, 65536).decode(errors="replace")

    def close(self) -> int:
        os.write(self._side, b"\x04")
        status = self._process.wait(LAST_RESORT)
        os.close(self._side)
        return status

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    side = Terminal(tmp_path, "chat")
    yield side
    side.kill()


def test_a_person_gets_the_answer_in_color_without_log_lines_and_can_go_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.wait_for("Ctrl-D ends.")
    terminal.type(FORKLIFT)
    terminal.wait_for("As of 7 January 2026")
    assert "INFO" not in terminal.text
    assert re.search(r"\x1b\[[0-9;]*36m[^\x1b]*Images released by KCNA", terminal.text)
    assert FORKLIFT in (tmp_path / "history").read_text("utf-8")
    terminal.type(UP)
    terminal.wait_for("As of 7 January 2026", count=2)
    assert terminal.close() == 0


def test_more_shows_what_the_first_reply_left_out_or_says_that_there_is_none() -> None:
    asked = f"more\n{FORKLIFT}\nMORE\nmore\nexit\n"
    status, out, _ = dateline("chat", given=asked, DATELINE_ENGINE="memory")
    assert status == 0
    before, _, after = out.partition("As of 7 January 2026")
    assert "Ask something first." in before
    assert ("Type more" in after) == ("There is no more on this." not in after)


def test_lines_that_are_piped_in_are_answered_as_they_are() -> None:
    status, out, _ = dateline("chat", given=f"\n{FORKLIFT}\n")
    assert status == 0
    assert "Images released by KCNA" in out
    assert "\x1b" not in out
