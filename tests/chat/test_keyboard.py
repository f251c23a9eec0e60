import pytest

from bot.chat.keyboard import LONGEST_DATA, MOST_PER_ROW, Button, make_keyboard


@pytest.mark.parametrize(
    ("label", "data", "url"),
    [
        ("Add", "", ""),
        ("Add", "1|add", "https://example.org"),
        (" ", "1|add", ""),
        ("Add", "x" * (LONGEST_DATA + 1), ""),
        ("Add", "ж" * (LONGEST_DATA // 2 + 1), ""),
    ],
)
def test_a_button_that_telegram_would_refuse_is_an_error(label: str, data: str, url: str) -> None:
    with pytest.raises(ValueError, match="button"):
        Button(label, data, url)


def test_a_button_may_use_all_bytes() -> None:
    assert Button("Add", "ж" * (LONGEST_DATA // 2)).data
    assert Button("Read", url="https://example.org").url


def test_empty_rows_are_left_out_and_long_ones_are_an_error() -> None:
    button = Button("Add", "1|add")
    assert make_keyboard([], [button], []) == ((button,),)
    assert make_keyboard([]) == ()
    with pytest.raises(ValueError, match="row"):
        make_keyboard([button] * (MOST_PER_ROW + 1))
