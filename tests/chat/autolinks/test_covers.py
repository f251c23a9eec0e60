from dataclasses import asdict
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.autolinks.covers import cover_autolinks
from bot.chat.rich_text import (
    MOST_ENTITIES,
    Entity,
    RichText,
    format_entity,
    join_pieces,
)
from tests.chat.autolinks.test_detection import pieces
from tests.telegram import shapes
from tests.telegram.markup import misplaced_entities, tappable


def covers(piece: RichText, *own_links: str) -> list[tuple[str, str]]:
    """Return each entity of the covered text, with its words."""
    covered = cover_autolinks(piece, own_links)
    assert covered.text == piece.text
    units = covered.text.encode("utf-16-le")
    return [
        (each.type, units[2 * each.offset : 2 * (each.offset + each.length)].decode("utf-16-le"))
        for each in covered.entities
    ]


def entities_of(piece: RichText) -> list[shapes.Entity]:
    return [cast(shapes.Entity, asdict(entity)) for entity in piece.entities]


any_piece = st.lists(
    st.builds(
        lambda text, kind: (
            format_entity(text, kind, "https://example.org") if kind and text else RichText(text)
        ),
        pieces.map(str.strip),
        st.sampled_from(("", "", "blockquote", "bold", "text_link", "code")),
    ),
    max_size=8,
).map(lambda each: join_pieces(each, "\n"))


def test_a_text_without_links_stays_as_it_is() -> None:
    piece = format_entity("The bridge opened on 5 January.", "blockquote")
    assert cover_autolinks(piece) is piece


def test_links_in_a_quote_are_code() -> None:
    quote = format_entity("🙂 @somebody wrote on example.com: /start", "blockquote")
    assert covers(quote)[1:] == [
        ("code", "@somebody"), ("code", "example.com"), ("code", "/start"),
    ]  # fmt: skip


def test_own_commands_can_be_tapped_outside_of_quotes() -> None:
    piece = RichText("See /help\n") + format_entity("Ask /help", "blockquote")
    assert covers(piece, "/help") == [("blockquote", "Ask /help"), ("code", "/help")]
    assert ("code", "/start") in covers(piece + RichText("\n/start"), "/help")


def test_own_links_and_code_are_not_covered() -> None:
    piece = format_entity("example.com", "text_link", "https://example.com/a") + RichText(" ")
    assert covers(piece + format_entity("@somebody", "code")) == [
        ("text_link", "example.com"), ("code", "@somebody"),
    ]  # fmt: skip


def test_bold_ends_where_code_begins() -> None:
    text = "Ask @somebody today"
    piece = RichText(text, (Entity("blockquote", 0, 19), Entity("bold", 0, 19)))
    assert covers(piece)[1:] == [("bold", "Ask "), ("code", "@somebody"), ("bold", " today")]
    assert covers(RichText(text, (Entity("bold", 4, 9),))) == [("code", "@somebody")]


def test_a_quote_full_of_names_keeps_to_the_limit() -> None:
    names = " ".join(f"@person{number}" for number in range(300))
    piece = format_entity(names, "blockquote")
    covered = cover_autolinks(piece)
    assert len(covered.entities) == MOST_ENTITIES
    assert tappable(covered.text, entities_of(covered)) == []


def test_quotes_and_links_stay_where_covers_can_be_merged() -> None:
    names = " ".join(f"@person{number}" for number in range(60))
    block = format_entity(names, "blockquote") + RichText("\n")
    block += format_entity("The Example", "text_link", "https://example.org")
    covered = cover_autolinks(join_pieces([block] * 4, "\n"))
    kinds = [entity.type for entity in covered.entities]
    assert (kinds.count("blockquote"), kinds.count("text_link")) == (4, 4)
    assert len(kinds) == MOST_ENTITIES
    assert tappable(covered.text, entities_of(covered)) == []


def test_where_links_are_too_many_some_are_given_up() -> None:
    link = format_entity("a", "text_link", "https://example.org") + RichText(" @somebody ")
    covered = cover_autolinks(join_pieces([link] * 90, ""))
    assert len(covered.entities) <= MOST_ENTITIES
    assert tappable(covered.text, entities_of(covered)) == []


@given(any_piece)
def test_nothing_that_is_covered_can_be_tapped_and_no_character_changes(piece: RichText) -> None:
    covered = cover_autolinks(piece)
    assert covered.text == piece.text
    entities = entities_of(covered)
    assert tappable(covered.text, entities) == []
    if not list(misplaced_entities(entities_of(piece))):
        assert list(misplaced_entities(entities)) == []
