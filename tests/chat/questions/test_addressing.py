import pytest
from telegram import Chat, Message, Update
from telegram import User as Person

from bot.chat.groups.group_settings import Trigger
from bot.chat.questions.addressing import find_question, find_trigger, is_person
from tests.telegram import compose
from tests.telegram.server import BOT
from tests.telegram.shapes import Message as Shape
from tests.telegram.shapes import User
from tests.telegram.world import ANONYMOUS_ADMIN

GROUP = {"id": -100200, "type": "supergroup", "title": "Readers"}
ADA: User = {"id": 11, "is_bot": False, "first_name": "Ada"}
OTHER_BOT: User = {"id": 12, "is_bot": True, "first_name": "Robot", "username": "robot_bot"}
CHANNELS: User = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
NAME = f"@{BOT['username']}"


def message(text: str, user: User = ADA, **fields: object) -> Message:
    shape = {**compose.written(text, user), "message_id": 5, "chat": GROUP, **fields}
    return parsed(shape)


def parsed(shape: dict[str, object]) -> Message:
    update = Update.de_json({"update_id": 1, "message": shape}, None)
    assert update.message is not None
    return update.message


def earlier(text: str, user: User, **fields: object) -> dict[str, object]:
    return {**compose.written(text, user), "message_id": 4, "chat": GROUP, **fields}


def trigger(text: str, user: User = ADA, **fields: object) -> Trigger | None:
    return find_trigger(message(text, user, **fields), Person.de_json(dict(BOT), None))


def asked(text: str, user: User = ADA, **fields: object) -> str | None:
    return find_question(message(text, user, **fields), Person.de_json(dict(BOT), None))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("/ask Who won?", "Who won?"),
        (f"/ask{NAME} Who won?", "Who won?"),
        (f"/ASK{NAME.upper()} Who won?", "Who won?"),
        ("/ask\nWho won?", "Who won?"),
        ("/ask", ""),
        (f"{NAME} Who won?", "Who won?"),
        (f"{NAME.upper()}, Who won?", "Who won?"),
        (f"Who won, {NAME}", "Who won,"),
        (f"🙂🙂 Who {NAME} won?", "🙂🙂 Who  won?"),
        (f"{NAME} /ask Who won?", "Who won?"),
        (f"/ask {NAME} Who won?", "Who won?"),
        (f"{NAME}", ""),
        (f"{NAME} من فاز؟", "من فاز؟"),
    ],
)
def test_a_message_that_addresses_the_bot_is_a_question(text: str, question: str) -> None:
    assert asked(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "Who won?",
        "/ask@another_bot Who won?",
        "/asking Who won?",
        "/weather today",
        f"/weather {NAME}",
        f"{NAME}_too Who won?",
        "please /ask somebody",
        f"mail me at me{NAME}",
        "",
    ],
)
def test_messages_to_others_are_ignored(text: str) -> None:
    assert asked(text) is None


def test_a_name_without_a_username_is_a_mention_too() -> None:
    entities = [{"type": "text_mention", "offset": 0, "length": 8, "user": BOT}]
    assert asked("Dateline who won?", entities=entities) == "who won?"


def test_a_reply_to_the_bot_is_a_question() -> None:
    assert asked("And when?", reply_to_message=earlier("An answer", BOT)) == "And when?"


def test_a_reply_to_somebody_else_is_not_a_question() -> None:
    assert asked("And when?", reply_to_message=earlier("Hello", ADA)) is None


def test_a_command_for_another_bot_in_reply_to_this_one_is_not_a_question() -> None:
    reply = earlier("An answer", BOT)
    assert asked("/ask@another_bot And when?", reply_to_message=reply) is None


def test_every_message_of_a_topic_that_the_bot_opened_is_not_addressed_to_it() -> None:
    opening = earlier("", BOT, forum_topic_created={"name": "News", "icon_color": 1})
    assert asked("Hello all", reply_to_message=opening) is None


@pytest.mark.parametrize("text", ["/ask", f"/ask{NAME}", NAME])
def test_addressing_alone_in_reply_asks_what_the_other_message_says(text: str) -> None:
    assert asked(text, reply_to_message=earlier("Who won?", ADA)) == "Who won?"


def test_the_quoted_part_of_the_other_message_is_what_is_asked() -> None:
    reply = earlier("Long talk. Who won?", ADA)
    chosen = {"text": "Who won?", "position": 11}
    assert asked("/ask", reply_to_message=reply, quote=chosen) == "Who won?"


def test_a_caption_of_the_other_message_counts() -> None:
    photo: Shape = compose.photo(ADA, caption="Who won?")
    reply = {**photo, "message_id": 4, "chat": GROUP}
    assert asked("/ask", reply_to_message=reply) == "Who won?"


def test_ask_in_reply_to_the_bot_itself_has_no_question() -> None:
    assert asked("/ask", reply_to_message=earlier("An answer", BOT)) == ""


@pytest.mark.parametrize(
    ("user", "fields", "person"),
    [
        (ADA, {}, True),
        (OTHER_BOT, {}, False),
        (ADA, {"via_bot": OTHER_BOT}, False),
        (ADA, {"is_automatic_forward": True}, False),
        (ANONYMOUS_ADMIN, {"sender_chat": GROUP}, True),
        (CHANNELS, {"sender_chat": {"id": -1, "type": "channel", "title": "The Wire"}}, False),
        (ANONYMOUS_ADMIN, {"sender_chat": {"id": -1, "type": "channel", "title": "W"}}, False),
        (ANONYMOUS_ADMIN, {}, False),
    ],
)
def test_only_people_and_anonymous_admins_are_listened_to(
    user: User, fields: dict[str, object], person: bool
) -> None:
    assert is_person(message("/ask Who won?", user, **fields)) is person


def test_a_message_without_a_sender_is_nobody() -> None:
    nobody = Message(1, date=None, chat=Chat(-1, "channel"), text="/ask Who?")  # type: ignore[arg-type]
    assert not is_person(nobody)


def test_a_message_reaches_the_bot_by_its_strongest_sign() -> None:
    assert trigger(f"/ask {NAME} Who won today?") is Trigger.COMMAND
    assert trigger(f"{NAME} /ask Who won today?") is Trigger.ADDRESS
    assert trigger("Who won?", reply_to_message=earlier("An answer", BOT)) is Trigger.ADDRESS
    assert trigger("Who won the race today?") is Trigger.QUESTION
    assert trigger("Who won?") is None


@pytest.mark.parametrize(
    "fields",
    [
        {"reply_to_message": earlier("Hello", OTHER_BOT)},
        {"external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "E"}}},
        {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Eve"}},
    ],
)
def test_a_question_that_somebody_else_is_asked_is_not_for_the_bot(
    fields: dict[str, object],
) -> None:
    assert trigger("Who won the race today?", ADA, **fields) is None


@pytest.mark.parametrize(
    "text", ["@carl who won the race today?", "Who won the race today, @carl?", "Who won the race"]
)
def test_a_question_to_somebody_by_name_is_not_for_the_bot(text: str) -> None:
    assert trigger(text) is None


def test_a_question_in_a_topic_or_in_reply_to_oneself_is_for_everybody() -> None:
    opening = earlier("", OTHER_BOT, forum_topic_created={"name": "News", "icon_color": 1})
    assert trigger("Who won the race today?", reply_to_message=opening) is Trigger.QUESTION
    before = earlier("I wonder", ADA)
    assert trigger("Who won the race today?", reply_to_message=before) is Trigger.QUESTION


def test_the_caption_of_a_picture_asks_nobody() -> None:
    shape = compose.photo(ADA, "Who is this on the left?")
    picture = parsed({**shape, "message_id": 5, "chat": GROUP})
    assert find_trigger(picture, Person.de_json(dict(BOT), None)) is None
