import time
from pathlib import Path

from bot.chat.storage.state import State


def test_a_wait_is_known_after_a_restart_until_it_is_over(tmp_path: Path) -> None:
    end = time.time() + 100
    state = State(tmp_path, bot=1)
    state.waits.remember(5, end)
    state.waits.remember(6, time.time() - 1)
    state.close()
    state = State(tmp_path, bot=1)
    state.purge()
    assert state.waits.find(5) == end
    assert state.waits.find(6) == 0
    state.waits.forget(5)
    assert state.waits.find(5) == 0
