"""What reaches a bot in a group: little in privacy mode, everything without it."""

from collections.abc import Callable

import pytest

from tests.telegram import compose
from tests.telegram.api_client import Client
from tests.telegram.client import Channel, Group, Private
from tests.telegram.shapes import Message

Write = Callable[[Group], Message]


def caption(group: Group) -> Message:
    return group.send_photo("/ask who is this?")


def bare_reply(group: Group) -> Message:
    person = group.send("Who wrote that?")
    return group.send("I did", reply_to=person)


def mention_in_a_caption(group: Group) -> Message:
    return group.send_photo(f"{group.mention} who is this?")


@pytest.fixture
def group(client: Client) -> Group:
    return Group(client.server.world)


@pytest.mark.parametrize(
    "write",
    [
        lambda group: group.send("/ask what?"),
        lambda group: group.send(f"/ask{group.mention} what?"),
        lambda group: group.send(f"/ask{group.mention.upper()} what?"),
        lambda group: group.send_anonymously("/ask what?"),
        caption,
        lambda group: group.post({"from": group.user, "date": 1, "new_chat_members": [group.user]}),
    ],
)
async def test_commands_and_events_reach_a_bot(client: Client, group: Group, write: Write) -> None:
    message = write(group)
    (update,) = await client.updates()
    assert update["message"] == message


@pytest.mark.parametrize(
    "write",
    [
        lambda group: group.send("What?"),
        lambda group: group.send(f"{group.mention} what?"),
        lambda group: group.send(f"What, {group.mention}?"),
        lambda group: group.send("/ask@another_bot what?"),
        lambda group: group.send("Try /ask"),
        lambda group: group.send_anonymously("What?"),
        mention_in_a_caption,
        bare_reply,
    ],
)
async def test_nothing_else_does(client: Client, group: Group, write: Write) -> None:
    write(group)
    assert await client.updates() == []


@pytest.mark.parametrize("write", [mention_in_a_caption, lambda group: group.send("What?")])
async def test_without_privacy_mode_everything_does(client: Client, write: Write) -> None:
    client.server.world.privacy_mode = False
    write(Group(client.server.world))
    assert len(await client.updates()) == 1


async def test_an_admin_gets_everything(client: Client, group: Group) -> None:
    group.promote_bot()
    group.send("What?")
    assert [set(update) for update in await client.updates()] == [
        {"update_id", "my_chat_member"}, {"update_id", "message"},
    ]  # fmt: skip


async def test_a_reply_to_the_bot_reaches_it(client: Client, group: Group) -> None:
    await client.call("sendMessage", chat_id=group.id, text="Hello")
    group.send("And then?", reply_to=group.answers[0])
    assert len(await client.updates()) == 1


async def test_an_edit_follows_the_same_rule(client: Client, group: Group) -> None:
    message = group.send("What?")
    group.edit(message, f"{group.mention} what?")
    assert await client.updates() == []
    group.edit(message, "/ask what?")
    (update,) = await client.updates()
    assert "edited_message" in update


async def test_the_mode_counts_with_which_the_bot_was_added(client: Client, group: Group) -> None:
    world = client.server.world
    earlier = Group(world, privacy=True)
    world.privacy_mode = False
    earlier.send("What?")
    assert await client.updates() == []
    earlier.add_bot()
    earlier.send("What?")
    assert len(await client.updates()) == 3


async def test_private_chats_and_channels_are_not_concerned(client: Client) -> None:
    Private(client.server.world).send("What?")
    Channel(client.server.world).publish("What?")
    assert len(await client.updates()) == 2


async def test_a_card_sent_through_the_bot_reaches_it(client: Client, group: Group) -> None:
    message = compose.written("A quote", group.user)
    group.post({**message, "via_bot": client.server.world.bot})
    group.post({**message, "via_bot": client.server.world.user("Other", is_bot=True)})
    assert len(await client.updates()) == 1


@pytest.mark.parametrize("privacy", [True, False])
async def test_get_me_tells_the_mode(client: Client, privacy: bool) -> None:
    client.server.world.privacy_mode = privacy
    me = await client.result("getMe")
    assert me["can_read_all_group_messages"] is not privacy
    assert me["supports_inline_queries"] is me["supports_guest_queries"] is True


async def test_nobody_waits_for_an_answer_to_what_is_not_shown(group: Group) -> None:
    with pytest.raises(AssertionError, match="does not show the bot 'What"):
        await group.reply_to(group.send("What?"))
