from pathlib import Path

from bot.chat.storage.state import State


def test_before_the_first_look_nothing_is_known_after_it_at_least_that(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    assert state.arrivals.list_ids() is None
    state.arrivals.remember([])
    assert state.arrivals.list_ids() == set()
    state.arrivals.remember(["a", "b"])
    state.arrivals.remember(["b", "c"])
    assert state.arrivals.list_ids() == {"a", "b", "c"}
    assert State(tmp_path, bot=2).arrivals.list_ids() is None


def test_articles_are_forgotten_the_look_is_not(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    state.arrivals.remember(["a"])
    state.purge(days=-1)
    assert state.arrivals.list_ids() == set()
    state.close()
    assert State(tmp_path, bot=1).arrivals.list_ids() == set()
