"""Inline queries, guests' messages and the cards that come of both."""

import asyncio
from collections.abc import Mapping

import pytest

from tests.telegram.api_client import Client
from tests.telegram.client import Group, Private, copy_of, switch_of
from tests.telegram.shapes import User
from tests.telegram.world import World

KEYBOARD = {"inline_keyboard": [[{"text": "More", "callback_data": "1|more"}]]}


def article(**changes: object) -> dict[str, object]:
    content = {"message_text": "It opened in May.", "link_preview_options": {"is_disabled": True}}
    return {
        "type": "article", "id": "1", "title": "The bridge", "description": "5 May",
        "input_message_content": content, "reply_markup": KEYBOARD, **changes,
    }  # fmt: skip


@pytest.fixture
def world(client: Client) -> World:
    return client.server.world


@pytest.fixture
def ada(world: World) -> User:
    return world.user("Ada")


async def test_a_query_reaches_the_bot_and_its_answer_the_person(
    client: Client, world: World, ada: User
) -> None:
    query = world.inline(ada, "bridge", offset="10", chat_type="group")
    (update,) = await client.updates()
    assert update["inline_query"] == {
        "id": query.id, "from": ada, "query": "bridge", "offset": "10", "chat_type": "group",
    }  # fmt: skip
    given = {"results": [article()], "cache_time": 30, "next_offset": "20", "is_personal": True}
    await client.call("answerInlineQuery", inline_query_id=query.id, **given)
    answer = await query.answer()
    assert (answer.titles, answer.texts) == (["The bridge"], ["It opened in May."])
    assert answer.parameters["next_offset"] == "20"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "ARTICLE_TITLE_EMPTY"),
        ({"id": ""}, "RESULT_ID_INVALID"),
        ({"id": "é" * 33}, "RESULT_ID_INVALID"),
        ({"type": "photo"}, "no result of type"),
        ({"colour": "red"}, "unknown field colour"),
        ({"input_message_content": None}, "no input message content"),
        ({"input_message_content": {"message_text": ""}}, "text is empty"),
        ({"input_message_content": {"message_text": "a", "parse_mode": "HTML"}}, "parse_mode"),
        ({"reply_markup": {"force_reply": True}}, "inline keyboard expected"),
        ({"url": "nowhere"}, "Wrong HTTP URL"),
    ],
)
async def test_a_result_beyond_the_limits_is_refused(
    client: Client, world: World, ada: User, changes: Mapping[str, object], words: str
) -> None:
    query = world.inline(ada, "bridge")
    guest = world.guest_message(ada, "bridge")
    for given in (
        {
            "method": "answerInlineQuery",
            "inline_query_id": query.id,
            "results": [article(**changes)],
        },
        {"method": "answerGuestQuery", "guest_query_id": guest.id, "result": article(**changes)},
    ):
        assert words in await client.refused(**given)
    assert len(client.server.violations) == 2
    client.server.violations.clear()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"next_offset": "é" * 33}, "NEXT_OFFSET_INVALID"),
        ({"cache_time": -1}, "cache_time"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"button": {"text": "Ask", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "Ask", "start_parameter": "x" * 65}}, "START_PARAM_INVALID"),
        ({"button": {"text": "", "start_parameter": "a"}}, "SWITCH_PM_TEXT_EMPTY"),
        ({"button": {"text": "Ask"}}, "results button"),
    ],
)
async def test_an_answer_beyond_the_limits_is_refused(
    client: Client, world: World, ada: User, given: dict[str, object], words: str
) -> None:
    query = world.inline(ada, "bridge")
    arguments = {"inline_query_id": query.id, "results": [article()], **given}
    assert words in await client.refused("answerInlineQuery", **arguments)
    client.server.violations.clear()
    button = {"text": "Ask", "start_parameter": "x" * 64}
    arguments |= {"results": [], "next_offset": "x" * 64, "cache_time": 86400, "button": button}
    assert (await client.call("answerInlineQuery", **arguments))["ok"]


async def test_what_can_be_tapped_in_a_card_is_a_violation(
    client: Client, world: World, ada: User
) -> None:
    query = world.inline(ada, "bridge")
    results = [article(input_message_content={"message_text": "example.com"})]
    await client.call("answerInlineQuery", inline_query_id=query.id, results=results)
    assert client.server.violations == ["a text in which 'example.com' can be tapped as a url"]
    client.server.violations.clear()


async def test_a_bot_without_inline_mode_answers_none(client: Client, world: World) -> None:
    world.inline_mode = False
    refusal = await client.refused("answerInlineQuery", inline_query_id="1", results=[])
    assert "USER_BOT_INVALID" in refusal
    client.server.violations.clear()


async def test_a_result_becomes_a_message_that_the_bot_can_edit(
    client: Client, world: World, ada: User
) -> None:
    world.inline_feedback = True
    group = Group(world)
    query = world.inline(ada, "bridge")
    await client.call("answerInlineQuery", inline_query_id=query.id, results=[article()])
    card = await query.choose(group.dialog)
    kinds = {kind: body for update in await client.updates() for kind, body in update.items()}
    assert kinds["message"] == card.message
    assert card.message["via_bot"] == world.bot
    assert kinds["chosen_inline_result"]["inline_message_id"] == card.id  # type: ignore[index]
    given: dict[str, object] = {"inline_message_id": card.id}
    edited = await client.call("editMessageText", **given, text="On 5 May.", reply_markup=KEYBOARD)
    assert edited["result"] is True
    assert group.dialog.messages[card.message["message_id"]]["text"] == "On 5 May."
    refusal = await client.refused(
        "editMessageText", **given, text="On 5 May.", reply_markup=KEYBOARD
    )
    assert "message is not modified" in refusal
    await client.call("editMessageReplyMarkup", **given)
    assert "reply_markup" not in card.message
    assert len(card.edits) == 2


async def test_a_card_without_buttons_cannot_be_edited(
    client: Client, world: World, ada: User
) -> None:
    query = world.inline(ada, "bridge")
    plain = article()
    del plain["reply_markup"]
    await client.call("answerInlineQuery", inline_query_id=query.id, results=[plain])
    card = await query.choose(world.open_elsewhere())
    assert [set(update) for update in await client.updates()] == [{"update_id", "inline_query"}]
    refusal = await client.refused("editMessageText", inline_message_id=card.id, text="No")
    assert "MESSAGE_ID_INVALID" in refusal


async def test_a_button_under_a_card_says_only_the_cards_id(
    client: Client, world: World, ada: User
) -> None:
    query = world.inline(ada, "bridge")
    await client.call("answerInlineQuery", inline_query_id=query.id, results=[article()])
    card = await query.choose(world.open_elsewhere())
    await client.updates()
    press = asyncio.create_task(card.pressed(ada, "More"))
    await world.wait_for(lambda: len(world.updates) > 0, "the press")
    (update,) = await client.updates()
    callback = update["callback_query"]
    assert isinstance(callback, dict)
    assert "message" not in callback
    assert callback["inline_message_id"] == card.id
    assert (await client.call("answerCallbackQuery", callback_query_id=callback["id"]))["ok"]
    await client.call("editMessageText", inline_message_id=card.id, text="More of it")
    assert (await press)["text"] == "More of it"


async def test_a_guest_is_answered_once_where_the_bot_is_no_member(
    client: Client, world: World, ada: User
) -> None:
    guest = world.guest_message(ada, "@dateline_test_bot when?")
    (update,) = await client.updates()
    assert update["guest_message"] == {**guest.message, "guest_query_id": guest.id}
    refusal = await client.refused("sendMessage", chat_id=guest.dialog.chat["id"], text="Hello")
    assert refusal == "403 Forbidden: bot is not a member of the supergroup chat"
    given: dict[str, object] = {"guest_query_id": guest.id, "result": article()}
    sent = await client.result("answerGuestQuery", **given)
    card = await guest.answer()
    assert sent == {"inline_message_id": card.id}
    assert card.message["guest_bot_caller_user"] == ada
    assert "query is too old" in await client.refused("answerGuestQuery", **given)
    await client.call("editMessageText", inline_message_id=card.id, text="In May.")
    assert card.message["text"] == "In May."


async def test_every_kind_of_button_can_be_read(client: Client, world: World) -> None:
    person = Private(world)
    row = [
        {"text": "Copy", "copy_text": {"text": "It opened."}},
        {"text": "Elsewhere", "switch_inline_query": "bridge"},
    ]
    keyboard = {"inline_keyboard": [row]}
    await client.call("sendMessage", chat_id=person.id, text="Hello", reply_markup=keyboard)
    (answer,) = person.answers
    assert copy_of(answer, "Copy") == "It opened."
    assert switch_of(answer, "Elsewhere") == "bridge"
    with pytest.raises(AssertionError, match="no button 'Follow'"):
        copy_of(answer, "Follow")
