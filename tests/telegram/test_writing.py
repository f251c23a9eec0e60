"""What people write, forward, quote and press; and how a bot answers, edits and reacts."""

import pytest

from tests.telegram.api_client import Client
from tests.telegram.client import Group, Private
from tests.telegram.origins import (
    Origin,
    origin_of_chat,
    origin_of_hidden_user,
    origin_of_post,
    origin_of_user,
)
from tests.telegram.shapes import Chat

CHANNEL: Chat = {"id": -1_003_000_000_999, "type": "channel", "title": "The Wire"}
KEYBOARD = {"inline_keyboard": [[{"text": "More", "callback_data": "1|more"}]]}


@pytest.fixture
def person(client: Client) -> Private:
    return Private(client.server.world)


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        (origin_of_user({"id": 7, "is_bot": False, "first_name": "Dora"}), "user"),
        (origin_of_hidden_user("Dora"), "hidden_user"),
        (origin_of_chat(CHANNEL), "chat"),
        (origin_of_post(CHANNEL), "channel"),
    ],
)
async def test_a_forward_tells_where_it_comes_from(
    client: Client, person: Private, origin: Origin, kind: str
) -> None:
    person.forward("It opened in May.", origin)
    (update,) = await client.updates()
    assert update["message"]["forward_origin"]["type"] == kind  # type: ignore[index]


async def test_a_reply_can_quote_a_part(client: Client, person: Private) -> None:
    first = person.send("🙂 It opened in May.")
    person.send("When?", reply_to=first, quote="in May")
    update = (await client.updates())[1]
    assert update["message"]["quote"] == {"text": "in May", "position": 13, "is_manual": True}  # type: ignore[index]
    with pytest.raises(AssertionError, match="no 'in June'"):
        person.send("When?", reply_to=first, quote="in June")


async def test_a_bot_quotes_only_what_stands_there(client: Client, person: Private) -> None:
    number = person.send("🙂 It opened in May.")["message_id"]
    given: dict[str, object] = {"chat_id": person.id, "text": "Yes"}
    reply: dict[str, object] = {"message_id": number, "quote": "in May"}
    await client.call("sendMessage", **given, reply_parameters=reply)
    assert person.answers[0]["quote"]["position"] == 13
    reply["quote"] = "in June"
    refusal = await client.refused("sendMessage", **given, reply_parameters=reply)
    assert "QUOTE_TEXT_INVALID" in refusal
    reply = {"message_id": number, "colour": "red"}
    assert "colour" in await client.refused("sendMessage", **given, reply_parameters=reply)
    client.server.violations.clear()


async def test_a_picture_has_a_caption(client: Client, person: Private) -> None:
    person.send_photo("Who is @somebody?")
    (update,) = await client.updates()
    message = update["message"]
    assert isinstance(message, dict)
    assert message["caption_entities"] == [{"type": "mention", "offset": 7, "length": 9}]


async def test_a_deep_link_starts_the_bot(client: Client, person: Private) -> None:
    person.start("q-12_a")
    (update,) = await client.updates()
    assert update["message"]["text"] == "/start q-12_a"  # type: ignore[index]
    with pytest.raises(AssertionError, match="no deep link"):
        person.start("a b")


async def test_a_button_under_an_old_message_comes_without_it(
    client: Client, person: Private
) -> None:
    message = person.send("Hello")
    query = person.press_inaccessible(person.user, message, "1|more")
    callback = (await client.updates())[1]["callback_query"]
    assert isinstance(callback, dict)
    number = message["message_id"]
    assert callback["message"] == {"message_id": number, "chat": person.dialog.chat, "date": 0}
    given: dict[str, object] = {"callback_query_id": query, "text": "Gone", "show_alert": True}
    assert (await client.call("answerCallbackQuery", **given))["ok"]
    assert await person.toast(query) == "Gone"
    assert query in client.server.world.alerts


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "https://t.me/another_bot?start=a", "t.me/dateline_test_bot?start="],
)
async def test_a_button_opens_nothing_but_the_bot(
    client: Client, person: Private, url: str
) -> None:
    query = person.press(person.user, person.send("Hello"), "1")
    given: dict[str, object] = {"callback_query_id": query}
    assert "URL_INVALID" in await client.refused("answerCallbackQuery", **given, url=url)
    client.server.violations.clear()
    url = "https://t.me/dateline_test_bot?start=follow"
    assert (await client.call("answerCallbackQuery", **given, url=url))["ok"]
    assert client.server.world.toast_links[query] == url


async def test_a_keyboard_is_edited_alone(client: Client, person: Private) -> None:
    await client.call("sendMessage", chat_id=person.id, text="Hello", reply_markup=KEYBOARD)
    given = {"chat_id": person.id, "message_id": person.answers[0]["message_id"]}
    assert "not modified" in await client.refused(
        "editMessageReplyMarkup", **given, reply_markup=KEYBOARD
    )
    await client.call("editMessageReplyMarkup", **given)
    assert "reply_markup" not in person.answers[0]
    assert person.answers[0]["text"] == "Hello"
    force = {"force_reply": True}
    assert "inline keyboard expected" in await client.refused(
        "editMessageText", **given, text="Bye", reply_markup=force
    )
    client.server.violations.clear()


async def test_nobody_elses_message_is_edited(client: Client, person: Private) -> None:
    given = {"chat_id": person.id, "message_id": person.send("Hello")["message_id"]}
    assert "can't be edited" in await client.refused("editMessageText", **given, text="Bye")
    client.server.violations.clear()


async def test_a_question_for_an_argument_forces_a_reply(client: Client, person: Private) -> None:
    force = {"force_reply": True, "selective": True, "input_field_placeholder": "A topic"}
    await client.call("sendMessage", chat_id=person.id, text="Which?", reply_markup=force)
    assert "reply_markup" not in person.answers[0]


@pytest.mark.parametrize(
    "reaction", [[{"type": "emoji", "emoji": "🦖"}], [{"type": "paid"}],
                 [{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "👎"}]]
)  # fmt: skip
async def test_a_reaction_that_telegram_does_not_have_is_refused(
    client: Client, person: Private, reaction: object
) -> None:
    given = {"chat_id": person.id, "message_id": person.send("Thanks")["message_id"]}
    assert (
        "REACTION"
        in (await client.refused("setMessageReaction", **given, reaction=reaction)).upper()
    )
    client.server.violations.clear()


async def test_a_bot_reacts_where_it_may(client: Client, person: Private) -> None:
    message = person.send("Thanks")
    given = {"chat_id": person.id, "message_id": message["message_id"]}
    like = [{"type": "emoji", "emoji": "👍"}]
    assert (await client.call("setMessageReaction", **given, reaction=like))["ok"]
    assert await person.reaction_to(message) == "👍"
    person.dialog.reactions_allowed = False
    assert "REACTION_INVALID" in await client.refused("setMessageReaction", **given, reaction=like)
    assert (await client.call("setMessageReaction", **given, reaction=[]))["ok"]
    assert person.dialog.reactions[message["message_id"]] == []
    given["message_id"] = 404
    assert "message to react not found" in await client.refused(
        "setMessageReaction", **given, reaction=like
    )


async def test_a_bot_hears_of_reactions_when_it_asks_and_is_an_admin(client: Client) -> None:
    group = Group(client.server.world)
    message = group.send("/ask what?")
    await client.updates()
    client.server.world.updates.allowed = ["message_reaction"]
    group.react(group.user, message, "👍")
    assert await client.updates() == []
    group.promote_bot()
    group.react(group.user, message)
    (update,) = await client.updates()
    change = update["message_reaction"]
    assert isinstance(change, dict)
    assert (change["old_reaction"], change["new_reaction"]) == (
        [{"type": "emoji", "emoji": "👍"}], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "field", "longest"),
    [
        ("MyName", "name", 64),
        ("MyDescription", "description", 512),
        ("MyShortDescription", "short_description", 120),
    ],
)
async def test_what_a_bot_says_of_itself_has_limits_and_languages(
    client: Client, method: str, field: str, longest: int
) -> None:
    await client.call(f"set{method}", **{field: "x" * longest})
    await client.call(f"set{method}", **{field: "Quotes", "language_code": "fr"})
    assert (await client.result(f"get{method}"))[field] == "x" * longest
    assert (await client.result(f"get{method}", language_code="fr"))[field] == "Quotes"
    assert (await client.result(f"get{method}", language_code="de"))[field] == "x" * longest
    assert "400" in await client.refused(f"set{method}", **{field: "x" * (longest + 1)})
    assert "LANG_CODE_INVALID" in await client.refused(
        f"set{method}", **{field: "Quotes", "language_code": "French"}
    )
    client.server.violations.clear()


async def test_commands_have_a_known_scope(client: Client) -> None:
    commands = [{"command": "ask", "description": "ask"}]
    client.server.world.open({"id": 7, "type": "supergroup", "title": "Readers"})
    scope = {"type": "chat_administrators", "chat_id": 7}
    assert (await client.call("setMyCommands", commands=commands, scope=scope))["ok"]
    assert (await client.call("getMyCommands", scope=scope))["result"] == commands
    await client.call("deleteMyCommands", scope=scope)
    assert (await client.call("getMyCommands", scope=scope))["result"] == []
    for wrong in ({"type": "everybody"}, {"type": "chat"}):
        refusal = await client.refused("setMyCommands", commands=commands, scope=wrong)
        assert "BotCommandScope" in refusal
    client.server.violations.clear()
