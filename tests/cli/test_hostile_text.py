"""What files and articles say never steers the terminal that shows it, nor reveals a secret."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.system.log_lines.printable import is_safe
from tests.cli.command import called, dateline

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.\u2066\u2028\u0085"
NAME = "2026-01-07-\x1b[31mred\u202e-\udcff.md"
TEXT = (
    f"The bridge {EVIL} was opened by the mayor of Valdemar on Monday.\n\n"
    f"It cost {EVIL} two million euros, the mayor Marta Quiroga said.\n"
)
TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345"
SETTINGS = {"DATELINE_TELEGRAM_TOKEN": TOKEN}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    fields = f"title: Bridge {EVIL}\nsource: Courier {EVIL}\nurl: https://news.example/a{EVIL}b\n"
    (corpus / NAME).write_text(f"---\n{fields}---\n{TEXT}", "utf-8")
    row = {"title": EVIL, "text": TEXT, "source": EVIL, "published": "2026-01-07", "id": EVIL,
           "url": f"https://news.example/{EVIL}"}  # fmt: skip
    (corpus / "2026-01-07-rows.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({"a": EVIL}))
    (corpus / f"refused{NAME}.xyz").write_bytes(b"\0\x1b[31m" + EVIL.encode())
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    status, out, err = called(
        "--corpus", str(folder / "corpus"), *arguments, DATELINE_DATA=str(folder / "data"),
        **SETTINGS,
    )  # fmt: skip
    return status, out + err


def check(output: str) -> None:
    unsafe = {character for character in output if not is_safe(character)} - {"\n"}
    assert unsafe == set(), f"{unsafe} in {output!r}"


COMMANDS: Sequence[tuple[str, ...]] = (
    ("ask", "Who opened the bridge?"),
    ("ask", "Who opened the bridge?", "--json"),
    ("ask", "Who opened the bridge?", "--explain"),
    ("ask", f"What is {EVIL}?"),
    ("ask", f"What is {EVIL}?", "--json"),
    ("corpus", "list"),
    ("corpus", "list", "--json"),
    ("corpus", "show", NAME),
    ("corpus", "show", "2026-01-07-rows.jsonl", "--json"),
    ("corpus", "show", f"missing{EVIL}"),
    ("corpus", "articles", "--search", "bridge"),
    ("corpus", "articles", "--search", "bridge", "--json"),
    ("corpus", "stats"),
    ("index", "status"),
    ("index", "build", "--json"),
    ("index", "verify"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_shows_it_in_words(folder: Path, arguments: tuple[str, ...]) -> None:
    _, output = run(folder, *arguments)
    assert output
    check(output)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_dry_run_shows_it_in_words(folder: Path, options: tuple[str, ...]) -> None:
    status, output = run(folder, "corpus", "check", str(folder / "corpus"), *options)
    assert status == 1
    check(output)


def test_what_is_read_is_json_of_the_same_text(folder: Path) -> None:
    status, out, err = called(
        "corpus", "read", str(folder / "corpus"), DATELINE_DATA=str(folder / "data")
    )
    assert status == 1
    check(out + err)
    assert any(EVIL[2:7] in json.loads(line)["text"] for line in out.splitlines())


def test_changes_and_their_record_show_it_in_words(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "corpus", tmp_path / "corpus")
    source = tmp_path / f"new{NAME}"
    source.write_text(f"---\ntitle: Ferry {EVIL}\n---\n{TEXT}", "utf-8")
    for arguments in (
        ("corpus", "add", str(source), "--yes"), ("corpus", "remove", NAME, "--yes"),
        ("corpus", "list", "--trash"), ("corpus", "restore", NAME), ("corpus", "audit"),
        ("corpus", "restore", EVIL), ("corpus", "export", NAME, str(tmp_path / "copy")),
    ):  # fmt: skip
        _, output = run(tmp_path, *arguments)
        assert output
        check(output)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--corpus", f"none{EVIL}", "ask", "x"),
        (EVIL,),
        ("ask", "x", "--at", EVIL),
        ("corpus", "check", f"none{EVIL}"),
        ("corpus", "add", EVIL, "--yes"),
    ],
)
def test_a_mistake_is_named_in_words(arguments: tuple[str, ...], tmp_path: Path) -> None:
    status, out, err = called(*arguments, DATELINE_DATA=str(tmp_path))
    assert status != 0
    check(out + err)


def test_on_a_line_of_a_terminal_conversation_it_is_words(folder: Path) -> None:
    status, out, err = dateline(
        "--corpus", str(folder / "corpus"), "chat", given="Who opened the bridge?\n",
        DATELINE_DATA=str(folder / "data"),
    )  # fmt: skip
    assert status == 0
    assert "mayor" in out
    assert err == ""
    check(out)


@pytest.mark.parametrize(
    "environment",
    [
        {"DATELINE_TELEGRAM_API_URL": f"ftp://reader:hunter22@{TOKEN}"},
        {"DATELINE_TIMEZONE": f"Mars/{TOKEN}"},
        {"DATELINE_CORPUS": f"/missing/{TOKEN}", "DATELINE_SEEDS": ""},
        {"DATELINE_DATA": f"/proc/{TOKEN}"},
        {"DATELINE_ADMINS": TOKEN},
        {"DATELINE_OPENSEARCH_URL": "reader:hunter22@127.0.0.1"},
        {"DATELINE_ENGINE": "opensearch",
         "DATELINE_OPENSEARCH_URL": "http://reader:hunter22@127.0.0.1:1"},
    ],
)  # fmt: skip
def test_a_start_that_fails_shows_no_secret(environment: dict[str, str]) -> None:
    status, out, err = dateline("ask", "x", **{**SETTINGS, **environment})
    assert status in (0, 1, 2)  # without a data folder, the answer comes all the same
    assert err
    assert TOKEN.partition(":")[2] not in out + err
    assert "hunter22" not in out + err
    check(out + err)


def test_a_crash_shows_a_traceback_without_secrets(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import bot.settings\n"
        "def fail(*_):\n"
        "    try:\n"
        "        raise OSError('inner hunter22')\n"
        "    except OSError as error:\n"
        f"        raise RuntimeError({TOKEN!r}) from error\n"
        "bot.settings.load = fail\n"
    )
    status, _, err = dateline(
        "ask", "x", PYTHONPATH=str(tmp_path),
        DATELINE_OPENSEARCH_URL="http://reader:hunter22@127.0.0.1:1", **SETTINGS,
    )  # fmt: skip
    assert status == 1
    assert re.search(r"RuntimeError: .*\[secret\]", err)
    assert TOKEN.partition(":")[2] not in err
    assert "hunter22" not in err
