"""Questions from chats that the real bot is no member of: typed behind its name, or as a guest."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram import compose
from tests.telegram.cards import InlineAnswer
from tests.telegram.client import Group, Private, quotes
from tests.telegram.faults import Kind
from tests.telegram.language_scenes import SCENES, Scene
from tests.telegram.process import BotProcess, running
from tests.telegram.server import Server
from tests.telegram.shapes import Message

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("inline")]

FERRY = (
    "The first ferry to Gull Island carried 312 passengers on Friday morning. "
    "Ferries had stayed in the harbour of Valdemar for four days because of the storm. "
    "Mayor Marta Quiroga put the damage to the harbour at two million euros."
)
BREAD = (
    "The bakery Hearth and Stone of Villanar won the national prize for the best bread. "
    "A jury of nine tasted 86 loaves without knowing who had baked them. "
    "The owner, Thomas Ibarra, uses a sourdough that his grandmother began in 1951."
)
ARTICLES = {
    "ferry": ("2026-03-06", "Harbour Courier", "Ferries sail again after the storm", FERRY),
    "bread": ("2026-03-07", "Villanar Voice", "Small bakery wins national prize", BREAD),
}
FOREIGN_SCENES = [scene for scene in SCENES if scene.language in ("ru", "es")]
PASSENGERS = "How many passengers did the first ferry carry?"
REFUSED = "Who won the chess tournament in Lisbon?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all the queries, over articles in English, Russian and Spanish."""
    folder = tmp_path_factory.mktemp("bot")
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, (day, source, title, text) in ARTICLES.items():
        fields = f"title: {title}\npublished: {day}\nsource: {source}"
        fields += f"\nurl: https://news.example/{name}"
        (seeds / f"{name}.md").write_text(f"---\n{fields}\n---\n{text}\n", encoding="utf-8")
    for scene in FOREIGN_SCENES:
        for number, story in enumerate(scene.stories):
            path = seeds / f"{scene.language}-{number}.md"
            path.write_text(story.content, encoding="utf-8")
    async with running(folder, seeds=str(seeds)) as process:
        yield process


@pytest.fixture
def person(bot: BotProcess) -> Private:
    return Private(bot.server.world)


async def ask(person: Private, question: str) -> InlineAnswer:
    return await person.world.inline(person.user, question).answer()


def check_cards(answer: InlineAnswer) -> None:
    """Check that every card is one dated quote of an article, word for word, with its source."""
    texts = [text for *_, text in ARTICLES.values()]
    texts += [story.text for scene in FOREIGN_SCENES for story in scene.stories]
    assert 1 <= len(answer.messages) <= 10
    for message, result in zip(answer.messages, answer.results, strict=True):
        (quote,) = quotes(message)
        assert any(quote in text for text in texts)
        assert "2026" in message["text"]
        assert "2026" in str(result["description"])


async def test_a_question_in_any_chat_gets_finished_cards(person: Private) -> None:
    answer = await ask(person, PASSENGERS)
    check_cards(answer)
    assert "carried 312 passengers" in quotes(answer.messages[0])[0]
    assert "Harbour Courier · 6 March 2026" in answer.texts[0]
    assert str(answer.results[0]["description"]).startswith("Harbour Courier · 6 March 2026")
    content = answer.results[0]["input_message_content"]
    assert isinstance(content, dict)
    assert content["link_preview_options"] == {"is_disabled": True}


async def test_a_card_that_was_sent_to_a_group_of_the_bot_is_answered_by_nothing(
    person: Private,
) -> None:
    group = Group(person.world)
    await person.world.inline(person.user, PASSENGERS).choose(group.dialog)
    await group.sentinel()
    assert len(group.answers) == 1


async def test_no_question_gets_the_newest_stories_one_card_each(person: Private) -> None:
    answer = await ask(person, "")
    check_cards(answer)
    assert "Small bakery wins national prize" in answer.titles
    assert len(set(answer.titles)) == len(answer.titles)
    assert int(str(answer.parameters["cache_time"])) <= 30


@pytest.mark.parametrize("scene", FOREIGN_SCENES, ids=lambda scene: scene.language)
async def test_stories_and_quotes_are_those_that_the_reader_can_read(
    person: Private, scene: Scene
) -> None:
    person.user["language_code"] = scene.language
    news = await ask(person, "")
    check_cards(news)
    assert {story.title for story in scene.stories} & set(news.titles)
    answer = await ask(person, scene.stories[0].question)
    assert scene.stories[0].quote in quotes(answer.messages[0])[0]
    assert scene.stories[0].day in answer.texts[0]


async def test_a_topic_gets_its_stories(person: Private) -> None:
    answer = await ask(person, "latest on the bakery Hearth and Stone")
    check_cards(answer)
    assert answer.titles[0] == "Small bakery wins national prize"


async def test_misspelt_words_and_operators_work_as_in_private(person: Private) -> None:
    answer = await ask(person, "How many pasengers did the first ferrry carry?")
    assert "carried 312 passengers" in quotes(answer.messages[0])[0]
    elsewhere = await ask(person, f'{PASSENGERS} source:"Villanar Voice"')
    assert all("carried 312 passengers" not in text for text in elsewhere.texts)


async def test_nothing_found_is_one_card_that_says_so_and_a_way_to_ask_in_private(
    person: Private,
) -> None:
    answer = await ask(person, REFUSED)
    assert len(answer.results) == 1
    assert "Lisbon" in answer.texts[0]
    assert quotes(answer.messages[0]) == []
    assert int(str(answer.parameters["cache_time"])) <= 30
    button = str(answer.parameters["button"])
    payload = button.partition('start_parameter": "')[2].partition('"')[0]
    reply = (await person.reply_to(person.start(payload))).message
    assert reply["text"].startswith(REFUSED)
    assert "Lisbon" in reply["text"].removeprefix(REFUSED)


@pytest.mark.parametrize("text", ["🙂" * 256, "forklift " * 28, "من فاز؟", "\u202ec", "?", "hello"])
async def test_any_text_is_answered(person: Private, text: str) -> None:
    assert len((await ask(person, text)).results) >= 1


async def test_whoever_types_quickly_gets_the_answer_to_the_last_words(
    bot: BotProcess, person: Private
) -> None:
    ends = range(1, len(PASSENGERS) + 1)
    queries = [person.world.inline(person.user, PASSENGERS[:end]) for end in ends]
    answer = await queries[-1].answer()
    assert "carried 312 passengers" in quotes(answer.messages[0])[0]
    assert "Traceback" not in bot.log


async def test_a_query_is_answered_while_a_flood_limit_holds_a_reply_up(
    bot: BotProcess, person: Private
) -> None:
    fault = bot.server.faults.add("sendMessage", Kind.FLOOD, seconds=3, chat_id=person.id)
    question = person.send(PASSENGERS)
    await person.world.wait_for(lambda: fault.over, "the refusal")
    check_cards(await ask(person, PASSENGERS))
    await person.reply_to(question)


async def test_a_guest_message_is_answered_with_the_best_card(person: Private) -> None:
    world = person.world
    query = world.guest_message(person.user, f"@{world.bot['username']} {PASSENGERS}")
    message = (await query.answer()).message
    assert "carried 312 passengers" in quotes(message)[0]
    assert "Harbour Courier · 6 March 2026" in message["text"]


async def test_a_guest_is_asked_on_by_a_reply(person: Private) -> None:
    world = person.world
    query = world.guest_message(person.user, f"@{world.bot['username']} {REFUSED}")
    card = await query.answer()
    assert quotes(card.message) == []
    onward = world.guest_message(person.user, PASSENGERS, query.dialog, reply_to=card.message)
    assert "carried 312 passengers" in quotes((await onward.answer()).message)[0]


async def test_a_guest_asked_about_a_message_searches_for_what_it_says(person: Private) -> None:
    world, dialog = person.world, person.world.open_elsewhere()
    claim: Message = {**compose.written("312 passengers on the ferry?", world.user("Carl"))}
    claim["message_id"], claim["chat"] = dialog.next_id(), dialog.chat
    query = world.guest_message(person.user, f"@{world.bot['username']}", dialog, reply_to=claim)
    assert "carried 312 passengers" in quotes((await query.answer()).message)[0]


async def test_without_inline_and_guest_mode_everything_else_works(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    server = Server()
    server.world.inline_mode = server.world.guest_mode = False
    async with running(tmp_path_factory.mktemp("plain"), server):
        person = Private(server.world)
        assert quotes(await person.ask("Who stood on the forklift?"))
        texts = server.profile.texts
        await server.world.wait_for(lambda: ("description", "") in texts, "the description")
        assert "@" not in texts["description", ""]


async def test_an_inline_query_of_before_a_kill_is_not_answered_after_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with running(tmp_path_factory.mktemp("killed")) as bot:
        world = bot.server.world
        fault = bot.server.faults.add("answerInlineQuery", Kind.HOLD)
        person = Private(world)
        query = world.inline(person.user, "Who stood on the forklift?")
        await world.wait_for(lambda: fault.struck, "the answer to be on its way")
        await bot.kill()
        await bot.start()
        await bot.ready()
        assert quotes(await person.ask("Who stood on the forklift?"))
        assert query.id not in world.inline_answers
        assert "left from the last run" not in bot.log
