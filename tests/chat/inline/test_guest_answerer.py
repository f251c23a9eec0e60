"""Messages to the bot in chats that it is no member of."""

from tests.chat.conftest import Room
from tests.telegram import compose
from tests.telegram.client import quotes
from tests.telegram.faults import Kind


def mention(room: Room) -> str:
    return f"@{room.world.bot['username']}"


async def test_a_mention_is_answered_with_the_best_quote(room: Room) -> None:
    person = room.private()
    query = room.world.guest_message(person.user, f"{mention(room)} More on the bridge?")
    card = await query.answer()
    assert quotes(card.message) == ["Somebody asked: More on the bridge?"]


async def test_nothing_found_says_so(room: Room) -> None:
    query = room.world.guest_message(room.private().user, f"{mention(room)} Nothing on this")
    text = (await query.answer()).message["text"]
    assert "None of the articles mentions “Nothing”" in text


async def test_a_mention_alone_asks_what_the_message_says_that_it_replies_to(room: Room) -> None:
    dialog, carl = room.world.open_elsewhere(), room.world.user("Carl")
    claim = {**compose.written("Who won the cup?", carl), "message_id": 5, "chat": dialog.chat}
    query = room.world.guest_message(
        room.private().user,
        mention(room),
        dialog,
        reply_to=claim,  # type: ignore[arg-type]
    )
    assert quotes((await query.answer()).message) == ["Somebody asked: Who won the cup?"]


async def test_the_answer_is_in_the_language_of_who_asks(room: Room) -> None:
    person = room.private()
    person.user["language_code"] = "de"
    query = room.world.guest_message(person.user, f"{mention(room)} Who won?")
    assert "7. Januar 2026" in (await query.answer()).message["text"]


async def test_a_broken_connection_is_tried_again(room: Room) -> None:
    room.server.faults.add("answerGuestQuery", Kind.DROP)
    query = room.world.guest_message(room.private().user, f"{mention(room)} Who won?")
    assert quotes((await query.answer()).message) == ["Somebody asked: Who won?"]


async def test_other_bots_are_not_answered(room: Room) -> None:
    robot = room.world.user("Robot", is_bot=True)
    ignored = room.world.guest_message(robot, f"{mention(room)} Who won?")
    query = room.world.guest_message(room.private().user, f"{mention(room)} And when?")
    await query.answer()
    assert ignored.id not in room.world.guest_answers
    assert room.echo.asked == ["And when?"]
