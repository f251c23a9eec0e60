"""What a command loads: nothing heavy that it does not need."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.cli.lazy_group import COMMANDS, load_command
from tests.cli.command import called
from tests.paths import PROJECT
from tests.waiting import LAST_RESORT

HEAVY = {
    "aiohttp", "babel", "httpx", "matplotlib", "numpy.ma", "opensearchpy", "rank_bm25", "rich",
    "telegram",
}  # fmt: skip
READS_FILES = {"bot.reading.reader", "bot.articles.passages.segment", "lxml", "yaml"}
COMMANDS_ALONE = {"pydantic", "pydantic_settings", "typer", "rich", "bot.settings"}

LOAD = """
import json, sys
try:
    {code}
except SystemExit:
    pass
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def _loaded(code: str, tmp_path: Path) -> set[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DATELINE_")}
    result = subprocess.run(
        [sys.executable, "-c", LOAD.format(code=code)],
        cwd=PROJECT,
        env={**clean, "DATELINE_DATA": str(tmp_path), "DATELINE_ENGINE": "disk"},
        capture_output=True,
        text=True,
        timeout=LAST_RESORT,
        check=True,
    )
    return set(json.loads(result.stderr.splitlines()[-1]))


def test_importing_the_package_loads_none_of_its_rooms(tmp_path: Path) -> None:
    loaded = _loaded("import bot", tmp_path)
    assert {name for name in loaded if name.startswith("bot.")} == set()
    assert loaded & {*HEAVY, *COMMANDS_ALONE, "numpy", "asyncio"} == set()


def test_asking_loads_no_chat_library_and_nothing_that_reads_files(tmp_path: Path) -> None:
    ask = "sys.argv[1:] = ['ask', 'Who stood on the forklift?']; from bot.cli import main; main()"
    _loaded(ask, tmp_path)  # builds the index, for which it reads the files
    loaded = _loaded(ask, tmp_path)
    assert "bot.answers.answerer" in loaded
    assert loaded & (HEAVY | READS_FILES) == set()


def test_the_library_answers_without_what_the_commands_load(tmp_path: Path) -> None:
    code = "from bot import Dateline; Dateline.open('seeds').ask('Who stood on the forklift?')"
    loaded = _loaded(code, tmp_path)
    assert "bot.answers.answerer" in loaded
    assert (
        loaded
        & {"telegram", "matplotlib", "opensearchpy", "pydantic", "typer", "rich", "bot.settings"}
        == set()
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_loaded_and_has_its_help(name: str) -> None:
    assert load_command(name).name == name
    status, out, err = called(name, "--help")
    assert (status, err) == (0, "")
    assert f"dateline {name}" in out


def test_the_help_lists_every_command_in_order() -> None:
    _, out, _ = called("--help")
    places = [out.index(f"│ {name} ") for name in COMMANDS]
    assert places == sorted(places)


def test_a_mistyped_command_is_corrected_without_loading_any() -> None:
    status, _, err = called("ak", "x")
    assert (status, err) == (2, "dateline: No such command 'ak'. Did you mean 'ask'?\n")


def test_every_module_of_the_commands_but_run_is_kept_from_telegram() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    sources = {
        source
        for contract in contracts
        if contract.get("forbidden_modules") == ["telegram"]
        for source in contract["source_modules"]
    }
    modules = {path.stem for path in (PROJECT / "bot" / "cli").glob("*.py")} - {"__init__", "run"}
    assert {f"bot.cli.{module}" for module in modules} <= sources
    for contract in contracts:
        assert contract.keys().isdisjoint(("ignore_imports", "allow_indirect_imports"))
