"""How the bot comes into a chat, what it may do there, and who rules it."""

import pytest

from tests.telegram.api_client import Client
from tests.telegram.client import Channel, Group, Private
from tests.telegram.world import ANONYMOUS_ADMIN


@pytest.fixture
def group(client: Client) -> Group:
    return Group(client.server.world)


def member(update: dict[str, object], which: str) -> str:
    change = update["my_chat_member"]
    assert isinstance(change, dict)
    return str(change[which]["status"])


async def test_a_bot_hears_that_it_was_added(client: Client, group: Group) -> None:
    carl = group.world.user("Carl")
    event = group.add_bot(by=carl)
    change, message = await client.updates()
    assert (member(change, "old_chat_member"), member(change, "new_chat_member")) == (
        "left", "member",
    )  # fmt: skip
    assert message["message"] == event
    assert event["new_chat_members"] == [group.world.bot]
    assert event["from"] == carl


async def test_a_bot_that_was_removed_neither_hears_nor_speaks(
    client: Client, group: Group
) -> None:
    group.remove_bot()
    group.send("/ask what?")
    change, message = await client.updates()
    assert member(change, "new_chat_member") == "kicked"
    assert "left_chat_member" in message["message"]  # type: ignore[operator]
    refusal = await client.refused("sendMessage", chat_id=group.id, text="Hello")
    assert refusal == "403 Forbidden: bot was kicked from the supergroup chat"
    group.add_bot()
    assert (await client.call("sendMessage", chat_id=group.id, text="Hello"))["ok"]


async def test_a_muted_bot_writes_nothing_until_it_may_again(client: Client, group: Group) -> None:
    group.mute_bot()
    refusal = await client.refused("sendMessage", chat_id=group.id, text="Hello")
    assert "not enough rights to send text messages" in refusal
    group.demote_bot()
    assert (await client.call("sendMessage", chat_id=group.id, text="Hello"))["ok"]


async def test_a_blocked_bot_hears_of_it(client: Client) -> None:
    person = Private(client.server.world)
    person.block()
    (change,) = await client.updates()
    assert member(change, "new_chat_member") == "kicked"
    assert "blocked" in await client.refused("sendMessage", chat_id=person.id, text="Hello")
    person.unblock()
    assert (await client.call("sendMessage", chat_id=person.id, text="Hello"))["ok"]


async def test_the_admins_are_listed_with_the_anonymous_and_the_bot(
    client: Client, group: Group
) -> None:
    creator = group.appoint(group.user)
    hidden = group.appoint(group.world.user("Dora"), anonymous=True)
    group.promote_bot(can_delete_messages=False)
    admins = (await client.call("getChatAdministrators", chat_id=group.id))["result"]
    assert isinstance(admins, list)
    assert [admin["user"] for admin in admins] == [creator, hidden, group.world.bot]
    assert [admin["status"] for admin in admins] == ["creator"] + ["administrator"] * 2
    assert [admin["is_anonymous"] for admin in admins] == [False, True, False]
    assert admins[2]["can_delete_messages"] is False


async def test_a_member_is_told_from_a_stranger(client: Client, group: Group) -> None:
    group.appoint(group.user)
    writer, stranger = group.world.user("Carl"), group.world.user("Dora")
    group.send("Hello", user=writer)
    people = [group.user, writer, stranger, group.world.bot]
    statuses = [
        (await client.result("getChatMember", chat_id=group.id, user_id=user["id"]))["status"]
        for user in people
    ]
    assert statuses == ["creator", "member", "left", "member"]
    refusal = await client.refused("getChatMember", chat_id=group.id, user_id=7)
    assert "PARTICIPANT_ID_INVALID" in refusal


async def test_an_anonymous_admin_writes_as_the_group_and_presses_as_a_person(
    client: Client, group: Group
) -> None:
    message = group.send_anonymously("/ask what?")
    assert message["from"] == ANONYMOUS_ADMIN
    assert message["sender_chat"] == group.dialog.chat
    await client.call("sendMessage", chat_id=group.id, text="Hello")
    await client.updates()
    group.press(group.user, group.answers[0], "1")
    (update,) = await client.updates()
    assert update["callback_query"]["from"] == group.user  # type: ignore[index]


async def test_a_chat_tells_whether_it_has_reactions(client: Client, group: Group) -> None:
    assert "available_reactions" not in await client.result("getChat", chat_id=group.id)
    group.dialog.reactions_allowed = False
    chat = await client.result("getChat", chat_id=group.id)
    assert (chat["title"], chat["available_reactions"]) == ("Readers", [])


async def test_a_bot_deletes_its_own_messages_and_others_only_where_it_may(
    client: Client, group: Group
) -> None:
    asked = group.send("/ask what?")
    await client.call("sendMessage", chat_id=group.id, text="Hello")
    answer = group.answers[0]
    for message in (answer, answer):
        body = await client.call(
            "deleteMessage", chat_id=group.id, message_id=message["message_id"]
        )
    assert body["description"] == "Bad Request: message to delete not found"
    given = {"chat_id": group.id, "message_id": asked["message_id"]}
    assert "message can't be deleted" in await client.refused("deleteMessage", **given)
    group.promote_bot(can_delete_messages=False)
    assert "message can't be deleted" in await client.refused("deleteMessage", **given)
    group.promote_bot()
    assert (await client.call("deleteMessage", **given))["ok"]
    person = Private(client.server.world)
    given = {"chat_id": person.id, "message_id": person.send("Hello")["message_id"]}
    assert (await client.call("deleteMessage", **given))["ok"]


async def test_a_group_that_grows_leaves_its_new_id(client: Client) -> None:
    old = Group(client.server.world, kind="group")
    new = old.migrate()
    first, second = await client.updates()
    assert first["message"]["migrate_to_chat_id"] == new.id  # type: ignore[index]
    assert second["message"]["migrate_from_chat_id"] == old.id  # type: ignore[index]
    body = await client.call("sendMessage", chat_id=old.id, text="Hello")
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await client.call("sendMessage", chat_id=new.id, text="Hello"))["ok"]


async def test_a_bot_leaves_a_group(client: Client, group: Group) -> None:
    assert (await client.call("leaveChat", chat_id=group.id))["ok"]
    assert "not a member" in await client.refused("sendMessage", chat_id=group.id, text="Hello")


async def test_a_channel_is_not_a_group(client: Client) -> None:
    channel = Channel(client.server.world)
    channel.add_bot()
    post = channel.publish("/ask what?")
    channel.change_bot(channel.user, "administrator", can_delete_messages=False)
    given = {"chat_id": channel.id, "message_id": post["message_id"]}
    assert "message can't be deleted" in await client.refused("deleteMessage", **given)
