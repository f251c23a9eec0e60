"""The server speaks HTTP as Telegram does; here a bare client talks to it."""

import asyncio

import aiohttp
import pytest

from tests.telegram.api_client import Client
from tests.telegram.client import Group, Private
from tests.telegram.refusals import RefusalError
from tests.telegram.server import Server


@pytest.fixture
def person(server: Server) -> Private:
    server.world.updates.allowed = ["message", "edited_message", "callback_query"]
    return Private(server.world)


async def test_another_token_is_unauthorized(client: Client) -> None:
    client.path = "bot1:another"
    assert await client.refused("getMe") == "401 Unauthorized"


async def test_an_unknown_method_is_not_found_and_a_violation(client: Client) -> None:
    assert (await client.refused("sendCarrot")).startswith("404")
    assert client.server.violations == ["unknown method sendCarrot"]
    client.server.violations.clear()


async def test_an_unknown_parameter_is_a_violation(client: Client, person: Private) -> None:
    await client.call("sendMessage", chat_id=person.id, text="Hello", colour="red")
    assert client.server.violations == ["sendMessage has no parameters ['colour']"]
    client.server.violations.clear()


async def test_an_invalid_request_is_refused_and_a_violation(
    client: Client, person: Private
) -> None:
    assert "message is too long" in await client.refused(
        "sendMessage", chat_id=person.id, text="x" * 4097
    )
    assert len(client.server.violations) == 1
    client.server.violations.clear()


async def test_an_unknown_chat_is_refused(client: Client) -> None:
    assert "chat not found" in await client.refused("sendMessage", chat_id=404, text="Hello")


async def test_a_blocked_bot_gets_forbidden(client: Client, person: Private) -> None:
    person.refuse(RefusalError(403, "Forbidden: bot was blocked by the user"))
    refusal = await client.refused("sendMessage", chat_id=person.id, text="Hello")
    assert refusal == "403 Forbidden: bot was blocked by the user"


async def test_a_reply_to_nothing_is_refused_unless_that_is_allowed(
    client: Client, person: Private
) -> None:
    reply: dict[str, object] = {"message_id": 404}
    given = {"chat_id": person.id, "text": "Hello"}
    refusal = await client.refused("sendMessage", **given, reply_parameters=reply)
    assert "message to be replied not found" in refusal
    reply["allow_sending_without_reply"] = True
    assert (await client.call("sendMessage", **given, reply_parameters=reply))["ok"]


async def test_a_topic_that_does_not_exist_is_refused(client: Client) -> None:
    group = Group(client.server.world, forum=True)
    refusal = await client.refused(
        "sendMessage", chat_id=group.id, text="Hello", message_thread_id=7
    )
    assert "message thread not found" in refusal


async def test_an_edit_that_changes_nothing_is_refused(client: Client, person: Private) -> None:
    await client.call("sendMessage", chat_id=person.id, text="Hello")
    number = person.answers[0]["message_id"]
    given = {"chat_id": person.id, "message_id": number}
    assert "message is not modified" in await client.refused(
        "editMessageText", **given, text="Hello"
    )
    await client.call("editMessageText", **given, text="Goodbye")
    assert person.answers[0]["text"] == "Goodbye"
    assert "message to edit not found" in await client.refused(
        "editMessageText", chat_id=person.id, message_id=404, text="Hello"
    )


async def test_too_many_messages_in_a_chat_are_too_many_requests(
    client: Client, person: Private
) -> None:
    client.server.world.flood_limits = True
    for number in range(3):
        assert (await client.call("sendMessage", chat_id=person.id, text=str(number)))["ok"]
    body = await client.call("sendMessage", chat_id=person.id, text="4")
    assert body["error_code"] == 429
    assert body["parameters"] == {"retry_after": 3}


async def test_updates_stay_until_a_later_one_is_asked_for(client: Client, person: Private) -> None:
    person.send("one")
    person.send("two")
    first = (await client.call("getUpdates"))["result"]
    assert isinstance(first, list)
    assert (await client.call("getUpdates"))["result"] == first
    later = first[0]["update_id"] + 1
    assert (await client.call("getUpdates", offset=later))["result"] == first[1:]


async def test_only_allowed_kinds_of_updates_come(client: Client, person: Private) -> None:
    await client.call("getUpdates", allowed_updates=["message"])
    person.edit(person.send("one"), "two")
    updates = (await client.call("getUpdates"))["result"]
    assert isinstance(updates, list)
    assert [set(update) for update in updates] == [{"update_id", "message"}]


async def test_a_second_poller_ends_the_first_with_a_conflict(client: Client) -> None:
    polls = client.server.polling
    first = asyncio.create_task(client.refused("getUpdates", timeout=20))
    await client.server.world.wait_for(lambda: polls.count == 1, "the first poll")
    second = asyncio.create_task(client.call("getUpdates", timeout=1))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    assert (await second)["ok"]


async def test_a_revoked_token_ends_a_waiting_poll(client: Client) -> None:
    poll = asyncio.create_task(client.refused("getUpdates", timeout=20))
    await client.server.world.wait_for(lambda: client.server.polling.count == 1, "the poll")
    client.server.revoke_token()
    assert await poll == "401 Unauthorized"


async def test_a_button_is_answered_once(client: Client, person: Private) -> None:
    await client.call("sendMessage", chat_id=person.id, text="Hello")
    query = person.press(person.user, person.answers[0], "1|older")
    assert (await client.call("answerCallbackQuery", callback_query_id=query))["ok"]
    refusal = await client.refused("answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in refusal


async def test_a_file_is_found_and_downloaded(client: Client) -> None:
    client.server.world.files["articles.txt"] = b"2026-01-07"
    result = (await client.call("getFile", file_id="articles.txt"))["result"]
    assert isinstance(result, dict)
    url = f"{client.server.url}/file/{client.path}/{result['file_path']}"
    async with aiohttp.request("GET", url) as response:
        assert await response.read() == b"2026-01-07"
    assert "wrong file_id" in await client.refused("getFile", file_id="nothing")


async def test_an_inline_query_is_answered_once_with_at_most_50_results(client: Client) -> None:
    client.server.world.inline_queries.add("q1")
    content = {"message_text": "Hello"}
    results = [
        {"type": "article", "id": str(number), "title": "Hello", "input_message_content": content}
        for number in range(51)
    ]
    given: dict[str, object] = {"inline_query_id": "q1"}
    assert "RESULTS_TOO_MUCH" in await client.refused("answerInlineQuery", **given, results=results)
    content["message_text"] = ""
    assert "text is empty" in await client.refused(
        "answerInlineQuery", **given, results=results[:1]
    )
    content["message_text"] = "Hello"
    assert (await client.call("answerInlineQuery", **given, results=results[:50]))["ok"]
    assert "query is too old" in await client.refused("answerInlineQuery", **given, results=[])
    assert len(client.server.violations) == 2
    client.server.violations.clear()


@pytest.mark.parametrize(
    "commands",
    [
        [{"command": "Ask", "description": "ask"}],
        [{"command": "ask", "description": ""}],
        [{"command": "ask", "description": "ask"}] * 101,
    ],
)
async def test_a_menu_beyond_the_limits_is_refused(client: Client, commands: object) -> None:
    assert "BOT_COMMAND" in await client.refused("setMyCommands", commands=commands)
    client.server.violations.clear()
