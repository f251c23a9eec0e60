from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rich_text import RichText, joined, marked, units


@given(st.text())
def test_units_are_counted_as_utf_16_does(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_entities_move_with_what_comes_before_them() -> None:
    whole = RichText("🙂 ") + marked("title", "text_link", "https://a.example") + RichText("!")
    assert whole.text == "🙂 title!"
    (entity,) = whole.entities
    assert (entity.offset, entity.length, entity.url) == (3, 5, "https://a.example")


def test_empty_pieces_leave_no_gap() -> None:
    assert joined([RichText(), RichText("a"), RichText(), RichText("b")], "\n").text == "a\nb"
