import os
from pathlib import Path

import pytest

from bot.index.disk import terms
from bot.index.disk.terms import compute_writer_memory


@pytest.mark.parametrize(
    ("memory", "limit", "room"),
    [
        (512 * 2**20, "max\n", 100_000_000),
        (8 * 2**30, "max\n", 2**30),
        (8 * 2**30, None, 2**30),
        (8 * 2**30, f"{2**30}\n", 2**30 // 8),
        (512 * 2**30, "max\n", 2_000_000_000),
    ],
)
def test_a_writer_takes_no_more_than_a_share_of_the_memory(
    memory: int, limit: str | None, room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": memory // 4096}
    monkeypatch.setattr(os, "sysconf", pages.__getitem__)
    monkeypatch.setattr(terms, "_CONTAINER_LIMIT", tmp_path / "memory.max")
    if limit is not None:
        (tmp_path / "memory.max").write_text(limit)
    assert compute_writer_memory() == room
