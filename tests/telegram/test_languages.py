"""Whole conversations in four languages, with the real bot, over real HTTP."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.localization.current import gettext, use_language
from tests.telegram.client import Group, Private, button, buttons, quotes
from tests.telegram.language_scenes import NO_ARTICLE_QUESTION, SCENES, Scene, Story
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.xdist_group("languages"),
    pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.language),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process over the articles of all scenes; everybody is an admin."""
    folder = tmp_path_factory.mktemp("bot")
    seeds = folder / "seeds"
    seeds.mkdir()
    for scene in SCENES:
        for number, story in enumerate(scene.stories):
            (seeds / f"{scene.language}-{number}.md").write_text(story.content, encoding="utf-8")
    admins = ",".join(str(number) for number in range(1001, 1200))
    async with running(folder, seeds=str(seeds), DATELINE_ADMINS=admins) as process:
        yield process


@pytest.fixture
def person(bot: BotProcess, scene: Scene) -> Private:
    """Return somebody whose Telegram is in the language of the scene."""
    somebody = Private(bot.server.world)
    somebody.user["language_code"] = scene.language
    return somebody


def say(scene: Scene, message: str) -> str:
    """Return the translation of a message, which must not be English."""
    with use_language(scene.language):
        translation = gettext(message)
    assert translation != message
    return translation


def isolate(scene: Scene, name: str) -> str:
    """Return a name as it stands in a line, which it must not reorder where it is in Arabic."""
    return f"\u2068{name}\u2069" if scene.language == "ar" else name


def check_answer(message: Message, scene: Scene, story: Story, day: str) -> None:
    """Check that a quote of the article answers, and that its source and day stand below it."""
    quote = quotes(message)[0]
    assert story.quote in quote
    assert quote in story.text
    assert f"{isolate(scene, story.source)} · {day}" in message["text"].splitlines()


async def test_the_greeting_is_in_the_language_of_the_person(person: Private, scene: Scene) -> None:
    lines = (await person.ask("/start"))["text"].splitlines()
    hello = "Hello! I answer questions on current events with quoted, dated sentences."
    assert lines[0] == say(scene, hello)
    assert scene.stories[0].day in lines[1]
    assert "/help" in lines[1]


async def test_an_article_answers_in_its_own_words(person: Private, scene: Scene) -> None:
    for story in scene.stories:
        check_answer(await person.ask(story.question), scene, story, story.day)


async def test_what_no_article_says_is_refused(person: Private, scene: Scene) -> None:
    reply = await person.ask(scene.unanswerable)
    assert quotes(reply) == []
    reason, advice, coverage = reply["text"].splitlines()
    assert reason.startswith(say(scene, "None of the articles mentions {words}.").split("{")[0])
    assert scene.missing in reason
    assert advice == say(scene, "Check how it is spelt, or try other words for it.")
    assert all(story.day in coverage for story in scene.stories)


async def test_a_language_without_articles_is_named_with_those_that_have_some(
    person: Private, scene: Scene
) -> None:
    reply = await person.ask(NO_ARTICLE_QUESTION)
    assert quotes(reply) == []
    note, advice, _ = reply["text"].splitlines()
    _, german, languages = note.partition(scene.german)
    assert german
    assert all(name in languages for name in scene.names)
    assert advice == say(scene, "Ask in one of these languages, or for a name or number.")


async def test_a_group_is_answered_in_english_until_its_admin_chooses(
    bot: BotProcess, scene: Scene
) -> None:
    group = Group(bot.server.world, privacy=False)
    group.user["language_code"] = scene.language
    group.dialog.admins.append(group.user)
    story = scene.stories[1]
    english = await group.reply_to(group.send(f"/ask {story.question}"))
    check_answer(english.message, scene, story, "11 March 2026")
    offer = (await group.reply_to(group.send("/language"))).message
    group.press(group.user, offer, button(offer, scene.button))
    assert f"✓ {scene.button}" in buttons(await group.edit_of(offer))
    # The same again would get a link to the answer.
    story = scene.stories[0]
    sent = await group.reply_to(group.send(f"{group.mention} {story.question}"))
    check_answer(sent.message, scene, story, story.day)
    assert len(quotes(sent.message)) == 1


async def test_an_admin_adds_an_article_and_asks_for_it(person: Private, scene: Scene) -> None:
    story, name = scene.upload, f"{scene.language}-upload.txt"
    file = isolate(scene, name)
    card = (await person.reply_to(person.send_file(name, story.content.encode()))).message
    first, published, *counts = card["text"].splitlines()
    assert first.startswith(f"{file} · ")
    assert story.day in published
    assert f"{isolate(scene, scene.names[0])} 1" in counts[-1]
    labels = [say(scene, label) for label in ("Add", "Preview", "Cancel")]
    assert buttons(card) == labels
    added = await person.pressed(card, labels[0])
    assert file in added["text"]
    reply = await person.ask(story.question)
    assert story.quote in quotes(reply)[0]
    assert f"{file} · {story.day}" in reply["text"].splitlines()
    undone = await person.pressed(added, say(scene, "Undo"))
    assert buttons(undone) == []
    assert not any(story.quote in quote for quote in quotes(await person.ask(story.question)))
