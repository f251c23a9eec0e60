"""The server refuses what Telegram refuses, so that a lenient server hides no fault."""

from collections.abc import Iterable

import pytest

from tests.telegram.keyboards import check_keyboard, check_markup
from tests.telegram.limits import check_link, check_text, silent_losses
from tests.telegram.refusals import MalformedError
from tests.telegram.shapes import Entity, covered


def entity(kind: str, offset: int, length: int, url: str = "") -> Entity:
    found: Entity = {"type": kind, "offset": offset, "length": length}
    if url:
        found["url"] = url
    return found


def refused(text: str, *entities: Entity) -> str:
    with pytest.raises(MalformedError) as error:
        check_text(text, entities)
    return error.value.description


def test_4096_characters_are_taken_and_one_more_is_not() -> None:
    assert len(check_text("🙂" * 4096, ())[0]) == 4096
    assert "message is too long" in refused("🙂" * 4097)


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "\ufeff\u2060", "\r", "\u202e"])
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    assert "message text is empty" in refused(text)


def test_half_a_surrogate_pair_is_no_text() -> None:
    assert "UTF-8" in refused("a\ud83d")


def test_entities_count_utf_16_units() -> None:
    text, kept = check_text("🙂🙂 bold", [entity("bold", 5, 4)])
    assert covered({"text": text}, kept[0]) == "bold"


@pytest.mark.parametrize(
    ("offset", "length", "words"),
    [
        (4, 1, "begins after the end"),
        (0, 5, "ends after the end"),
        (1, 1, "in a middle of a UTF-16 symbol"),
        (0, 1, "in a middle of a UTF-16 symbol"),
        (0, 0, "is empty"),
        (-1, 2, "is empty"),
    ],
)
def test_entities_out_of_bounds_are_refused(offset: int, length: int, words: str) -> None:
    assert words in refused("🙂 a", entity("bold", offset, length))


@pytest.mark.parametrize("inner", ["blockquote", "expandable_blockquote"])
def test_blockquotes_do_not_nest(inner: str) -> None:
    quotes = (entity("blockquote", 0, 5), entity(inner, 1, 2))
    assert "can't be nested" in refused("abcdef", *quotes)


def test_blockquotes_beside_each_other_are_taken() -> None:
    check_text("abcdef", [entity("blockquote", 0, 3), entity("blockquote", 3, 3)])


def test_more_than_100_entities_are_dropped_and_that_is_a_violation() -> None:
    entities = [entity("bold", number, 1) for number in range(101)]
    assert len(check_text("a" * 101, entities)[1]) == 100
    assert list(silent_losses(entities)) == ["101 entities, of which 100 are kept"]


def test_entities_that_cross_are_a_violation() -> None:
    assert list(silent_losses([entity("bold", 0, 3), entity("italic", 2, 3)]))
    assert not list(silent_losses([entity("bold", 0, 5), entity("italic", 2, 3)]))


def test_an_unknown_type_is_refused() -> None:
    assert "Unsupported type" in refused("abc", entity("quote", 0, 1))


def test_entities_move_when_white_space_is_cut_off() -> None:
    text, kept = check_text("\n\u200b a\rb ", [entity("bold", 3, 3)])
    assert text == "ab"
    assert covered({"text": text}, kept[0]) == "ab"


@pytest.mark.parametrize(
    "url", ["", "https://", "https://host", "ftp://a.example", "https://a b.example", "nothing"]
)
def test_a_link_without_a_host_is_refused(url: str) -> None:
    with pytest.raises(MalformedError):
        check_link("entity", url)


@pytest.mark.parametrize("url", ["https://a.example/x?y#z", "a.example", "tg://user?id=1"])
def test_a_link_with_a_host_is_taken(url: str) -> None:
    check_link("entity", url)


def keyboard(*rows: Iterable[dict[str, object]]) -> dict[str, object]:
    return {"inline_keyboard": [list(row) for row in rows]}


def button(data: object = "1", **fields: object) -> dict[str, object]:
    return {"text": "Older", "callback_data": data, **fields}


@pytest.mark.parametrize(
    "markup",
    [
        keyboard([button("x" * 65)]),
        keyboard([button("é" * 33)]),
        keyboard([button("")]),
        keyboard([button(url="https://a.example")]),
        keyboard([{"text": "Older"}]),
        keyboard([button(text="")]),
        keyboard([button()] * 9),
        keyboard(*[[button()] * 8] * 13),
        keyboard([{"text": "Copy", "copy_text": {"text": "x" * 257}}]),
        keyboard([{"text": "Open", "url": "nowhere"}]),
        keyboard([button(color="red")]),
        keyboard([button(style="red")]),
        {"inline_keyboard": "rows"},
        [],
    ],
)
def test_a_keyboard_beyond_the_limits_is_refused(markup: object) -> None:
    with pytest.raises(MalformedError):
        check_keyboard(markup)


@pytest.mark.parametrize("name", ["switch_inline_query", "switch_inline_query_current_chat"])
def test_a_bot_without_inline_mode_has_no_button_for_it(name: str) -> None:
    markup = keyboard([{"text": "Elsewhere", name: "bridge"}])
    assert check_keyboard(markup) == markup
    with pytest.raises(MalformedError, match="BUTTON_TYPE_INVALID"):
        check_keyboard(markup, inline_mode=False)
    with pytest.raises(MalformedError, match="inline query"):
        check_keyboard(keyboard([{"text": "Elsewhere", name: "x" * 257}]))


@pytest.mark.parametrize(
    "markup",
    [
        {"force_reply": True},
        {"force_reply": True, "selective": True, "input_field_placeholder": "x" * 64},
        {"remove_keyboard": True, "selective": True},
    ],
)
def test_a_new_message_can_ask_for_a_reply_or_take_keys_away(markup: object) -> None:
    assert check_markup(markup) is None
    with pytest.raises(MalformedError, match="inline keyboard expected"):
        check_keyboard(markup)


@pytest.mark.parametrize(
    "markup",
    [
        {},
        {"force_reply": False},
        {"force_reply": True, "selective": "yes"},
        {"force_reply": True, "input_field_placeholder": ""},
        {"force_reply": True, "input_field_placeholder": "x" * 65},
        {"force_reply": True, "colour": "red"},
        {"remove_keyboard": True, "input_field_placeholder": "A topic"},
    ],
)
def test_another_markup_beyond_the_limits_is_refused(markup: object) -> None:
    with pytest.raises(MalformedError):
        check_markup(markup)


def test_a_keyboard_within_the_limits_is_taken() -> None:
    markup = keyboard([button("é" * 32)] * 8, [{"text": "Copy", "copy_text": {"text": "x" * 256}}])
    assert check_keyboard(markup) == markup
