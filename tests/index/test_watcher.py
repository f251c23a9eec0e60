"""The pace at which changes of the folders are indexed."""

import logging
import os
import time
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any, cast

import pytest
from watchfiles import watch

from bot.index import watcher
from bot.index.library import Library
from bot.index.sync.result import SyncResult
from bot.index.watcher import watch_folders
from tests.waiting import wait_for

UPDATE_SECONDS = 0.15


class NotedLibrary:
    """A library that notes the names in its folder at each update."""

    retry_at = inf
    needs_repair = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: set[bytes] = set()

    def update(self, **_: Any) -> SyncResult:
        self.names = set(os.listdir(os.fsencode(self.folder)))  # noqa: PTH208 - as bytes
        return SyncResult()

    def wait_for_name(self, name: bytes) -> None:
        wait_for(lambda: name in self.names, repr(name))


class SlowLibrary:
    """A library that takes a while for each update, and notes when, and what there was."""

    retry_at = inf
    needs_repair = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.updates: list[tuple[float, float]] = []
        self.names: set[str] = set()

    def update(self, **_: Any) -> SyncResult:
        start = time.monotonic()
        names = {path.name for path in self.folder.iterdir()}
        time.sleep(UPDATE_SECONDS)
        self.updates.append((start, time.monotonic()))
        self.names = names
        return SyncResult()


def test_many_changes_are_indexed_together_with_rests_between(tmp_path: Path) -> None:
    library = SlowLibrary(tmp_path)
    with watch_folders(cast(Library, library), [tmp_path], lambda _: None):
        wait_for(lambda: library.updates, "the first update")
        for number in range(40):
            (tmp_path / f"{number}.txt").touch()
            time.sleep(0.05)
        wait_for(lambda: "39.txt" in library.names, "the last change")
    assert 2 <= len(library.updates) < 20
    for (start, end), (next_start, _) in pairwise(library.updates):
        assert next_start - end >= 8.5 * (end - start)


def test_a_name_that_is_no_text_does_not_end_the_watch(tmp_path: Path) -> None:
    library = NotedLibrary(tmp_path)
    with watch_folders(cast(Library, library), [tmp_path], lambda _: None):
        for name in [b"first.txt", b"\xff\xfe.txt", b"last.txt"]:
            with open(os.path.join(os.fsencode(tmp_path), name), "wb"):  # noqa: PTH118, PTH123
                pass
            library.wait_for_name(name)
    assert len(library.names) == 3


def test_folders_are_looked_at_where_the_system_has_no_watches_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> Any:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr(watcher, "watch", refuse)
    monkeypatch.setattr(watcher, "_LONGEST_PAUSE", 0.05)
    library = NotedLibrary(tmp_path)
    with (
        caplog.at_level(logging.WARNING, "bot.index.watcher"),
        watch_folders(cast(Library, library), [tmp_path], lambda _: None),
    ):
        for name in ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]:
            (tmp_path / name).touch()
            library.wait_for_name(name.encode())
    warnings = [record.getMessage() for record in caplog.records]
    assert len(warnings) == 1
    assert "watch limit reached" in warnings[0]
    assert "fs.inotify.max_user_watches" in warnings[0]


def test_a_folder_that_goes_while_the_watch_begins_is_watched_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, away = tmp_path / "corpus", tmp_path / "away"
    folder.mkdir()
    began: list[bool] = []

    def lose_the_folder_once(*paths: Path, **options: Any) -> Any:
        if not began:
            began.append(True)
            folder.rename(away)
        return watch(*paths, **options)

    monkeypatch.setattr(watcher, "watch", lose_the_folder_once)
    library = NotedLibrary(tmp_path)
    with watch_folders(cast(Library, library), [folder], lambda _: None):
        wait_for(lambda: library.names == {b"away"}, "the loss to be seen")
        away.rename(folder)
        wait_for(lambda: library.names == {b"corpus"}, "the folder to be back")
    assert began
