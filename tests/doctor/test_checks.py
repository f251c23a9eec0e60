"""What the doctor says of machines that a test cannot have."""

import os
import resource
import shutil
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.articles.findings import Finding, Rejection
from bot.doctor import folder_check, machine_check
from bot.doctor.diagnosis import Diagnosis, Level, approve
from bot.doctor.examination import examine
from bot.doctor.lock_holders import find_holder
from bot.reading.limits import ReadLimits


def only(results: Iterable[Diagnosis]) -> Diagnosis:
    (result,) = results
    return result


def test_a_check_that_hangs_or_fails_is_a_fault_and_keeps_no_other_from_its_result() -> None:
    release = threading.Event()

    def hang() -> Iterator[Diagnosis]:
        yield approve("first", "as far as it got")
        release.wait()
        yield approve("first", "too late")

    def fail() -> Iterator[Diagnosis]:
        raise KeyError("x")

    start = time.monotonic()
    checks = {"first": hang, "second": fail, "third": lambda: [approve("third", "well")]}
    results = list(examine(checks, patience=0.5))
    release.set()
    assert time.monotonic() - start < 60
    assert [(d.subject, d.level.value) for d in results] == [
        ("first", "ok"), ("first", "fault"), ("second", "fault"), ("third", "ok"),
    ]  # fmt: skip
    assert "did not end in time" in results[1].text
    assert "KeyError" in results[2].text
    assert all(d.remedy for d in results if d.level is not Level.OK)


@pytest.mark.parametrize(
    ("free", "level"), [(10**7, Level.FAULT), (5 * 10**8, Level.WARNING), (10**10, Level.OK)]
)
def test_little_free_disk_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, level: Level
) -> None:
    usage = SimpleNamespace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert only(folder_check.check_disk(tmp_path / "not" / "there")).level is level


def test_a_disk_without_room_for_names_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status = SimpleNamespace(
        f_files=100, f_favail=0, f_bavail=9**9, f_frsize=1, f_blocks=9**9, f_bfree=1
    )
    monkeypatch.setattr(os, "statvfs", lambda path: status)
    assert only(folder_check.check_disk(tmp_path)).text.startswith("no more files")


def test_a_network_file_system_is_told_by_the_nearest_mount(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    data = tmp_path / "my data"
    data.mkdir(mode=0o700)
    mounts = tmp_path / "mounts"
    point = str(data).replace(" ", r"\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {point} nfs4 rw 0 0\nwrong\n")
    assert folder_check.find_file_system(data, mounts) == "nfs4"
    assert folder_check.find_file_system(tmp_path, mounts) == "ext4"
    results = list(folder_check.check_data(data, mounts))
    assert [d.level for d in results] == [Level.OK, Level.WARNING]
    assert "(nfs4)" in results[1].text


def test_an_owner_who_is_somebody_else_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    result = next(iter(folder_check.check_data(tmp_path)))
    assert result.level is Level.WARNING
    assert "4242" in result.text


def test_folders_that_cannot_be_used_are_faults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert only(folder_check.check_data(tmp_path)).level is Level.FAULT
    assert only(folder_check.check_data(tmp_path / "new")).level is Level.FAULT
    assert only(folder_check.check_corpus([tmp_path])).level is Level.FAULT
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) == tmp_path)
    unreadable, _ = folder_check.check_corpus([tmp_path])
    assert unreadable.level is Level.FAULT
    assert "a.txt" in unreadable.text


@pytest.mark.parametrize(
    ("available", "index", "level"),
    [(10**8, 0, Level.WARNING), (10**9, 2 * 10**9, Level.WARNING), (10**9, 10**8, Level.OK)],
)
def test_memory_is_compared_with_the_index(
    monkeypatch: pytest.MonkeyPatch, available: int, index: int, level: Level
) -> None:
    monkeypatch.setattr(machine_check, "_read_available", lambda: 10**12)
    monkeypatch.setattr(machine_check, "_read_cgroup", lambda: available)
    assert only(machine_check.check_memory(index)).level is level


@pytest.mark.parametrize(
    ("limit", "level"),
    [(100, Level.FAULT), (500, Level.WARNING), (resource.RLIM_INFINITY, Level.OK)],
)
def test_a_low_limit_of_open_files_is_said(
    monkeypatch: pytest.MonkeyPatch, limit: int, level: Level
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (limit, limit))
    assert only(machine_check.check_open_files()).level is level


def test_a_sandbox_that_does_not_work_is_a_fault_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(path: Path, limits: ReadLimits) -> Iterator[Finding]:
        yield Rejection(str(path), None, "its reader crashed (signal SIGSYS)")

    monkeypatch.setattr(machine_check, "read_in_sandbox", refuse)
    result = only(machine_check.check_sandbox(ReadLimits()))
    assert result.level is Level.FAULT
    assert "SIGSYS" in result.text


def test_old_packages_and_an_old_python_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(machine_check.check_packages()).level is Level.OK
    monkeypatch.setattr(machine_check, "version", lambda name: "0.0.1")
    result = only(machine_check.check_packages())
    assert result.level is Level.FAULT
    assert "lxml 0.0.1 is older than 6.0" in result.text
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    assert "3.10.2" in only(machine_check.check_packages()).text


def test_the_holder_of_a_lock_is_told_by_the_files_number(tmp_path: Path) -> None:
    lock, table = tmp_path / "run.lock", tmp_path / "locks"
    lock.touch()
    number = lock.stat().st_ino
    table.write_text(f"1: POSIX ADVISORY WRITE 77 fe:00:{number} 0 EOF\n1: -> odd\n")
    assert find_holder(tmp_path, table) == ""
    table.write_text(f"1: FLOCK ADVISORY WRITE 77 fe:00:{number} 0 EOF\n")
    assert find_holder(tmp_path, table) == "process 77"
    lock.write_text("dateline run (process 77)")
    assert find_holder(tmp_path, table) == "dateline run (process 77)"
    assert find_holder(tmp_path / "missing", table) == ""
    assert find_holder(tmp_path, tmp_path / "missing") == ""
