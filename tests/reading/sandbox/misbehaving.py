"""A worker that reads JSON lines, and does to itself what some of their texts say."""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding
from bot.reading.formats import json_lines, registry
from bot.reading.formats.format import Format
from bot.reading.sandbox import worker
from bot.reading.source import Source


def _spin() -> None:
    while True:
        pass


def _compute() -> None:
    start = time.process_time()
    while time.process_time() - start < 3:
        pass


def _swallow() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(b"x" * 2**20))


def _babble() -> None:
    for number in range(3, 200):
        try:
            socket.socket(fileno=os.dup(number)).send(b"nonsense, nothing that a reader sends")
        except OSError:
            continue


def _spawn() -> None:
    subprocess.run(["/bin/true"], check=True)


def _fail() -> None:
    raise ValueError("a bug\nin a parser")


def _lose_disk() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


DEEDS: dict[str, Callable[[], object]] = {
    "segfault": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "exit": lambda: os._exit(0),
    "sys.exit": sys.exit,
    "kill": lambda: signal.raise_signal(signal.SIGKILL),
    "sleep": lambda: time.sleep(3600),
    "spin": _spin,
    "compute": _compute,
    "swallow": _swallow,
    "babble": _babble,
    "fail": _fail,
    "disk": _lose_disk,
    "write": lambda: Path("/tmp/dateline-was-here").write_text("x"),  # noqa: S108
    "spawn": _spawn,
    "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "secret": lambda: _fail() if any("TOKEN" in name for name in os.environ) else None,
}


def obey(source: Source) -> Iterator[Finding | Source]:
    """Read JSON lines and do what their texts say."""
    for finding in json_lines.read(source):
        if isinstance(finding, Article):
            DEEDS.get(finding.text, lambda: None)()
        yield finding


if __name__ == "__main__":
    registry.FORMATS = (Format("misbehaving files", (), (), json_lines.recognises, obey),)
    worker.main()
