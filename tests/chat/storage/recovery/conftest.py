"""A sound state, which tests damage."""

import pytest

from bot.chat.storage.state import State
from tests.chat.storage.recovery.states import fill


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a state with sixty rows in each table."""
    folder = tmp_path_factory.mktemp("sound")
    state = State(folder, bot=1)
    fill(state)
    state.close()
    return (folder / "state.db").read_bytes()
