from pathlib import Path

from bot.chat.storage.state import State


def test_a_chat_follows_a_topic_once_until_it_stops(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    assert state.follows.add(1, "North Korea missiles")
    assert not state.follows.add(1, "North Korea missiles")
    assert state.follows.add(2, "North Korea missiles")
    (follow,) = state.follows.list_chat(1)
    assert (follow.topic, follow.last_notice) == ("North Korea missiles", 0)
    assert not state.follows.remove(2, follow.id)
    assert state.follows.remove(1, follow.id)
    assert [each.chat for each in state.follows.list_all()] == [2]
