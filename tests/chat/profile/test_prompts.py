"""Prompts: the bot asks for what a command lacks, and takes the reply for it."""

import pytest
from telegram import Bot, Message, Update, User

from bot.chat.profile.prompts import (
    ASK,
    FOLLOW,
    LONGEST_PLACEHOLDER,
    PROMPTS,
    PromptRouter,
    find_prompt,
)
from bot.localization.current import gettext, use_language
from bot.localization.offered_languages import list_languages
from tests.chat.conftest import Room
from tests.telegram.client import Group, Private, quotes
from tests.telegram.shapes import Message as Sent

BOT_ID, PERSON_ID = 1, 7


def make_update(text: str, replied: str | None, author: int = BOT_ID) -> Update:
    """Return a message of a person, perhaps in reply to what ``author`` wrote."""
    chat = {"id": PERSON_ID, "type": "private"}
    message: dict[str, object] = {
        "message_id": 9, "date": 1, "chat": chat, "text": text,
        "from": {"id": PERSON_ID, "is_bot": False, "first_name": "Ada"},
    }  # fmt: skip
    if replied is not None:
        message["reply_to_message"] = {
            "message_id": 8, "date": 1, "chat": chat, "text": replied,
            "from": {"id": author, "is_bot": author == BOT_ID, "first_name": "X"},
        }  # fmt: skip
    bot = Bot(f"{BOT_ID}:token")
    bot._bot_user = User(BOT_ID, "Dateline", is_bot=True)  # what Bot.initialize asks Telegram for
    return Update.de_json({"update_id": 1, "message": message}, bot)


def make_message(text: str, replied: str | None, author: int = BOT_ID) -> Message:
    message = make_update(text, replied, author).message
    assert message is not None
    return message


@pytest.mark.parametrize("language", list_languages())
def test_a_prompt_is_known_by_its_text_in_any_language(language: str) -> None:
    for prompt in PROMPTS:
        with use_language(language):
            reply = prompt.write()
        assert find_prompt(make_message("8:00", reply.text)) == prompt.command
        assert 1 <= len(reply.placeholder) <= LONGEST_PLACEHOLDER


def test_no_two_prompts_have_the_same_text() -> None:
    for language in list_languages():
        with use_language(language):
            assert len({gettext(prompt.text) for prompt in PROMPTS}) == len(PROMPTS)


def test_placeholders_fit_in_every_language_without_a_cut() -> None:
    for language in list_languages():
        with use_language(language):
            for prompt in PROMPTS:
                assert len(gettext(prompt.placeholder)) <= LONGEST_PLACEHOLDER


@pytest.mark.parametrize(
    ("replied", "author"),
    [(None, BOT_ID), ("Some answer", BOT_ID), (ASK.text, PERSON_ID), (ASK.text[:-1], BOT_ID)],
)
def test_other_messages_reply_to_no_prompt(replied: str | None, author: int) -> None:
    assert find_prompt(make_message("North Korea", replied, author)) is None


async def test_a_reply_is_handed_to_the_command_that_asked() -> None:
    topics: list[str] = []

    async def follow(_: Update, topic: str) -> None:
        topics.append(topic)

    router = PromptRouter({FOLLOW.command: follow})
    for text, prompt in (("North Korea", FOLLOW), ("North Korea", ASK), ("/help", FOLLOW)):
        update = make_update(text, prompt.text)
        if router.filter.check_update(update):
            await router.take_argument(update, None)  # type: ignore[arg-type]
    assert topics == ["North Korea"]


def check_prompt(message: Sent, room: Room) -> None:
    assert message["text"] == ASK.text
    (call,) = [call for call in room.server.calls if call.method == "sendMessage"][-1:]
    assert call.value("reply_markup") == {
        "force_reply": True, "selective": True, "input_field_placeholder": "Your question",
    }  # fmt: skip


async def test_ask_alone_asks_for_a_question_and_takes_the_reply(room: Room) -> None:
    person = room.private()
    prompt = await person.ask("/ask")
    check_prompt(prompt, room)
    question = person.send("How high?", reply_to=prompt)
    assert quotes((await person.reply_to(question)).message) == ["Somebody asked: How high?"]


async def test_in_a_group_too(room: Room) -> None:
    group = Group(room.world)
    prompt = (await group.reply_to(group.send("/ask"))).message
    check_prompt(prompt, room)
    question = group.send("How high?", reply_to=prompt)
    assert quotes((await group.reply_to(question)).message) == ["Somebody asked: How high?"]


async def test_a_reply_after_a_restart_is_taken_too(idle: Room) -> None:
    person = Private(idle.world)
    async with idle.served():
        prompt = await person.ask("/ask")
    async with idle.served():
        question = person.send("How high?", reply_to=prompt)
        assert quotes((await person.reply_to(question)).message)
    assert idle.echo.asked == ["How high?"]
