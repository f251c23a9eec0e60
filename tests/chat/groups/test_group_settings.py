from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.chat.groups.group_settings import GroupSettings, Trigger
from bot.chat.groups.quiet_hours import QuietHours
from bot.chat.storage.chat_settings import QUIET_HOURS, QUOTE_COUNT, TRIGGER
from bot.chat.storage.state import State

GROUP = -100200


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path, bot=1)
    yield state
    state.close()


def test_what_was_not_chosen_is_as_it_always_was(state: State) -> None:
    settings = GroupSettings(state.settings)
    assert settings.get_trigger(GROUP) is Trigger.ADDRESS
    assert settings.get_quote_count(GROUP) == 1
    assert settings.get_quiet_hours(GROUP) is None
    assert not settings.is_quiet(GROUP)
    assert not settings.has_vote_buttons()


def test_what_was_chosen_is_read_back(state: State) -> None:
    settings = GroupSettings(state.settings)
    settings.set_trigger(GROUP, Trigger.QUESTION)
    settings.set_quote_count(GROUP, 3)
    settings.set_quiet_hours(GROUP, QuietHours(22, 7))
    settings.set_vote_buttons(True)
    again = GroupSettings(state.settings)
    assert again.get_trigger(GROUP) is Trigger.QUESTION
    assert again.get_quote_count(GROUP) == 3
    assert again.get_quiet_hours(GROUP) == QuietHours(22, 7)
    assert again.has_vote_buttons()
    assert again.get_trigger(GROUP - 1) is Trigger.ADDRESS


def test_quiet_hours_and_vote_buttons_are_taken_back(state: State) -> None:
    settings = GroupSettings(state.settings)
    settings.set_quiet_hours(GROUP, QuietHours(0, 6))
    settings.set_quiet_hours(GROUP, None)
    settings.set_vote_buttons(True)
    settings.set_vote_buttons(False)
    assert settings.get_quiet_hours(GROUP) is None
    assert not settings.has_vote_buttons()


def test_what_another_version_wrote_is_as_if_it_was_not_chosen(state: State) -> None:
    for name in (TRIGGER, QUOTE_COUNT, QUIET_HOURS):
        state.settings.set(GROUP, name, "7 of them")
    settings = GroupSettings(state.settings)
    assert settings.get_trigger(GROUP) is Trigger.ADDRESS
    assert settings.get_quote_count(GROUP) == 1
    assert settings.get_quiet_hours(GROUP) is None


def test_quiet_hours_are_those_of_the_time_zone(state: State) -> None:
    noon = datetime(2026, 1, 7, 12, 0, tzinfo=UTC)
    east = timezone(timedelta(hours=11))
    for zone, is_quiet in ((UTC, False), (east, True)):
        settings = GroupSettings(state.settings, zone, lambda zone: noon.astimezone(zone))
        settings.set_quiet_hours(GROUP, QuietHours(22, 7))
        assert settings.is_quiet(GROUP) is is_quiet


def test_a_state_that_fails_is_as_if_nothing_was_chosen(tmp_path: Path) -> None:
    state = State(tmp_path, bot=1)
    settings = GroupSettings(state.settings)
    settings.set_trigger(GROUP, Trigger.COMMAND)
    state.close()
    assert settings.get_trigger(GROUP) is Trigger.ADDRESS
