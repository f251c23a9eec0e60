import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.system.folders.data_folder import DataFolder, DataFolderError, FolderInUseError
from bot.system.folders.exclusive_lock import ExclusiveLock
from tests.paths import PROJECT
from tests.programs import hold_data_folder, program


@pytest.fixture
def holder(tmp_path: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Yield another process that holds the folder."""
    pipe = subprocess.PIPE
    command = program(hold_data_folder, tmp_path / "data")
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        yield process
        process.kill()


def hold_once(folder: Path) -> None:
    with DataFolder(folder).hold():
        pass


def test_a_folder_in_use_is_refused_with_its_holder_and_since_when(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    with pytest.raises(FolderInUseError) as refusal:
        hold_once(tmp_path / "data")
    pattern = rf"in use by programs\.py hold_data_folder \(process {holder.pid}\) since 20\d\d-"
    assert re.search(pattern, str(refusal.value))


def test_the_lock_ends_with_a_killed_process(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    holder.kill()
    holder.wait()
    hold_once(tmp_path / "data")
    assert (tmp_path / "data" / "run.lock").read_text() == ""


def test_a_note_of_a_process_that_has_ended_is_not_believed(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    with subprocess.Popen(program(print), cwd=PROJECT, stderr=subprocess.DEVNULL) as ended:
        ended.wait()
    note = (tmp_path / "data" / "run.lock").read_text()
    stale_note = note.replace(f"process {holder.pid}", f"process {ended.pid}")
    (tmp_path / "data" / "run.lock").write_text(stale_note)
    with pytest.raises(FolderInUseError, match="in use by another process: end"):
        hold_once(tmp_path / "data")


def test_a_process_that_another_machine_names_is_named_with_it(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    (tmp_path / "data" / "run.lock").write_text("bot run (process 1) on container 2026-01-07")
    with pytest.raises(FolderInUseError, match=r"bot run \(process 1\) on container since 2026"):
        hold_once(tmp_path / "data")
    assert holder.poll() is None


def test_a_copy_of_the_process_does_not_hold_the_lock(tmp_path: Path) -> None:
    lock = ExclusiveLock(tmp_path / "run.lock")
    assert lock.acquire() is None
    begun, writer = os.pipe()
    reader, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(end)
        os.write(writer, b".")
        os.read(reader, 1)
        os._exit(0)
    try:
        assert os.read(begun, 1)
        assert lock._descriptor
        os.close(lock._descriptor)  # as the system does when the process ends
        other = ExclusiveLock(tmp_path / "run.lock")
        assert other.acquire() is None
        other.release()
    finally:
        os.close(end)
        os.waitpid(child, 0)
        for descriptor in (begun, writer, reader):
            os.close(descriptor)


def test_a_folder_that_was_deleted_is_made_anew_and_held(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with DataFolder(tmp_path / "data").hold() as folder:
        folder.check()
        assert not caplog.records
        shutil.rmtree(tmp_path / "data")
        folder.check()
        folder.check()
        assert caplog.text.count("was moved, deleted or replaced") == 1
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
        with pytest.raises(FolderInUseError):
            hold_once(tmp_path / "data")


def test_a_folder_that_cannot_be_made_anew_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "data"
    with DataFolder(path).hold() as folder:
        shutil.rmtree(path)
        path.write_text("in its place")
        for _ in range(3):
            folder.check()
        assert caplog.text.count("cannot be used: it is a file") == 1
        path.unlink()
        folder.check()
        assert (path / "run.lock").exists()


def test_a_folder_that_another_bot_took_is_left_to_it(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "data").hold() as folder:
        shutil.rmtree(tmp_path / "data")
        with DataFolder(tmp_path / "data").hold(), pytest.raises(FolderInUseError):
            folder.check()


def test_permissions_of_others_are_taken_away_with_a_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("")
    outside.chmod(0o644)
    data = tmp_path / "data"
    (data / "deep" / "deeper").mkdir(parents=True)
    (data / "deep" / "file").write_text("")
    (data / "link").symlink_to(outside)
    for path in (data, data / "deep", data / "deep" / "deeper"):
        path.chmod(0o755)
    (data / "deep" / "file").chmod(0o666)
    hold_once(data)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (*data.rglob("*"), data, outside)}
    assert modes == {
        "data": 0o700, "deep": 0o700, "deeper": 0o700, "file": 0o600, "link": 0o644,
        "outside": 0o644, "run.lock": 0o600,
    }  # fmt: skip
    assert "Other users could open 4 of the files and folders" in caplog.text
    caplog.clear()
    hold_once(data)
    assert not caplog.records


def test_the_folder_of_somebody_else_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    hold_once(tmp_path / "data")
    assert f"belongs to the user {owner}" in caplog.text


@pytest.mark.parametrize(
    ("error", "advice"),
    [(28, "the disk is full: free some space"), (30, "read-only"), (13, "permission denied")],
)
def test_a_folder_that_cannot_be_written_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, advice: str
) -> None:
    def fail(*arguments: object) -> int:
        raise OSError(error, "an error")

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(DataFolderError, match=advice):
        hold_once(tmp_path / "data")
