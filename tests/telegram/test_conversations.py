"""The real bot over the seed articles, in private and in groups, over real HTTP."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram import compose
from tests.telegram.client import Channel, Group, Private, buttons, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message
from tests.telegram.world import ANONYMOUS_ADMIN

FORKLIFT = "Who stood on the forklift?"
TROOPS = "How many troops did North Korea send to Russia?"


pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("conversations")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all the conversations, each of which has a chat of its own."""
    async with running(tmp_path_factory.mktemp("bot")) as process:
        yield process


@pytest.fixture
def person(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest.fixture
def group(bot: BotProcess) -> Group:
    return Group(bot.server.world)


def check_quoted(message: Message, words: str) -> None:
    """Check that a quote holds ``words`` and that the credit below it has the seed's day."""
    assert words in quotes(message)[0]
    assert message["text"].splitlines()[-1] == "As of 7 January 2026 · 1 article"
    assert " · 7 January 2026" in message["text"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (TROOPS, "around 14,000 soldiers"),
        ("What did Ju Ae wear at the memorial?", "She wore a red muffler"),
        (
            "When did North Korea and Russia sign the strategic partnership treaty?",
            "signed the Treaty on Comprehensive Strategic Partnership in 2024.",
        ),
        ("What did Kim call the soldiers?", "heroes who sacrificed themselves"),
        (FORKLIFT, "Ju Ae and some officials standing on a forklift"),
        ("What did the country test on Monday?", "tested more ballistic missiles on Monday"),
    ],
)
async def test_the_seed_answers(person: Private, question: str, words: str) -> None:
    check_quoted(await person.ask(question), words)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who won the Champions League?", "Champions"),
        ("What is the price of gold?", "gold"),
        ("Tell me about the election in Brazil", "Brazil"),
    ],
)
async def test_a_question_that_the_seeds_do_not_answer_is_refused(
    person: Private, question: str, missing: str
) -> None:
    reply = await person.ask(question)
    assert quotes(reply) == []
    assert f"“{missing}”" in reply["text"]
    assert "1 article, from 7 January 2026" in reply["text"]


async def test_the_greetings_questions_are_answered(person: Private) -> None:
    greeting = await person.ask("/start")
    assert len(greeting["text"].splitlines()) == 3
    examples = buttons(greeting)
    assert len(examples) == 2
    for example in examples:
        answer = await person.press_for_message(person.user, greeting, example)
        assert answer["text"].startswith(f"{example}\n\n")
        assert quotes(answer)


async def test_every_command_answers_in_private(person: Private) -> None:
    for command in ("/help", "/about", "/privacy", "/ask"):
        assert "incident" not in (await person.ask(command))["text"]
    check_quoted(await person.ask(f"/ask {FORKLIFT}"), "forklift")


async def test_a_group_is_answered_when_it_speaks_to_the_bot(bot: BotProcess) -> None:
    for ask in ("/ask", "/ask{name}", "{name}"):
        group = Group(bot.server.world, privacy=False)
        text = f"{ask.format(name=group.mention)} {FORKLIFT}"
        check_quoted((await group.reply_to(group.send(text))).message, "forklift")
    answer = group.answers[-1]
    follow = group.send(TROOPS, reply_to=answer)
    check_quoted((await group.reply_to(follow)).message, "14,000")


async def test_ask_in_reply_to_a_message_asks_its_text(group: Group) -> None:
    other = group.send(TROOPS, user=group.world.user("Carl"))
    asked = group.send("/ask", reply_to=other)
    check_quoted((await group.reply_to(asked)).message, "14,000")


async def test_an_answer_stays_in_its_topic(bot: BotProcess) -> None:
    forum = Group(bot.server.world, forum=True)
    sent = await forum.reply_to(forum.send(f"/ask {FORKLIFT}", topic=77))
    assert sent.message["message_thread_id"] == 77


async def test_an_edited_question_changes_its_answer(person: Private) -> None:
    question = person.send(FORKLIFT)
    answer = await person.answer_to(question)
    person.edit(question, TROOPS)
    check_quoted(await person.edit_of(answer), "14,000")
    assert len(person.answers) == 1


async def test_an_anonymous_admin_is_answered_like_anybody(group: Group) -> None:
    sent = await group.reply_to(group.send_anonymously(f"/ask {FORKLIFT}"))
    check_quoted(sent.message, "forklift")


async def test_junk_is_ignored(bot: BotProcess, group: Group) -> None:
    world = bot.server.world
    world.updates.allowed += ["channel_post", "edited_channel_post", "my_chat_member"]
    channel = Channel(world)
    post = channel.publish(f"/ask {FORKLIFT}")
    channel.edit(post, f"/ask {TROOPS}", kind="edited_channel_post")
    robot = world.user("Robot", is_bot=True)
    group.send(f"/ask {FORKLIFT}", user=robot)
    group.post({**compose.written(f"/ask {FORKLIFT}", group.user), "via_bot": robot})
    forwarded = compose.written(f"/ask {FORKLIFT}", {"id": 777000, "first_name": "Telegram"})
    forwarded["from"]["is_bot"] = False
    forwarded.update({"is_automatic_forward": True, "sender_chat": channel.dialog.chat})
    group.post(forwarded)
    stranger = compose.written(f"/ask {FORKLIFT}", ANONYMOUS_ADMIN)
    stranger["sender_chat"] = channel.dialog.chat
    group.post(stranger)
    group.post({"from": group.user, "date": 1, "new_chat_members": [group.user]})
    group.post({"from": group.user, "date": 1, "new_chat_title": "Readers of news"})
    world.updates.add_raw({"a_kind_of_tomorrow": {"id": 1}})
    world.updates.add_raw({"message": "no object"})
    world.updates.add_raw({"message": {"message_id": 1, "date": "never", "chat": None}})
    await group.sentinel()
    assert (len(group.answers), len(channel.answers)) == (1, 0)
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("make", [compose.sticker, compose.photo, compose.voice])
async def test_a_message_without_text_gets_one_line(person: Private, make: type) -> None:
    message = person.post(make(person.user))
    assert "only read text" in (await person.reply_to(message)).message["text"]


@pytest.mark.parametrize(
    "text",
    [
        "🙂" * 4096,
        "forklift " * 455,
        "ما هو سعر الذهب؟",
        "\u202egnorw",
        "<b>&amp;</b>",
        "?",
        "\x00",
    ],
)
async def test_any_text_is_answered(person: Private, text: str) -> None:
    assert "incident" not in (await person.ask(text))["text"]


async def test_half_a_surrogate_pair_is_answered(bot: BotProcess, person: Private) -> None:
    message = person.send("forklift \ud83d?")
    assert await person.reply_to(message)
    assert json.dumps("\ud83d").strip('"') not in bot.log
