"""/follow, /following and the buttons below them, in private and in groups."""

from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path

import pytest

from bot.chat.follows.followed_topics import MOST_TOPICS
from bot.chat.services import FollowServices
from bot.chat.storage.chat_settings import READER_LANGUAGE
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from tests.chat.conftest import Room
from tests.newsroom import TODAY, newsroom_answerer
from tests.telegram.client import Group, Private, button, buttons


@pytest.fixture
async def room(idle: Room) -> AsyncIterator[Room]:
    """Yield a room in which topics can be followed."""
    answerer = newsroom_answerer()
    answerer.answer("Who won?", TODAY)  # which loads what the first question needs
    idle.follows = FollowServices(answerer, lambda: 0, UTC)
    async with idle.served():
        yield idle


@pytest.fixture
def person(room: Room) -> Private:
    return room.private()


@pytest.fixture
def group(room: Room) -> Group:
    group = Group(room.world)
    group.dialog.admins.append(group.user)
    return group


async def listed(person: Private) -> list[str]:
    return buttons(await person.ask("/following"))


async def test_a_topic_is_followed_and_can_be_stopped_at_once(person: Private) -> None:
    answer = await person.ask("/follow North  Korea\nmissiles")
    assert answer["text"] == (
        "Now following “North Korea missiles”. I write here when a new article has news of it. "
        "/following lists everything."
    )
    assert await listed(person) == ["✕ North Korea missiles"]
    query = person.press(person.user, answer, button(answer, "Stop following"))
    assert await person.toast(query) == "“North Korea missiles” is no longer followed."
    assert await listed(person) == []
    query = person.press(person.user, answer, button(answer, "Stop following"))
    assert await person.toast(query) == "This is not followed any more."


async def test_without_a_topic_it_is_asked_for(person: Private) -> None:
    prompt = await person.ask("/follow")
    assert "What would you like to follow?" in prompt["text"]
    reply = person.send("milk prices", reply_to=prompt)
    assert "Now following “milk prices”" in (await person.reply_to(reply)).message["text"]


async def test_the_same_topic_again_is_no_fault(person: Private) -> None:
    await person.ask("/follow Milk prices")
    again = await person.ask("/follow milk  PRICES")
    assert again["text"] == ("“milk PRICES” is followed here already. /following lists everything.")
    assert await listed(person) == ["✕ Milk prices"]


@pytest.mark.parametrize("topic", ["the", "???", "news", "thanks", "🎉"])
async def test_what_cannot_be_looked_for_is_refused_with_the_reason(
    person: Private, topic: str
) -> None:
    answer = await person.ask(f"/follow {topic}")
    assert answer["text"].startswith(f"“{topic}” has no word to look for.")
    assert buttons(answer) == []
    assert await listed(person) == []


async def test_a_topic_has_at_most_200_characters(person: Private) -> None:
    topic = "missiles " * 22 + "of"
    assert len(topic) == 200
    assert "Now following" in (await person.ask(f"/follow {topic}"))["text"]
    answer = await person.ask(f"/follow {topic} N")
    assert answer["text"] == "This is too long to follow. Please use 200 characters at most."


async def test_a_chat_follows_at_most_twenty_topics(room: Room, person: Private) -> None:
    state = State(room.folder, room.world.bot["id"])
    for number in range(MOST_TOPICS):
        state.follows.add(person.id, f"earthquake {number}")
    state.close()
    answer = await person.ask("/follow milk prices")
    assert answer["text"].startswith("This chat follows 20 topics already")
    assert buttons(answer) == []
    card = await person.ask("/following")
    card = await person.pressed(card, "▶")
    card = await person.pressed(card, "▶")
    assert buttons(card) == [*(f"✕ earthquake {number}" for number in range(16, 20)), "◀"]
    card = await person.pressed(card, "✕ earthquake 17")
    assert "✕ earthquake 17" not in buttons(card)
    assert "Now following" in (await person.ask("/follow milk prices"))["text"]


async def test_in_a_group_its_admins_choose(room: Room, group: Group) -> None:
    carl = room.world.user("Carl")
    refusal = await group.reply_to(group.send("/follow milk prices", user=carl))
    assert refusal.message["text"] == "Only the admins of this group can choose what it follows."
    refusal = await group.reply_to(group.send("/follow", user=carl))
    assert "Only the admins" in refusal.message["text"]
    answer = (await group.reply_to(group.send("/follow milk prices"))).message
    assert "Now following" in answer["text"]
    query = group.press(carl, answer, button(answer, "Stop following"))
    assert "Only the admins" in await group.toast(query)
    card = (await group.reply_to(group.send("/following", user=carl))).message
    assert buttons(card) == ["✕ milk prices"]
    query = group.press(carl, card, button(card, "✕ milk prices"))
    assert "Only the admins" in await group.toast(query)
    group.press(group.user, card, button(card, "✕ milk prices"))
    assert "Nothing is followed" in (await group.edit_of(card))["text"]


async def test_an_anonymous_admin_chooses_too(group: Group) -> None:
    answer = (await group.reply_to(group.send_anonymously("/follow milk prices"))).message
    assert "Now following" in answer["text"]


async def test_nobody_stops_what_another_chat_follows(room: Room, person: Private) -> None:
    answer = await person.ask("/follow milk prices")
    stranger = room.private()
    theirs = await stranger.ask("/follow Ines Carrow")
    query = stranger.press(stranger.user, theirs, button(answer, "Stop following"))
    assert await stranger.toast(query) == "This is not followed any more."
    assert await listed(person) == ["✕ milk prices"]


@pytest.mark.parametrize("data", ["1|uf", "1|uf|x", "1|uf|1|2|3", "1|fp|", "1|fp", "1|dg|x"])
async def test_a_button_of_another_version_is_answered(person: Private, data: str) -> None:
    answer = await person.ask("/following")
    assert "no longer works" in await person.toast(person.press(person.user, answer, data))


async def test_what_is_followed_survives_a_restart(idle: Room) -> None:
    answerer = newsroom_answerer()
    answerer.answer("Who won?", TODAY)  # which loads what the first question needs
    idle.follows = FollowServices(answerer, lambda: 0, UTC)
    person = idle.private()
    async with idle.served():
        await person.ask("/follow milk prices")
    async with idle.served():
        assert await listed(person) == ["✕ milk prices"]


async def test_the_button_below_an_answer_follows_and_stops(room: Room, person: Private) -> None:
    answer = await person.ask("When did the bridge open?")
    query = person.press(person.user, answer, button(answer, "Follow"))
    assert "Now following “When did the bridge open?”" in await person.toast(query)
    answer = await person.edit_of(answer)
    assert await listed(person) == ["✕ When did the bridge open?"]
    query = person.press(person.user, answer, button(answer, "✓ Following"))
    assert "no longer followed" in await person.toast(query)
    assert await listed(person) == []


async def test_without_anything_that_looks_for_news_nothing_can_be_followed(idle: Room) -> None:
    async with idle.served():
        person = idle.private()
        assert "Follow" not in buttons(await person.ask("When did the bridge open?"))
        assert "I do not know" in (await person.ask("/follow milk"))["text"]


async def test_privacy_tells_of_it(person: Private) -> None:
    assert "What this chat follows" in (await person.ask("/privacy"))["text"]


async def test_the_language_is_kept_for_what_is_sent_unasked_and_no_longer(
    idle: Room, tmp_path: Path
) -> None:
    idle.follows = FollowServices(newsroom_answerer(), lambda: 0, UTC)
    person, other = idle.private(), idle.private()
    for each in (person, other):
        each.user["language_code"] = "de"
    async with idle.served():
        await person.ask("/follow milk prices")
        await other.ask("/digest 8:00")
    state = State(tmp_path / "data", int(idle.server.token.partition(":")[0]))
    languages = ChatLanguages(state)
    assert [languages.resolve_chat(each.id) for each in (person, other)] == ["de", "de"]
    state.close()
    async with idle.served():
        await other.ask("/digest off")
        card = await person.ask("/following")
        await person.pressed(card, "✕ milk prices")
    state = State(tmp_path / "data", int(idle.server.token.partition(":")[0]))
    assert state.settings.list_chats(READER_LANGUAGE) == {}
    state.close()
