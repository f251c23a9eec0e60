"""python-telegram-bot reads what the server sends: no field that it needs is missing."""

from collections.abc import Callable

import pytest
import telegram

from tests.telegram.api_client import Client
from tests.telegram.client import Channel, Group, Private
from tests.telegram.membership import describe_member
from tests.telegram.origins import origin_of_post
from tests.telegram.server import BOT
from tests.telegram.world import World


def forward(world: World) -> None:
    Private(world).forward("Hello", origin_of_post({"id": -1, "type": "channel", "title": "A"}))


def quote(world: World) -> None:
    person = Private(world)
    person.send("Why?", reply_to=person.send("Because"), quote="cause")


def old_button(world: World) -> None:
    person = Private(world)
    person.press_inaccessible(person.user, person.send("Hello"), "1")


def reaction(world: World) -> None:
    person = Private(world)
    world.updates.allowed = ["message_reaction"]
    person.react(person.user, person.send("Hello"), "👍")


def migration(world: World) -> None:
    Group(world, kind="group").migrate()


def amend(world: World) -> None:
    channel = Channel(world)
    channel.amend(channel.publish_photo("Tee"), "Tea")


@pytest.mark.parametrize(
    ("happen", "field"),
    [
        (forward, "message.forward_origin.chat"),
        (quote, "message.quote"),
        (old_button, "callback_query.message"),
        (reaction, "message_reaction.new_reaction"),
        (migration, "message.migrate_from_chat_id"),
        (lambda world: Channel(world).publish("Hello", signature="A"), "channel_post.sender_chat"),
        (lambda world: Channel(world).publish_photo("A", album="7"), "channel_post.media_group_id"),
        (lambda world: Channel(world).publish_poll("Tea?"), "channel_post.poll.question"),
        (lambda world: Channel(world).publish_sticker(), "channel_post.sticker"),
        (lambda world: Channel(world).rename("Tea"), "channel_post.new_chat_title"),
        (amend, "edited_channel_post.caption"),
        (lambda world: Channel(world).add_bot(), "my_chat_member.new_chat_member"),
        (lambda world: Channel(world).remove_bot(), "my_chat_member.old_chat_member"),
        (lambda world: Group(world).add_bot(), "message.new_chat_members"),
        (lambda world: Group(world).remove_bot(), "message.left_chat_member"),
        (lambda world: Group(world).mute_bot(), "my_chat_member.new_chat_member"),
        (lambda world: Group(world).promote_bot(), "my_chat_member.new_chat_member"),
        (lambda world: Private(world).block(), "my_chat_member.new_chat_member"),
        (lambda world: world.inline(world.user("Ada"), "bridge"), "inline_query.query"),
        (lambda world: world.guest_message(world.user("Ada"), "When?"), "guest_message.text"),
    ],
)
async def test_an_update_is_read(
    client: Client, happen: Callable[[World], object], field: str
) -> None:
    happen(client.server.world)
    value: object = telegram.Update.de_json((await client.updates())[-1], None)
    for name in field.split("."):
        value = getattr(value, name)
    assert value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("creator", telegram.ChatMemberOwner),
        ("administrator", telegram.ChatMemberAdministrator),
        ("member", telegram.ChatMemberMember),
        ("restricted", telegram.ChatMemberRestricted),
        ("left", telegram.ChatMemberLeft),
        ("kicked", telegram.ChatMemberBanned),
    ],
)
def test_a_member_is_read(status: str, kind: type) -> None:
    assert type(telegram.ChatMember.de_json(dict(describe_member(BOT, status)), None)) is kind


async def test_a_chat_and_the_bot_are_read(client: Client) -> None:
    group = Group(client.server.world)
    chat = await client.result("getChat", chat_id=group.id)
    assert telegram.ChatFullInfo.de_json(chat, None).title == "Readers"
    me = telegram.User.de_json(await client.result("getMe"), None)
    assert me.can_read_all_group_messages is False
    assert me.supports_guest_queries is True
