"""/digest, and the buttons below it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.services import FollowServices
from bot.chat.storage.chat_settings import DIGEST_HOUR, DIGEST_SENT
from bot.chat.storage.state import State
from tests.chat.conftest import Room
from tests.newsroom import newsroom_answerer
from tests.telegram.client import Group, Private, button, buttons
from tests.telegram.shapes import Message


@pytest.fixture
async def room(idle: Room) -> AsyncIterator[Room]:
    """Yield a room in which a digest can be chosen."""
    idle.follows = FollowServices(newsroom_answerer(), lambda: 0, UTC)
    async with idle.served():
        yield idle


@pytest.fixture
def person(room: Room) -> Private:
    return room.private()


def marked(message: Message) -> list[str]:
    return [label for label in buttons(message) if label.startswith("✓")]


async def test_it_is_off_until_a_time_is_chosen(person: Private) -> None:
    card = await person.ask("/digest")
    assert card["text"].startswith("The daily digest is off.")
    assert marked(card) == ["✓ Off"]


@pytest.mark.parametrize("argument", ["8:00", "08:00", "8", "8 am"])
async def test_a_time_is_chosen_by_word(person: Private, argument: str) -> None:
    card = await person.ask(f"/digest {argument}")
    assert card["text"].startswith("The daily digest comes at 8:00 (UTC)")
    assert marked(card) == ["✓ 8:00"]


async def test_a_time_is_chosen_by_button_and_taken_back(person: Private) -> None:
    card = await person.pressed(await person.ask("/digest"), "20:00")
    assert marked(card) == ["✓ 20:00"]
    assert "at 20:00" in (await person.ask("/digest"))["text"]
    card = await person.pressed(card, "Off")
    assert marked(card) == ["✓ Off"]
    assert "is off" in (await person.ask("/digest"))["text"]


async def test_a_time_between_the_buttons_is_possible(person: Private) -> None:
    card = await person.ask("/digest 8:37")
    assert "at 8:37" in card["text"]
    assert marked(card) == []
    assert "is off" in (await person.ask("/digest off"))["text"]


async def test_what_is_no_time_changes_nothing(person: Private) -> None:
    await person.ask("/digest 8:00")
    assert "I do not understand this time" in (await person.ask("/digest at eight"))["text"]
    assert "at 8:00" in (await person.ask("/digest"))["text"]


async def test_in_a_group_its_admins_choose(room: Room) -> None:
    group = Group(room.world)
    group.dialog.admins.append(group.user)
    carl = room.world.user("Carl")
    refusal = await group.reply_to(group.send("/digest 8:00", user=carl))
    assert refusal.message["text"] == "Only the admins of this group can choose its digest."
    card = (await group.reply_to(group.send("/digest"))).message
    assert "Only the admins" in await group.toast(group.press(carl, card, button(card, "8:00")))
    group.press(group.user, card, button(card, "8:00"))
    assert marked(await group.edit_of(card)) == ["✓ 8:00"]


async def test_below_a_digest_it_is_stopped_and_the_stories_stay(person: Private) -> None:
    card = await person.ask("/digest 8:00")
    assert await person.toast(person.press(person.user, card, "1|dg|stop")) == "The digest is off."
    assert "at 8:00" in person.dialog.messages[card["message_id"]]["text"]
    assert "is off" in (await person.ask("/digest"))["text"]


async def test_it_begins_at_the_next_time_that_comes(idle: Room, tmp_path: Path) -> None:
    idle.follows = FollowServices(newsroom_answerer(), lambda: 0, UTC)
    person = idle.private()
    instant = datetime.now(UTC)
    earlier, later = instant - timedelta(minutes=2), instant + timedelta(minutes=3)
    async with idle.served():
        await person.ask(f"/digest {earlier:%H:%M}")
        first = read(idle, tmp_path, person.id)
        await person.ask("/digest off")
        gone = read(idle, tmp_path, person.id)
        await person.ask(f"/digest {later:%H:%M}")
        second = read(idle, tmp_path, person.id)
    assert first == (f"{earlier:%H:%M}", earlier.date())
    assert gone == (None, None)
    assert second == (f"{later:%H:%M}", later.date() - timedelta(1))


def read(room: Room, folder: Path, chat: int) -> tuple[str | None, date | None]:
    """Return the hour of a chat's digest, and its last day."""
    state = State(folder / "data", int(room.server.token.partition(":")[0]))
    try:
        day = state.settings.get(chat, DIGEST_SENT)
        return state.settings.get(chat, DIGEST_HOUR), date.fromisoformat(day) if day else None
    finally:
        state.close()
