"""Links to the bot: what they say behind /start is done, anything else greets."""

from dataclasses import replace
from datetime import date

import pytest

from bot.articles.article import Article
from bot.chat.profile.deep_links import GroupLink, Link, QuestionLink, StoryLink, encode_link
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.chat.conftest import Room
from tests.chat.samples import article
from tests.telegram.client import quotes
from tests.telegram.shapes import Message

STORY = "0123456789abcdef"


async def follow(room: Room, link: Link) -> Message:
    payload = encode_link(link)
    assert payload
    person = room.private()
    return (await person.reply_to(person.start(payload))).message


def hold(room: Room, story: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot search one article."""
    snapshot = MemoryIndex([story], Analyzer()).snapshot()
    monkeypatch.setattr(room.echo, "snapshot", lambda: snapshot)


async def test_a_question_is_asked_below_its_words(room: Room) -> None:
    reply = await follow(room, QuestionLink("Who won the cup?"))
    assert reply["text"].startswith("Who won the cup?\n")
    assert quotes(reply) == ["Somebody asked: Who won the cup?"]


async def test_a_group_is_shown_to_nobody_where_nobody_shows_it(room: Room) -> None:
    assert "Hello!" in (await follow(room, GroupLink(-1_002_000_000_001)))["text"]


async def test_a_story_is_shown_with_its_title_source_day_and_leading_sentence(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Good morning! The bridge of Arlen opened on Monday after two years. It cost a lot."
    hold(room, replace(article(text), id=STORY), monkeypatch)
    reply = await follow(room, StoryLink(STORY))
    assert quotes(reply) == ["The bridge of Arlen opened on Monday after two years."]
    assert reply["text"].startswith("7 January 2026\nA bridge opens (The Example)")


async def test_a_story_in_short_sentences_is_shown_by_its_first(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(room, replace(article("It rains. He left."), id=STORY), monkeypatch)
    assert quotes(await follow(room, StoryLink(STORY))) == ["It rains."]


async def test_a_story_that_is_gone_or_of_tomorrow_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no longer among those" in (await follow(room, StoryLink(STORY)))["text"]
    hold(room, replace(article(published=date(2999, 1, 1)), id=STORY), monkeypatch)
    assert "no longer among those" in (await follow(room, StoryLink(STORY)))["text"]


@pytest.mark.parametrize("payload", ["inline", "q-", "q-_", "s-xyz", "g-1", "help", "-"])
async def test_any_other_payload_greets(room: Room, payload: str) -> None:
    person = room.private()
    assert "Hello!" in (await person.reply_to(person.start(payload))).message["text"]
    assert room.echo.asked == []
