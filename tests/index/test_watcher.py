"""The pace at which changes of the folders are indexed."""

import time
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any, cast

from bot.index.library import Library
from bot.index.sync.result import SyncResult
from bot.index.watcher import watch_folders
from tests.waiting import wait_for

UPDATE_SECONDS = 0.15


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
