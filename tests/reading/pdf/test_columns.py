from hypothesis import given
from hypothesis import strategies as st

from bot.reading.pdf.columns import find_bands, find_rows
from bot.reading.pdf.layout import read_lines
from bot.reading.pdf.word_boxes import PageWord

LINE = "the harbour opened again on friday"


def _place(text: str, x: float, y: float, size: float = 10) -> list[PageWord]:
    """Return the words of a line, whose letters are half as wide as high."""
    words = []
    for word in text.split():
        words.append(PageWord(word, x, x + len(word) * size / 2, y, size))
        x += (len(word) + 1) * size / 2
    return words


def _column(name: str, x: float, count: int, top: float = 700) -> list[list[PageWord]]:
    return [_place(f"{name}{n} {LINE}", x, top - 12 * n) for n in range(count)]


def _interleave(*columns: list[list[PageWord]]) -> list[PageWord]:
    return [word for row in zip(*columns, strict=True) for line in row for word in line]


def _names(words: list[PageWord]) -> str:
    return " ".join(line.text.split()[0] for line in read_lines(words))


def test_columns_written_row_by_row_are_read_one_after_the_other() -> None:
    words = _interleave(_column("a", 60, 8), _column("b", 270, 8))
    expected = [f"{name}{n}" for name in "ab" for n in range(8)]
    assert _names(words) == " ".join(expected)


def test_three_columns_whose_rows_are_not_aligned_are_told_apart() -> None:
    words = _interleave(
        _column("a", 60, 8), _column("b", 270, 8, top=696), _column("c", 480, 8, top=692)
    )
    assert _names(words).split() == [f"{name}{n}" for name in "abc" for n in range(8)]


def test_a_headline_across_columns_stays_above_them() -> None:
    headline = _place("Harbour opens again after three days", 60, 740, size=22)
    words = headline + _interleave(_column("a", 60, 8), _column("b", 270, 8))
    assert _names(words).split()[:2] == ["Harbour", "a0"]
    assert len(find_bands(words)) == 1


def test_the_files_order_is_kept_where_it_goes_from_column_to_column() -> None:
    box = _place("A box in the middle of it all", 60, 650)
    lines = [*_column("a", 60, 12), *_column("b", 270, 12), box]
    assert _names([word for line in lines for word in line]).endswith("b11 A")


def test_a_table_is_read_row_by_row() -> None:
    cells = (("Day", 60), ("Ferries", 300))
    words = [
        word
        for n in range(9)
        for text, x in cells
        for word in _place(f"{text}{n}", x, 700 - 12 * n)
    ]
    assert find_bands(words) == []
    assert [line.text for line in read_lines(words)][:4] == ["Day0", "Ferries0", "Day1", "Ferries1"]


def test_prose_with_wide_blanks_is_one_column() -> None:
    lines = [_place(f"a{n} {LINE} {LINE}", 60, 700 - 12 * n) for n in range(9)]
    justified = [
        [PageWord(word.text, word.x + n, word.end + n, word.y, 10) for n, word in enumerate(line)]
        for line in lines
    ]
    words = [word for line in justified for word in line]
    assert find_bands(words) == []
    assert len(read_lines(words)) == 9


def test_large_letters_that_are_written_last_are_read_first() -> None:
    prose = [word for line in _column("a", 60, 6) for word in line]
    assert _names([*prose, *_place("Harbour opens", 60, 760, size=24)]).startswith("Harbour a0")


def test_words_from_right_to_left_are_one_line() -> None:
    words = [PageWord("אבג", 300, 330, 700, 10), PageWord("דהו", 260, 295, 700, 10)]
    for order in (words, words[::-1]):
        assert [line.text for line in read_lines(order)] == ["אבג דהו"]
    names = [PageWord("Ann", 215, 233, 700, 10), PageWord("Lee", 237, 255, 700, 10)]
    assert [line.text for line in read_lines([*words, *names])] == ["אבג דהו Ann Lee"]


_words = st.builds(
    PageWord,
    st.text("abc", min_size=1, max_size=8),
    st.floats(0, 500),
    st.floats(500, 600),
    st.floats(0, 800),
    st.sampled_from([8.0, 10.0, 20.0]),
)


@given(st.lists(_words, max_size=60))
def test_no_word_is_lost_and_none_is_read_twice(words: list[PageWord]) -> None:
    lines = [word for line in read_lines(words) for word in line.text.split()]
    assert sorted(lines) == sorted(word.text for word in words)
    assert sum(len(row.words) for row in find_rows(words)) == len(words)


def test_a_page_of_very_many_words_is_read_in_time() -> None:
    table = [
        PageWord("a", 10.0 * (n % 50), 10.0 * (n % 50) + 4, 800 - n // 50, 8) for n in range(50_000)
    ]
    assert sum(len(line.text.split()) for line in read_lines(table)) == 50_000
