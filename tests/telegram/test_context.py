"""Follow-ups, claims of others and captions, as the real bot understands them over real HTTP."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.newsroom import publish_articles, write_newsroom
from tests.telegram import compose
from tests.telegram.client import Group, Private, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.server import Server
from tests.telegram.shapes import User

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("context")]

CARROW = "Ines Carrow won the election in Valdoria on Sunday with 38 per cent of the vote."
WINNER = "Who won the election in Valdoria?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("bot")
    write_newsroom(folder / "corpus", publish_articles())
    async with running(folder, Server(privacy=False), seeds="") as process:
        yield process


@pytest.fixture
def person(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest.fixture
def group(bot: BotProcess) -> Group:
    return Group(bot.server.world)


async def test_in_private_a_question_that_cannot_stand_alone_goes_on_with_the_last(
    person: Private,
) -> None:
    await person.ask(WINNER)
    assert "Ines Carrow won the election" in quotes(await person.ask("And when?"))[0]


@pytest.mark.parametrize("words", ["thanks!", "who are you?", "🙂"])
async def test_small_talk_between_two_questions_does_not_part_them(
    person: Private, words: str
) -> None:
    await person.ask(WINNER)
    await person.ask(words)
    assert "Ines Carrow won the election" in quotes(await person.ask("And when?"))[0]


async def test_without_a_question_before_it_stands_alone(person: Private) -> None:
    assert "Ines Carrow" not in (await person.ask("And when?"))["text"]


async def test_a_new_matter_starts_anew(person: Private) -> None:
    await person.ask(WINNER)
    answer = await person.ask("How many houses burned down near Pellworth?")
    assert "60 houses burned down" in quotes(answer)[0]


async def test_a_reply_goes_on_with_the_answer_that_it_replies_to(person: Private) -> None:
    answer = await person.ask(WINNER)
    await person.ask("How many houses burned down near Pellworth?")
    follow_up = person.send("And when?", reply_to=answer)
    assert "Ines Carrow won the election" in quotes(await person.answer_to(follow_up))[0]


async def test_a_reply_in_a_group_goes_on_with_the_answer(group: Group) -> None:
    answer = (await group.reply_to(group.send(f"/ask {WINNER}"))).message
    follow_up = group.send("And when?", reply_to=answer)
    assert "Ines Carrow won the election" in quotes((await group.reply_to(follow_up)).message)[0]


async def test_an_answer_that_nothing_is_known_of_is_continued_from_its_words(
    person: Private,
) -> None:
    world = person.world
    answer = {
        "from": world.bot, "date": 1, "message_id": 5, "chat": person.dialog.chat,
        "text": CARROW,
        "entities": [{"type": "blockquote", "offset": 0, "length": len(CARROW)}],
    }  # fmt: skip
    follow_up = person.send("How many seats does she have?", reply_to=answer)  # type: ignore[arg-type]
    reply = await person.answer_to(follow_up)
    assert "84 of the 200 seats" in reply["text"], reply


async def test_a_part_that_telegram_quotes_is_what_is_asked_about(person: Private) -> None:
    answer = await person.ask("How many houses burned down near Pellworth?")
    follow_up = person.send("And why?", reply_to=answer, quote="60 houses burned down")
    assert "Pellworth" in (await person.answer_to(follow_up))["text"]


@pytest.mark.parametrize("doubt", ["/ask is that true?", "/ask", "/ask really??", "/ask 🤔"])
async def test_a_doubt_asks_about_the_message_alone(group: Group, doubt: str) -> None:
    claim = group.send("Thieves stole The Blue Heron from the museum of Terrano", user=other(group))
    answer = (await group.reply_to(group.send(doubt, reply_to=claim))).message
    assert "stole the painting The Blue Heron" in quotes(answer)[0]


@pytest.mark.parametrize("question", ["how much is it worth?", "how much is the painting worth?"])
async def test_words_of_ones_own_are_asked_of_the_message(group: Group, question: str) -> None:
    claim = group.send("Thieves stole The Blue Heron from the museum of Terrano", user=other(group))
    answer = (await group.reply_to(group.send(f"/ask {question}", reply_to=claim))).message
    assert "12 million crowns" in quotes(answer)[0]


async def test_captions_are_read(person: Private, group: Group) -> None:
    photo = person.send_photo("How many houses burned down near Pellworth?")
    assert "60 houses burned down" in quotes(await person.answer_to(photo))[0]
    asked = group.send_photo("/ask How many houses burned down near Pellworth?")
    assert "60 houses burned down" in quotes((await group.reply_to(asked)).message)[0]
    claim = group.post(compose.photo(other(group), caption="Thieves stole The Blue Heron"))
    answer = (await group.reply_to(group.send("/ask", reply_to=claim))).message
    assert "The Blue Heron" in quotes(answer)[0]


def other(group: Group) -> User:
    return group.world.user("Carl")
