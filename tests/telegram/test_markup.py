"""What people see and can tap: the bot's entities and what Telegram finds beside them."""

import pytest

from tests.telegram.api_client import Client
from tests.telegram.client import Private, quotes
from tests.telegram.markup import merge_entities, misplaced_entities, unwanted_finds
from tests.telegram.shapes import Entity

HOST = "example.com"


def entity(kind: str, offset: int, length: int) -> Entity:
    return {"type": kind, "offset": offset, "length": length}


def whole(kind: str, text: str = HOST) -> Entity:
    return entity(kind, 0, len(text))


@pytest.mark.parametrize("kind", ["code", "pre", "text_link", "text_mention"])
def test_nothing_is_found_under_what_is_fixed(kind: str) -> None:
    assert merge_entities(HOST, [whole(kind)]) == [whole(kind)]
    assert merge_entities(HOST, [entity(kind, 2, 1)]) == [entity(kind, 2, 1)]


@pytest.mark.parametrize("kind", ["bold", "italic", "spoiler", "blockquote"])
def test_finds_stand_beside_styles_and_in_quotes(kind: str) -> None:
    assert merge_entities(HOST, [whole(kind)]) == [whole(kind), whole("url")]


def test_a_find_across_the_edge_of_a_quote_is_none() -> None:
    assert merge_entities(HOST, [entity("blockquote", 0, 5)]) == [entity("blockquote", 0, 5)]


def violations(text: str, *own: Entity) -> list[str]:
    return list(unwanted_finds(text, own, "dateline_test_bot"))


@pytest.mark.parametrize("kind", ["blockquote", "expandable_blockquote"])
@pytest.mark.parametrize("text", [HOST, "@dateline_test_bot", "/help", "#tag", "+12125550123"])
def test_nothing_may_be_tapped_in_a_quote(kind: str, text: str) -> None:
    assert len(violations(text, whole(kind, text))) == 1
    assert violations(text, whole(kind, text), whole("code", text)) == []


@pytest.mark.parametrize("text", [HOST, "a@example.com", "#tag", "$AAPL", "@somebody"])
def test_nothing_but_commands_and_the_bots_name_outside_of_quotes(text: str) -> None:
    assert len(violations(text)) == 1


@pytest.mark.parametrize("text", ["/help", "@dateline_test_bot", "@Dateline_Test_Bot, 5.30 p.m."])
def test_commands_and_the_bots_name_may_be_tapped(text: str) -> None:
    assert violations(text) == []


@pytest.mark.parametrize("kind", ["code", "pre", "date_time"])
@pytest.mark.parametrize("other", ["bold", "text_link", "spoiler", "code"])
def test_code_stands_alone(kind: str, other: str) -> None:
    assert list(misplaced_entities([entity(kind, 0, 5), entity(other, 1, 2)]))
    assert list(misplaced_entities([entity(other, 0, 5), entity(kind, 0, 5)]))
    assert list(misplaced_entities([entity(other, 0, 3), entity(kind, 2, 3)]))


@pytest.mark.parametrize("kind", ["code", "pre", "text_link", "bold"])
def test_a_quote_may_hold_anything_but_a_quote(kind: str) -> None:
    assert not list(misplaced_entities([entity("blockquote", 0, 5), entity(kind, 1, 2)]))
    assert not list(misplaced_entities([entity("blockquote", 0, 5), entity(kind, 0, 5)]))


def test_a_link_holds_neither_link_nor_quote() -> None:
    assert list(misplaced_entities([entity("text_link", 0, 5), entity("text_link", 1, 2)]))
    assert list(misplaced_entities([entity("text_link", 0, 5), entity("blockquote", 1, 2)]))
    assert not list(misplaced_entities([entity("bold", 0, 5), entity("text_link", 1, 2)]))


async def test_a_sent_message_shows_what_was_found(client: Client) -> None:
    person = Private(client.server.world)
    text = f"They said\n{HOST}"
    quote = entity("blockquote", 10, 11)
    await client.call("sendMessage", chat_id=person.id, text=text, entities=[quote])
    (answer,) = person.answers
    assert answer["entities"] == [quote, entity("url", 10, 11)]
    assert quotes(answer) == [HOST]
    assert client.server.violations == [
        f"a quote in which '{HOST}' can be tapped as a url",
    ]
    client.server.violations.clear()
