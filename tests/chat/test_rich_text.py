from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rich_text import RichText, count_units, format_entity, join_pieces


@given(st.text())
def test_units_are_counted_as_utf_16_does(text: str) -> None:
    assert count_units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_entities_move_with_what_comes_before_them() -> None:
    whole = (
        RichText("🙂 ") + format_entity("title", "text_link", "https://a.example") + RichText("!")
    )
    assert whole.text == "🙂 title!"
    (entity,) = whole.entities
    assert (entity.offset, entity.length, entity.url) == (3, 5, "https://a.example")


def test_empty_pieces_leave_no_gap() -> None:
    assert join_pieces([RichText(), RichText("a"), RichText(), RichText("b")], "\n").text == "a\nb"
