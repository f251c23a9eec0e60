"""What the real bot says of sentences and addresses that people send, over real HTTP."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.newsroom import publish_articles, write_newsroom
from tests.telegram.client import Group, Private, buttons, quotes
from tests.telegram.origins import origin_of_hidden_user
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message, covered

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("verify")]

TRUE = "The storm sank three fishing boats."
CHANGED = "The storm sank seven fishing boats."
INVENTED = "A purple giraffe conducted the municipal orchestra of Zanzibar blindfolded."
SINK = "How many fishing boats did the storm sink?"
ADDRESS = "https://courier.example/storm-closes-the-harbour-of-marenne"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    folder = tmp_path_factory.mktemp("bot")
    write_newsroom(folder / "corpus", publish_articles())
    async with running(folder, seeds="", DATELINE_ADMINS="1001") as process:
        yield process


@pytest.fixture
def person(bot: BotProcess) -> Private:
    bot.server.world._last_user = max(bot.server.world._last_user, 5000)
    return Private(bot.server.world)


def parts(message: Message, kind: str) -> list[str]:
    return [covered(message, each) for each in message["entities"] if each["type"] == kind]


async def test_a_sentence_of_an_article_is_found_word_for_word(person: Private) -> None:
    reply = await person.ask(f"/verify {TRUE}")
    assert quotes(reply) == [TRUE]
    assert "Word for word" in reply["text"]
    assert "20 February 2026" in reply["text"]
    assert "Valdoria Courier" in reply["text"]


async def test_a_changed_number_is_marked_on_both_sides(person: Private) -> None:
    reply = await person.ask(f"/verify {CHANGED}")
    assert TRUE in quotes(reply)
    assert "Not word for word" in reply["text"]
    marks = [part for kind in ("underline", "bold") for part in parts(reply, kind)]
    assert "three" in marks
    assert parts(reply, "strikethrough") == ["seven"]


async def test_what_no_article_says_is_said(person: Private) -> None:
    reply = await person.ask(f"/verify {INVENTED}")
    assert "None of the articles" in reply["text"] or "none of the articles" in reply["text"]


async def test_verify_in_reply_checks_the_other_message(bot: BotProcess) -> None:
    group = Group(bot.server.world)
    claim = group.send(TRUE, user=bot.server.world.user("Carl"))
    reply = (await group.reply_to(group.send("/verify", reply_to=claim))).message
    assert quotes(reply) == [TRUE]


async def test_a_quoted_part_is_what_is_checked(bot: BotProcess) -> None:
    group = Group(bot.server.world)
    claim = group.send(f"{INVENTED} {TRUE}", user=bot.server.world.user("Carl"))
    asked = group.send("/verify", reply_to=claim, quote=TRUE)
    assert quotes((await group.reply_to(asked)).message) == [TRUE]


async def test_verify_alone_asks_for_the_sentence(person: Private) -> None:
    prompt = await person.ask("/verify")
    reply = await person.answer_to(person.send(TRUE, reply_to=prompt))
    assert quotes(reply) == [TRUE]


async def test_a_forwarded_text_is_verified_and_a_forwarded_question_answered(
    person: Private,
) -> None:
    claim = person.forward(TRUE, origin_of_hidden_user("Carl"))
    assert "Word for word" in (await person.answer_to(claim))["text"]
    question = person.forward(SINK, origin_of_hidden_user("Carl"))
    answer = await person.answer_to(question)
    assert "Word for word" not in answer["text"]
    assert TRUE in quotes(answer)[0]


async def test_an_edited_text_is_verified_anew(person: Private) -> None:
    message = person.send(f"/verify {CHANGED}")
    reply = await person.answer_to(message)
    person.edit(message, f"/verify {TRUE}")
    assert quotes(await person.edit_of(reply)) == [TRUE]


@pytest.mark.parametrize("form", ["{}", "{}?utm_source=x#top", "  {}\n"])
async def test_an_articles_own_address_finds_it(person: Private, form: str) -> None:
    answer = await person.ask(form.format(ADDRESS))
    assert 1 <= len(quotes(answer)) <= 3
    assert "A storm closed the harbour of Marenne" in quotes(answer)[0]
    assert "20 February 2026" in answer["text"]
    assert "Context" in buttons(answer)


async def test_an_unknown_address_is_said_and_admins_are_told_how_to_add_it(
    bot: BotProcess,
) -> None:
    replies = []
    for number in (1001, 1002):
        world = bot.server.world
        world._last_user = number - 1
        question = "/ask https://news.example/never-read"
        replies.append((await Private(world).ask(question))["text"])
        world._last_user = 5000
    assert all("None of my articles has this address." in reply for reply in replies)
    assert ["To add the article" in reply for reply in replies] == [True, False]
