from pathlib import Path

from bot.index.disk.index import DiskIndex
from bot.index.memory.index import MemoryIndex
from bot.index.swappable import SwappableIndex
from tests.index.model import Model, assert_snapshot_holds
from tests.index.samples import ANALYZER, analyzed, article

SMALL = [article("A harbour.")]
LARGE = [*SMALL, article("A ferry.", "b")]


def test_a_snapshot_taken_before_a_swap_stays_usable(tmp_path: Path) -> None:
    memory, disk = MemoryIndex(SMALL, ANALYZER), DiskIndex(tmp_path / "index", "made")
    disk.replace(analyzed(*LARGE))
    disk.commit()
    index = SwappableIndex(memory)
    earlier = index.snapshot()
    index.swap(disk)
    memory.close()
    later = index.snapshot()
    assert_snapshot_holds(earlier, Model(analyzed(*SMALL)), ["a", "b"])
    assert_snapshot_holds(later, Model(analyzed(*LARGE)), ["a", "b"])
    assert index.fingerprint == "made"
    disk.close()
    assert_snapshot_holds(later, Model(analyzed(*LARGE)), ["a", "b"])
