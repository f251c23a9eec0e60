"""What docs/corpus.md shows of the commands is what they print."""

import re
from pathlib import Path

import pytest

from tests.cli.command import called
from tests.paths import PROJECT

TEXT = (PROJECT / "docs" / "corpus.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?\n)```$", TEXT, re.MULTILINE | re.DOTALL)
(ARTICLES,) = (block for block in BLOCKS if block.startswith("{"))
SHOWN = "".join(block for block in BLOCKS if block.startswith("$ dateline "))

# What differs from run to run: ids, times, durations, and who runs the test.
_CHANGING = (
    (r"\b[0-9a-f]{12}\b", "<id>"),
    (r"\d{4}-\d\d-\d\dT[0-9:+]+|\d{4}-\d\d-\d\d \d\d:\d\d$", "<time>"),
    (r"\d+\.\d s", "<seconds>"),
    (r"\S+ \(command\)", "<who>"),
)


def _steady(text: str) -> str:
    for pattern, name in _CHANGING:
        text = re.sub(pattern, name, text, flags=re.MULTILINE)
    return text


def _printed(folder: Path, commands: list[str]) -> str:
    lines = []
    for command in commands:
        _, out, _ = called(
            *command.split(), DATELINE_SEEDS="",
            DATELINE_CORPUS="corpus", DATELINE_DATA=str(folder / "data"),
        )  # fmt: skip
        lines.append(f"$ dateline {command}\n{out}")
    return "".join(lines)


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "gazette.jsonl").write_text(ARTICLES, encoding="utf-8")
    commands = re.findall(r"^\$ dateline (.*)$", SHOWN, re.MULTILINE)
    assert len(commands) > 8
    assert _steady(_printed(tmp_path, commands)) == _steady(SHOWN)
