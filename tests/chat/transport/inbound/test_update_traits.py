from typing import Any

import pytest
from telegram import Bot, Update, User

from bot.chat.transport.inbound.update_traits import UpdateKind, UpdateTraits, read_traits

ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}
ADMIN = 9
PRIVATE = {"id": 5, "type": "private"}
GROUP = {"id": -5, "type": "supergroup", "title": "Readers"}
FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.fixture
def bot() -> Bot:
    bot = Bot("1:token")
    bot._bot_user = User(1, "Dateline", is_bot=True, username="dateline_bot")
    return bot


def read(bot: Bot, chat: dict[str, Any], sender: dict[str, Any] | None = None, **body: Any) -> Any:
    message = {"message_id": 1, "date": 77, "chat": chat, "from": sender or ADA, **body}
    return read_traits(Update.de_json({"update_id": 7, "message": message}, bot), {ADMIN})


def test_a_private_message_is_a_question_of_a_person_in_the_chats_lane(bot: Bot) -> None:
    traits = read(bot, PRIVATE, text="Who won?")
    assert traits == UpdateTraits(UpdateKind.QUESTION, 5, 5, None, 77.0)


def test_an_edit_counts_when_it_is_made(bot: Bot) -> None:
    message = {"message_id": 1, "date": 77, "edit_date": 99, "chat": PRIVATE, "from": ADA}
    update = Update.de_json({"update_id": 7, "edited_message": {**message, "text": "Who?"}}, bot)
    assert read_traits(update).sent == 99.0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"text": "Lunch?"}, UpdateKind.IDLE),
        ({"text": "What did the mayor say on Monday?"}, UpdateKind.QUESTION),
        ({"text": "/ask Who won?"}, UpdateKind.QUESTION),
        ({"text": "/settings@dateline_bot"}, UpdateKind.QUESTION),
        ({"text": "/settings@other_bot"}, UpdateKind.IDLE),
        ({"text": "@dateline_bot who won"}, UpdateKind.QUESTION),
        ({"sticker": {**FILE, "type": "regular", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False}}, UpdateKind.IDLE),
        ({"new_chat_title": "Writers"}, UpdateKind.IDLE),
        ({"migrate_to_chat_id": -6}, UpdateKind.EVENT),
        ({}, UpdateKind.IDLE),
    ],
)  # fmt: skip
def test_of_a_group_only_what_is_meant_for_the_bot_waits(
    bot: Bot, body: dict[str, Any], kind: UpdateKind
) -> None:
    text = body.get("text", "")
    length = len(text.split(maxsplit=1)[0]) if text else 0
    kinds = {"/": "bot_command", "@": "mention"}
    entities = [
        {"type": kinds[text[0]], "offset": 0, "length": length} for _ in range(text[:1] in kinds)
    ]
    assert read(bot, GROUP, entities=entities, **body).kind == kind


def test_who_writes_in_the_name_of_a_group_is_that_group(bot: Bot) -> None:
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    traits = read(bot, GROUP, sender, sender_chat=GROUP, text="/ask Who won?", entities=[
        {"type": "bot_command", "offset": 0, "length": 4}])  # fmt: skip
    assert (traits.kind, traits.person, traits.group) == (UpdateKind.QUESTION, -5, -5)


def test_files_of_admins_and_parts_of_albums_belong_together(bot: Bot) -> None:
    admin = {"id": ADMIN, "is_bot": False, "first_name": "Bea"}
    assert read(bot, PRIVATE, admin, document=FILE).kind == UpdateKind.UPLOAD
    assert read(bot, PRIVATE, admin, text="Who won?").kind == UpdateKind.QUESTION
    assert read(bot, PRIVATE, document=FILE).kind == UpdateKind.QUESTION
    assert read(bot, PRIVATE, document=FILE, media_group_id="1").kind == UpdateKind.UPLOAD


QUERY = {"id": "1", "from": ADA, "query": "", "offset": ""}
PRESS = {"id": "1", "from": ADA, "chat_instance": "1", "data": "1|x"}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"inline_query": QUERY}, UpdateKind.QUERY),
        ({"callback_query": PRESS}, UpdateKind.PRESS),
        ({"levitation": {"height": 3}}, UpdateKind.IDLE),
        ({}, UpdateKind.IDLE),
    ],
)
def test_other_updates_wait_as_they_must(bot: Bot, body: dict[str, Any], kind: UpdateKind) -> None:
    traits = read_traits(Update.de_json({"update_id": 7, **body}, bot))
    assert traits.kind == kind
    is_alone = kind in (UpdateKind.QUERY, UpdateKind.IDLE)
    assert traits.lane == (("update", 7) if is_alone else 5)


def test_where_the_bot_is_not_known_a_message_in_a_group_waits() -> None:
    message = {"message_id": 1, "date": 1, "chat": GROUP, "from": ADA, "text": "Lunch?"}
    update = Update.de_json({"update_id": 7, "message": message}, None)
    assert read_traits(update).kind == UpdateKind.QUESTION


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
def test_a_post_of_a_channel_waits_for_no_other_and_counts_for_nobody(bot: Bot, kind: str) -> None:
    chat = {"id": -100_1, "type": "channel", "title": "The Wire"}
    post = {"message_id": 1, "date": 77, "chat": chat, "sender_chat": chat, "text": "/ask Who won?"}
    traits = read_traits(Update.de_json({"update_id": 7, kind: post}, bot), {ADMIN})
    assert traits == UpdateTraits(UpdateKind.POST, ("update", 7))
