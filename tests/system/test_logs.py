"""Logs as a process writes them: real processes, because logs belong to a whole process."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import PROJECT

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345"
START = f"""
import asyncio, gc, logging, sys, threading, warnings
from bot.system import logs
TOKEN = {TOKEN!r}
logs.configure_logs("INFO", [TOKEN, "https://reader:hunter22@127.0.0.1:9200"], layout={{layout!r}})
log = logging.getLogger("bot.test")
"""
FAULTS = """
class Broken:
    def __str__(self):
        raise RuntimeError(TOKEN)

log.info("Serving %s in %.1f s as %d", "x", 1.5, 3, extra={"chat": "ab", "values": {"t": TOKEN}})
log.warning("title %s", "a\\x1b[31m\\r\\n2026-01-01T00:00:00Z [info] forged\\u202e\\x9b")
log.warning("bad %d", "argument")
log.warning(Broken())
log.warning("broken %s", Broken())
log.warning("half %s and not a number %s", "\\ud800", float("nan"), extra={"n": float("inf")})
try:
    try:
        raise ValueError(f"inner {TOKEN}\\n2026-01-01T00:00:00Z [info] forged")
    except ValueError as error:
        error.add_note("a note on hunter22")
        raise ExceptionGroup(TOKEN, [KeyError(TOKEN), OSError("hunter22")]) from error
except ExceptionGroup as error:
    logs.log_incident(log, "Update 1 failed", error)
warnings.warn(f"careful with {TOKEN}")
thread = threading.Thread(target=lambda: int(TOKEN), name="counter")
thread.start()
thread.join()

async def fail():
    raise RuntimeError(TOKEN)

async def main():
    task = asyncio.create_task(fail())
    await asyncio.wait([task])

asyncio.run(main())
gc.collect()
logging.getLogger("httpx").info("GET /bot%s/getMe", TOKEN)
class Cursed:
    def __del__(self):
        raise RuntimeError(TOKEN)
Cursed()
raise SystemError(f"at last {TOKEN}")
"""


def run(code: str, layout: str, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", START.format(layout=layout) + code],
        cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert result.stdout == ""
    return result.stderr


def run_on_terminal(code: str, **environment: str) -> str:
    side, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", START.format(layout="auto") + code], cwd=PROJECT,
        env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": "", **environment}, stderr=child,
    )  # fmt: skip
    os.close(child)
    output = b""
    while True:
        try:
            output += os.read(side, 65536)
        except OSError:  # nobody holds the other side any more
            break
    process.wait()
    os.close(side)
    return output.decode()


@pytest.fixture(scope="module")
def lines() -> list[dict[str, object]]:
    return [json.loads(line) for line in run(FAULTS, "auto").splitlines()]


def test_each_line_is_an_object_with_the_same_four_fields_first(
    lines: list[dict[str, object]],
) -> None:
    for line in lines:
        assert list(line)[:4] == ["timestamp", "level", "logger", "event"]
        assert str(line["timestamp"]).endswith("Z")
    assert lines[0]["event"] == "Serving x in 1.5 s as 3"
    assert lines[0]["chat"] == "ab"
    assert [line["level"] for line in lines[:2]] == ["info", "warning"]


def test_whatever_writes_it_and_whatever_fails_goes_into_the_log(
    lines: list[dict[str, object]],
) -> None:
    loggers = [line["logger"] for line in lines]
    assert {"bot.test", "py.warnings", "asyncio", "bot.system.logs"} == set(loggers)
    text = json.dumps(lines)
    for words in (
        "ValueError: inner", "a note on", "KeyError", "OSError", "the thread counter",
        "Task exception was never retrieved", "Cursed", "at last", "Broken that cannot be shown",
        "bad %d",
    ):  # fmt: skip
        assert words in text, words


def test_no_secret_is_in_it(lines: list[dict[str, object]]) -> None:
    text = json.dumps(lines)
    assert TOKEN.partition(":")[2] not in text
    assert "hunter22" not in text
    assert text.count("[secret]") > 9


def test_a_hostile_text_forges_no_line_and_steers_no_terminal(
    lines: list[dict[str, object]],
) -> None:
    text = run(FAULTS, "text")
    assert not [line for line in text.splitlines() if "forged" in line and line[:4] == "2026"
                and "title" not in line]  # fmt: skip
    for output in (text, *(str(line) for line in lines)):
        assert not set(output) & set("\x1b\x9b\r\u202e\x07")


def test_a_terminal_gets_readable_lines_in_color_unless_somebody_wants_none() -> None:
    code = "log.warning('watch %s', 'out', extra={'n': 1})"
    output = run_on_terminal(code)
    assert "\x1b[" in output
    assert "watch out" in output
    assert not output.startswith("{")
    plain = run_on_terminal(code, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "[warning  ] watch out" in plain
    assert plain.rstrip().endswith("[bot.test] n=1")
    assert "\x1b" not in run_on_terminal(code, TERM="dumb")


def test_a_stream_that_has_only_ascii_gets_lines_that_can_be_read_all_the_same() -> None:
    output = run("log.info('%s', 'é “東” \U0001f680')", "json", PYTHONIOENCODING="ascii")
    assert output.isascii()
    assert json.loads(output)["event"] == "é “東” \U0001f680"


def test_lines_are_bounded_and_what_no_line_can_be_made_of_stops_nobody() -> None:
    code = """
log.warning("long %s", "x" * 1_000_000)
try:
    raise ValueError("y" * 1_000_000)
except ValueError:
    log.exception("long")
sys.stderr.close()
log.warning("nobody hears it")
"""
    lines = run(code, "json").splitlines()
    assert [len(line) < 60_000 for line in lines] == [True, True]
    assert "characters left out" in lines[0]


def test_nothing_of_it_is_loaded_before_the_first_line(tmp_path: Path) -> None:
    code = "print([name for name in sys.modules if 'structlog' in name], file=sys.stderr)"
    assert run(code, "auto") == "[]\n"
