"""Buttons of other versions, and what nobody but an attacker sends back."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.keyboard import digest_question
from bot.chat.replies.keyboards.answer_data import AnswerAction
from tests.telegram.client import Channel, Group, Private
from tests.telegram.conversation import Conversation
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message, User

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.xdist_group("hostile_buttons"),
]

FORKLIFT = "Who stood on the forklift?"

ACTIONS = (
    *AnswerAction, "h", "q", "uf", "fp", "dg", "lang", "set", "date", "prompt",
    "co.page", "co.open", "co.see", "co.get", "co.ask", "co.rm", "co.back", "co.list", "co.find",
    "co.art", "co.edit", "co.hide", "co.show", "co.reset", "co.undo", "up.add", "up.see", "up.no",
    "up.ask", "up.undo", "up.day", "up.date", "up.none", "fd.page", "fd.open", "fd.stop", "fd.go",
    "fd.now", "fd.text", "fd.keep", "fd.days", "fd.ask", "fd.rm", "fd.rmall", "fd.get", "fd.add",
    "fd.full", "fd.no", "fd.see", "fd.undo", "fd.none", "",
)  # fmt: skip
ARGUMENTS = (
    "", "0", "1", "-1", "9" * 40, "-" + "9" * 30, "٣", "²", "1e9", "0x10", " 1 ", "1_0", "20260320",
    "00000000", "99999999", "zzzzzzzzzz", "../../etc/passwd", "'; DROP TABLE follows; --", "\x00",
    "\ud83d", "🙂", "\u202e", "%s{0}", "overview", "when", "quotes", "always", "close", "-100200",
    "en", "xx", "on", "off", "stop", "8:00", "help", "\n", "a" * 40,
)  # fmt: skip
VERSIONS = ("1", "1", "1", "1", "0", "2", "99", "", "٣")


BAD_NUMBERS = ("9" * 40, "-" + "9" * 40, "-1", "٣", "²")


def make_data(count: int) -> Iterator[str]:
    """Yield what buttons may send back: nearly right, of other versions, and noise."""
    rng = random.Random(18)
    for _ in range(count):
        arguments = [rng.choice(ARGUMENTS) for _ in range(rng.randrange(5))]
        data = "|".join((rng.choice(VERSIONS), rng.choice(ACTIONS), *arguments))
        if rng.random() < 0.2:
            data = "".join(chr(rng.randrange(0x3000)) for _ in range(rng.randrange(30)))
        while len(data.encode("utf-8", "surrogatepass")) > 64:
            data = data[:-1]
        yield data or "1"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process without limits of its own; the first person is an admin."""
    folder: Path = tmp_path_factory.mktemp("bot")
    rates = {
        f"DATELINE_{name}": "0"
        for name in ("MESSAGES_PER_SECOND", "CHAT_MESSAGES_PER_MINUTE", "GROUP_MESSAGES_PER_MINUTE")
    }
    rates["DATELINE_WAITING_QUESTIONS"] = "1000"
    async with running(folder, DATELINE_ADMINS="1001", **rates) as process:
        yield process


async def check_presses(bot: BotProcess, queries: dict[str, str]) -> None:
    """Check that each query gets one answer, and that nothing failed; its data are the values."""
    world = bot.server.world
    await world.wait_for(lambda: queries.keys() <= world.toasts.keys(), "all toasts")
    counts = Counter(
        str(call.given["callback_query_id"])
        for call in bot.server.calls
        if call.method == "answerCallbackQuery"
    )
    repeats = {data for query, data in queries.items() if counts[query] != 1}
    assert repeats == set()
    assert not any("Too many buttons" in world.toasts[query] for query in queries)
    assert "incident" not in bot.log


async def test_whatever_a_button_sends_back_it_gets_one_answer(bot: BotProcess) -> None:
    world = bot.server.world
    admin, person, group = Private(world), Private(world), Group(world)
    plain, channel = Group(world, kind="group"), Channel(world)
    world_chats: list[tuple[Conversation, User, Message]] = [
        (admin, admin.user, await admin.ask(FORKLIFT)),
        (person, person.user, await person.ask(FORKLIFT)),
        (group, group.user, await group.sentinel()),
        (plain, plain.user, await plain.sentinel()),
        (channel, person.user, channel.publish("What a channel says") | {"from": world.bot}),
    ]
    presses: list[Callable[[str], str]] = [
        lambda data: press_elsewhere(bot, person.user, data),
        *(
            partial(press, user, message)
            for chat, user, message in world_chats
            for press in (chat.press, chat.press_inaccessible)
        ),
    ]
    channel.dialog.messages[world_chats[-1][2]["message_id"]] = world_chats[-1][2]
    queries = {}
    for data in (f"1|{action}|{number}" for action in ACTIONS for number in BAD_NUMBERS):
        queries[admin.press(admin.user, world_chats[0][2], data)] = data
    for number, data in enumerate(make_data(220)):
        queries[presses[number % len(presses)](data)] = data
    await check_presses(bot, queries)


def press_elsewhere(bot: BotProcess, user: User, data: str) -> str:
    """Press a button below a message that came from an inline or a guest query."""
    query = bot.server.world.new_callback()
    body = {"id": query, "from": user, "inline_message_id": "AAxx", "chat_instance": "1"}
    bot.server.world.tell("callback_query", {**body, "data": data})
    return query


async def test_a_game_that_the_bot_never_offered_is_answered(bot: BotProcess) -> None:
    person = Private(bot.server.world)
    query = bot.server.world.new_callback()
    body = {"id": query, "from": person.user, "chat_instance": "1", "game_short_name": "chess"}
    bot.server.world.tell("callback_query", body)
    assert "no longer works" in await bot.server.world.toast(query)


@pytest.mark.parametrize("data", ["0|m|20260320|abc", "2|m|20260320|abc", "add_article", "\n"])
async def test_a_button_of_another_version_says_what_to_do(bot: BotProcess, data: str) -> None:
    person = Private(bot.server.world)
    answer = await person.ask(FORKLIFT)
    assert "no longer works. Please" in await person.toast(person.press(person.user, answer, data))
    elsewhere = press_elsewhere(bot, person.user, data)
    assert "no longer works. Please" in await person.toast(elsewhere)


async def test_a_button_that_is_pressed_five_times_at_once_is_answered_each_time(
    bot: BotProcess,
) -> None:
    person = Private(bot.server.world)
    answer = await person.ask(FORKLIFT)
    data = f"1|b|20260320|{digest_question(FORKLIFT)}"
    queries = {person.press(person.user, answer, data): data for _ in range(5)}
    await check_presses(bot, queries)
