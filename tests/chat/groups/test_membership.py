"""What the bot does when it comes into a group, leaves it, or the group moves."""

from datetime import UTC, datetime

import pytest

from bot.chat.storage.chat_settings import LANGUAGE, QUIET_HOURS, TRIGGER
from bot.chat.storage.state import State
from tests.chat.conftest import EXAMPLES, Room
from tests.telegram.client import Channel, Group
from tests.telegram.membership import describe_member
from tests.telegram.server import BOT

ASK = f"/ask@{BOT['username']}"


def outside(room: Room, kind: str = "supergroup") -> Group:
    """Return a group without the bot."""
    group = Group(room.world, kind=kind)
    group.dialog.bot = describe_member(room.world.bot, "left")
    return group


async def greeting(group: Group) -> str:
    await group.world.wait_for(lambda: group.answers, "a greeting")
    return group.answers[0]["text"]


def open_state(room: Room) -> State:
    """Return what the bot keeps, opened a second time."""
    return State(room.folder, BOT["id"])


async def test_a_group_is_greeted_in_one_line_with_an_example(room: Room) -> None:
    group = outside(room)
    group.add_bot()
    line, example = (await greeting(group)).splitlines()
    assert line == (
        f"Hello! Ask me about the news with {ASK}, or in reply to one of my messages, and I "
        "answer with quoted, dated sentences."
    )
    assert example == f"{ASK} {EXAMPLES[0]}"
    assert group.answers[0]["entities"][-1]["type"] == "code"


async def test_the_example_works(room: Room) -> None:
    group = outside(room)
    group.add_bot()
    example = (await greeting(group)).splitlines()[1]
    assert EXAMPLES[0] in (await group.reply_to(group.send(example))).message["text"]


async def test_without_privacy_mode_a_mention_is_the_example(idle: Room) -> None:
    idle.world.privacy_mode = False
    async with idle.served():
        group = outside(idle)
        group.add_bot()
        line, example = (await greeting(group)).splitlines()
        assert "by a mention of my name" in line
        assert example == f"{group.mention} {EXAMPLES[0]}"
        assert EXAMPLES[0] in (await group.reply_to(group.send(example))).message["text"]


async def test_a_changed_privacy_mode_is_noticed_when_the_bot_is_added_again(room: Room) -> None:
    group = outside(room)
    room.world.privacy_mode = False
    group.add_bot()
    assert "by a mention of my name" in await greeting(group)


async def test_an_admin_from_the_start_gets_every_message(room: Room) -> None:
    group = outside(room)
    group.promote_bot()
    assert "by a mention of my name" in await greeting(group)


async def test_a_basic_group_is_greeted_too(room: Room) -> None:
    group = outside(room, "group")
    group.add_bot()
    assert ASK in await greeting(group)


async def test_each_adding_is_greeted_once(room: Room) -> None:
    group = outside(room)
    for count in (1, 2):
        group.add_bot()
        await room.world.wait_for(lambda count=count: len(group.answers) == count, "a greeting")  # type: ignore[misc]
        group.promote_bot()
        group.demote_bot()
        group.change_bot(group.user, "restricted", can_send_messages=True)
        group.demote_bot()
        group.remove_bot()
    group.change_bot(group.user, "member")
    await room.world.wait_for(lambda: len(group.answers) == 3, "a greeting")
    await group.sentinel()
    assert len(group.answers) == 4


async def test_the_start_that_a_link_sends_is_not_greeted_again(room: Room) -> None:
    group = outside(room)
    group.add_bot()
    group.send(f"/start{group.mention} true")
    await group.sentinel()
    assert len(group.answers) == 2
    again = group.send(f"/start{group.mention}")
    assert ASK in (await group.reply_to(again)).message["text"]


async def test_a_group_that_mutes_the_bot_is_not_greeted(room: Room) -> None:
    group = outside(room)
    group.mute_bot()
    group.change_bot(group.user, "member")
    await group.sentinel()
    assert len(group.answers) == 1


async def test_a_channel_is_not_greeted(room: Room) -> None:
    channel = Channel(room.world)
    channel.dialog.bot = describe_member(room.world.bot, "left")
    channel.change_bot(room.world.user("Eve"), "administrator")
    await Group(room.world).sentinel()
    assert channel.answers == []


async def test_what_was_chosen_for_a_group_is_forgotten_when_the_bot_is_removed(room: Room) -> None:
    group, other = Group(room.world), Group(room.world)
    state = open_state(room)
    for chat in (group.id, other.id):
        state.settings.set(chat, LANGUAGE, "de")
        state.follows.add(chat, "bridges")
    group.remove_bot()
    await room.world.wait_for(lambda: state.settings.get(group.id, LANGUAGE) is None, "forgetting")
    await other.sentinel()
    assert [follow.chat for follow in state.follows.list_all()] == [other.id]
    assert state.settings.get(other.id, LANGUAGE) == "de"
    state.close()


async def test_what_was_chosen_moves_with_a_group(room: Room) -> None:
    group = Group(room.world, kind="group")
    state = open_state(room)
    state.settings.set(group.id, TRIGGER, "command")
    state.follows.add(group.id, "bridges")
    successor = group.migrate()
    await room.world.wait_for(lambda: state.settings.get(successor.id, TRIGGER), "the move")
    await successor.sentinel()
    assert state.settings.get(group.id, TRIGGER) is None
    assert [follow.chat for follow in state.follows.list_all()] == [successor.id]
    state.close()


@pytest.mark.parametrize("comes_first", [True, False])
async def test_a_group_that_moves_is_not_greeted_again(room: Room, comes_first: bool) -> None:
    group = Group(room.world, kind="group")
    member = describe_member(room.world.bot)
    if comes_first:
        successor = group.migrate()
    else:
        # Telegram tells of the new group in any order.
        successor = Group(room.world)
        successor.dialog.bot = describe_member(room.world.bot, "left")
        successor.change_bot(group.user, "member")
        event = {"from": group.user, "date": 1, "migrate_to_chat_id": successor.id}
        group.post(event)  # type: ignore[arg-type]
    if comes_first:
        successor.dialog.bot = {**member, "status": "left"}
        successor.change_bot(group.user, "member")
    await successor.sentinel()
    assert len(successor.answers) == 1


async def test_quiet_hours_bear_no_greeting(room: Room) -> None:
    group = outside(room)
    state = open_state(room)
    hour = datetime.now(UTC).hour
    state.settings.set(group.id, QUIET_HOURS, f"{hour}-{(hour + 2) % 24}")
    state.close()
    group.change_bot(group.user, "member")
    await group.sentinel()
    assert len(group.answers) == 1
