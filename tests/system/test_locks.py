import fcntl
import logging
import os
import subprocess
import threading
from pathlib import Path

import pytest

from bot.system.locks import hold_lock, hold_write_lock
from tests.paths import PROJECT
from tests.programs import program, wait_with_lock


def _holder(path: Path) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    holder = subprocess.Popen(program(wait_with_lock, path), cwd=PROJECT, stdin=pipe, stdout=pipe)
    assert holder.stdout
    assert holder.stdout.readline() == b"begun\n"
    return holder


def test_a_second_process_waits_and_logs_which_one_holds_the_lock(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.lock"
    with _holder(path) as holder:
        assert not _is_free(path)
        waiter = threading.Thread(target=_hold, args=(path,))
        waiter.start()
        while not caplog.records:
            waiter.join(0.01)
        assert waiter.is_alive()
        assert holder.stdin
        holder.stdin.close()
        waiter.join(20)
        assert not waiter.is_alive()
    name = f"programs.py wait_with_lock (process {holder.pid})"
    expected = f"Waiting for {name}, which is writing."
    assert caplog.record_tuples == [("bot.system.locks", logging.WARNING, expected)]


def test_a_killed_process_releases_its_lock(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.lock"
    with _holder(path) as holder:
        holder.kill()
    with hold_lock(path, "is writing"):
        assert f"(process {os.getpid()})" in path.read_text()
    assert path.read_text() == ""
    assert not caplog.records


def test_two_threads_exclude_each_other_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.lock"
    with hold_lock(path, "is writing"):
        waiter = threading.Thread(target=_hold, args=(path,))
        waiter.start()
        waiter.join(0.1)
        assert waiter.is_alive()
    waiter.join(20)
    assert not waiter.is_alive()
    assert not caplog.records


def test_a_lock_on_a_full_disk_still_excludes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes, offset: int) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    path = tmp_path / "a.lock"
    with hold_lock(path, "is writing"):
        assert not _is_free(path)


def test_an_index_has_its_lock_in_its_folder(tmp_path: Path) -> None:
    with hold_write_lock(tmp_path / "index"):
        assert not _is_free(tmp_path / "index" / "writer.lock")
    assert _is_free(tmp_path / "index" / "writer.lock")


def _hold(path: Path) -> None:
    with hold_lock(path, "is writing"):
        pass


def _is_free(path: Path) -> bool:
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
