import gc
import weakref
from pathlib import Path

from bot.system.folders.exclusive_lock import ExclusiveLock


def test_a_lock_is_forgotten_once_it_is_released(tmp_path: Path) -> None:
    lock = ExclusiveLock(tmp_path / "a.lock")
    assert lock.acquire() is None
    lock.release()
    reference = weakref.ref(lock)
    del lock
    gc.collect()
    assert reference() is None
