import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot.corpus.lock import CorpusError
from bot.corpus.store import CorpusStore
from bot.index.library import IndexConfig, open_library
from bot.index.sync.verify import find_differences
from bot.language.analyzer import Analyzer
from tests.corpus.stores import at_step, check_nothing_is_lost, correct, prepared, write
from tests.paths import PROJECT

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("DATELINE_KILLS", "4"))
MOST_STEPS = 60
KILLED = 9

Change = Callable[[CorpusStore], object]


def _add(store: CorpusStore) -> object:
    return store.add(store.corpus.parent / "sent" / "1.txt", "1.txt", "Ada")


def _remove(store: CorpusStore) -> object:
    return store.remove("0.txt", "Ada")


def _restore(store: CorpusStore) -> object:
    return store.restore(next(iter(store.trash)).id, "Ada")


def _correct(store: CorpusStore) -> object:
    return correct(store, "Ada")


def _correct_again(store: CorpusStore) -> object:
    return correct(store, "Ada")


def _write(store: CorpusStore) -> object:
    return write(store, "feeds")


def _write_again(store: CorpusStore) -> object:
    return write(store, "feeds")


def _before(folder: Path, change: Change) -> CorpusStore:
    store = prepared(folder)
    store.add(folder / "sent" / "0.txt", "0.txt", "Ada")
    if change is _restore:
        store.remove("0.txt", "Ada")
    if change is _correct_again:
        correct(store, "Bea")
    if change is _write_again:
        write(store, "feeds")
    return store


def _look(store: CorpusStore) -> object:
    text = store.corrections_file.read_text() if store.corrections_file.exists() else ""
    feeds = {path: path.read_bytes() for path in store.corpus.rglob("*.*l") if path.is_file()}
    return (store.files(), list(store.trash), list(store.audit), text, feeds)


CHANGES = [_add, _remove, _restore, _correct, _correct_again, _write, _write_again]


def _in_child(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("change", CHANGES)
def test_a_kill_at_any_step_loses_nothing(tmp_path: Path, change: Change) -> None:
    for step in range(1, MOST_STEPS):
        store = _before(tmp_path / str(step), change)

        def work(store: CorpusStore = store, step: int = step) -> None:
            at_step(step, lambda: os._exit(KILLED))
            change(store)

        ended = _in_child(work)
        check_nothing_is_lost(store)
        if ended == 0:
            break
        assert ended == KILLED
    assert 5 < step < MOST_STEPS - 1


@pytest.mark.parametrize("step", range(6, 46, 3))
def test_a_kill_while_an_interrupted_change_of_files_is_finished_loses_nothing(
    tmp_path: Path, step: int
) -> None:
    for second_step in range(1, MOST_STEPS):
        store = _before(tmp_path / str(second_step), _write_again)

        def kill(number: int, work: Change, store: CorpusStore = store) -> int:
            def run() -> None:
                at_step(number, lambda: os._exit(KILLED))
                work(store)

            return _in_child(run)

        kill(step, _write_again)
        status = kill(second_step, CorpusStore.recover)
        check_nothing_is_lost(store)
        if status == 0:
            break
    assert status == 0


@pytest.mark.parametrize("change", CHANGES)
def test_a_full_disk_at_any_step_changes_nothing_and_is_said(
    tmp_path: Path, change: Change
) -> None:
    for step in range(1, MOST_STEPS):
        store = _before(tmp_path / str(step), change)
        before = _look(store)

        def work(store: CorpusStore = store, step: int = step, before: object = before) -> None:
            def fail() -> None:
                raise OSError(28, "No space left on device")

            at_step(step, fail)
            try:
                change(store)
            except CorpusError as error:
                assert "the disk is full" in str(error)
                assert _look(store) == before
                os._exit(KILLED)

        ended = _in_child(work)
        check_nothing_is_lost(store)
        assert ended in (0, KILLED)
    assert ended == 0


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_at_random_leaves_folder_and_index_equal(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    store = prepared(tmp_path)
    for turn in range(3):
        command = [sys.executable, "-m", "tests.corpus.stores", str(tmp_path), f"{seed}{turn}"]
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == b"ready\n"
            time.sleep(random.uniform(0.0, 0.3))
            worker.kill()
        assert worker.returncode == -signal.SIGKILL
        check_nothing_is_lost(store)
        place = IndexConfig(tmp_path / "data", "disk")
        library, changes = open_library([store.corpus], place, Analyzer())
        try:
            assert changes.rejections == ()
            assert list(find_differences(library.index, [store.corpus])) == []
        finally:
            library.close()
    assert list(store.audit)
