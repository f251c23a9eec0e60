"""What Telegram shows of the real bot, and the ways in: links, prompts and mistyped commands."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.chat.profile.deep_links import GroupLink, QuestionLink, StoryLink, encode_link
from bot.localization.offered_languages import list_languages
from tests.telegram.client import Group, Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.process import BotProcess, running
from tests.telegram.server import Server
from tests.telegram.shapes import Message

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("profile")]

FORKLIFT = "Who stood on the forklift?"
HELLO = "Hello! I answer questions"
LANGUAGES = {code for code in list_languages() if len(code) == 2} - {"en"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all, each with a chat of its own."""
    async with running(tmp_path_factory.mktemp("bot")) as process:
        yield process


@pytest.fixture
def person(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest.fixture
def group(bot: BotProcess) -> Group:
    return Group(bot.server.world)


async def start(person: Private, payload: str | None) -> Message:
    assert payload
    return (await person.reply_to(person.start(payload))).message


def count_profile_calls(server: Server) -> int:
    return sum(call.method.startswith("setMy") for call in server.calls)


async def wait_for_profile(server: Server) -> None:
    """Wait until the last part of the profile is set, in every language."""
    texts = server.profile.texts
    await server.world.wait_for(
        lambda: {code for field, code in texts if field == "short_description"} - {""} == LANGUAGES,
        "the descriptions",
    )


async def test_descriptions_and_menus_are_set_in_every_language(bot: BotProcess) -> None:
    profile = bot.server.profile
    await wait_for_profile(bot.server)
    assert "each with its source and date" in profile.texts["description", ""]
    assert "quoted, dated sentences" in profile.texts["short_description", ""]
    scopes = [scope for scope in profile.commands if "chat_id" not in scope]
    assert len(scopes) == 3
    for scope in scopes:
        assert {code for name, code in profile.translations if name == scope} == LANGUAGES


async def test_a_restart_sets_nothing_that_was_set(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with running(tmp_path_factory.mktemp("again")) as bot:
        await wait_for_profile(bot.server)
        await bot.stop()
        count = count_profile_calls(bot.server)
        await bot.start()
        await bot.ready()
        await Private(bot.server.world).ask(FORKLIFT)
        assert count_profile_calls(bot.server) == count


async def test_a_flood_limit_on_the_profile_holds_up_no_answer(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    server = Server()
    server.faults.add("setMyCommands", Kind.FLOOD, seconds=3)
    async with running(tmp_path_factory.mktemp("flood"), server):
        assert quotes(await Private(server.world).ask(FORKLIFT))
        await wait_for_profile(server)
        assert server.profile.commands


async def test_an_admin_gets_the_menu_of_admins_with_the_first_message(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    server = Server()
    number = str(server.world.user("Nobody")["id"] + 1)
    async with running(tmp_path_factory.mktemp("admin"), server, DATELINE_ADMINS=number) as bot:
        await server.world.wait_for(lambda: "Chat not found" in bot.log, "the refusal")
        assert not [scope for scope in server.profile.commands if number in scope]
        admin = Private(server.world)
        assert str(admin.id) == number
        await admin.ask(FORKLIFT)

        def find_menu() -> list[dict[str, object]]:
            menus = server.profile.commands.items()
            return next((commands for scope, commands in menus if number in scope), [])

        menu = await server.world.wait_for(find_menu, "the menu of the admin")
        assert {"ask", "corpus", "stats"} <= {command["command"] for command in menu}


async def test_a_link_asks_a_question(person: Private) -> None:
    reply = await start(person, encode_link(QuestionLink(FORKLIFT)))
    assert reply["text"].startswith(FORKLIFT)
    assert "standing on a forklift" in quotes(reply)[0]


async def test_a_link_shows_a_story(bot: BotProcess, person: Private) -> None:
    answer = await bot.server.world.inline(person.user, FORKLIFT).answer()
    article = str(answer.results[0]["id"]).partition(":")[0]
    reply = await start(person, encode_link(StoryLink(article)))
    assert "7 January 2026" in reply["text"]
    assert len(quotes(reply)) == 1


@pytest.mark.parametrize(
    "payload", ["x", "q-", "q-____", "s-nothing", "g-5", encode_link(GroupLink(-1_002_000))]
)
async def test_a_link_that_leads_nowhere_greets(person: Private, payload: str) -> None:
    assert (await start(person, payload))["text"].startswith(HELLO)


async def test_a_link_to_an_article_that_is_gone_says_so(person: Private) -> None:
    reply = await start(person, encode_link(StoryLink("0123456789abcdef")))
    assert "no longer among those that I search" in reply["text"]


async def test_ask_alone_asks_for_the_question_and_takes_the_reply(person: Private) -> None:
    prompt = await person.ask("/ask")
    assert "Reply to this message" in prompt["text"]
    sent = await person.reply_to(person.send(FORKLIFT, reply_to=prompt))
    assert "standing on a forklift" in quotes(sent.message)[0]


async def test_in_a_group_the_prompt_is_for_who_asked(bot: BotProcess, group: Group) -> None:
    asked = group.send("/ask")
    prompt = (await group.reply_to(asked)).message
    (sent_prompt,) = [sent for sent in group.dialog.sent if sent.message is prompt]
    assert '"selective": true' in str(sent_prompt.parameters["reply_markup"])
    sent = await group.reply_to(group.send(FORKLIFT, reply_to=prompt))
    assert "standing on a forklift" in quotes(sent.message)[0]


async def test_a_mistyped_command_gets_its_nearest_in_private_and_silence_in_a_group(
    person: Private, group: Group
) -> None:
    assert (await person.ask("/hepl"))["text"] == "I do not know /hepl. Did you mean /help?"
    assert "/help shows" in (await person.ask("/weather"))["text"]
    group.send(f"/hepl{group.mention}")
    group.send("/hepl")
    await group.sentinel()
    assert len(group.answers) == 1
