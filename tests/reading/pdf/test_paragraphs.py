import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.pdf.lines import Line
from bot.reading.pdf.paragraphs import find_body_size, join_lines


def _page(*lines: str, x: float = 60, size: float = 10) -> list[Line]:
    """Return lines one below the other; an empty one is a gap, one that begins with > is set in."""
    return [
        Line(text.removeprefix(">"), x + 15 * text.startswith(">"), 700 - 12 * number, size, "F")
        for number, text in enumerate(lines)
        if text
    ]


def _texts(*pages: list[Line]) -> list[str]:
    return [one.text for one in join_lines(pages)]


LONG = "The harbour opened again on Wednesday after three days of storm"


def test_wrapped_lines_are_one_paragraph_and_a_gap_ends_it() -> None:
    page = _page(LONG + ", and", "two ferries left before noon.", "", LONG, "at last.")
    assert _texts(page) == [f"{LONG}, and two ferries left before noon.", f"{LONG} at last."]


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    page = _page(">" + LONG, LONG + " that blew.", ">" + LONG, "and more.", ">" + LONG)
    assert len(_texts(page)) == 3


def test_a_short_line_with_a_full_stop_ends_a_paragraph() -> None:
    assert len(_texts(_page(LONG, "at last.", LONG, "again."))) == 2


def test_a_heading_of_other_letters_stands_alone() -> None:
    heading = Line("Ferries return", 60, 664, 10, "B")
    page = [*_page(LONG, LONG, "left."), heading, *(_page("", "", "", "", LONG, "again."))]
    assert _texts(page)[1] == "Ferries return"
    large = Line("Ferries return", 60, 664, 14, "F")
    assert "Ferries return" in _texts([*_page(LONG, LONG, "left."), large, *_page(LONG)])


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the govern-", "ment fell.", "the government fell."),
        ("the well-", "known winds.", "the well-known winds."),
        ("the eastern-", "most pier, and an eastern-most one.", "the eastern-most pier"),
        ("a so\N{SOFT HYPHEN}", "called pier.", "a socalled pier."),
        ("from Oslo-", "Bergen lines.", "from Oslo- Bergen lines."),
        ("the 20-", "minute trip.", "the 20- minute trip."),
        ("at noon—", "or later.", "at noon—or later."),
        ("the harbour-", "master, said the harbour-master.", "the harbour-master, said"),
        ("the harbour-", "master. A harbourmaster.", "the harbourmaster. A"),
    ],
)
def test_a_hyphen_that_only_parts_a_word_goes(before: str, after: str, whole: str) -> None:
    (text,) = _texts(_page(f"{LONG} {before}", after))
    assert text.startswith(f"{LONG} {whole}")


def test_a_sentence_goes_on_over_columns_and_pages() -> None:
    left, right = (
        _page(LONG, LONG),
        _page("and left again, as it had been told by its harbour master", LONG + ".", x=300),
    )
    whole = " ".join(line.text for line in (*left, *right))
    assert _texts([*left, *right]) == [whole]
    assert _texts(left, right) == [whole]
    assert len(_texts(_page(LONG, LONG + "."), right)) == 2


def test_items_of_a_list_are_paragraphs() -> None:
    page = _page("1. The northern ferry", "2. The southern ferry", "• " + LONG)
    assert len(_texts(page)) == 3


def test_the_usual_size_is_that_of_most_letters() -> None:
    assert find_body_size([_page("Title", size=20), _page(LONG)]) == 10
    assert find_body_size([]) == 0


_lines = st.builds(
    Line,
    st.text("ab c.-A1—\N{SOFT HYPHEN}", min_size=1).map(str.strip).filter(bool),
    st.floats(0, 600),
    st.floats(0, 800),
    st.floats(0, 40),
    st.sampled_from(["", "F", "B"]),
)


@given(st.lists(st.lists(_lines, max_size=8), max_size=4))
def test_joining_loses_nothing_but_hyphens(pages: list[list[Line]]) -> None:
    def bare(texts: list[str]) -> str:
        return "".join("".join(texts).replace("-", "").replace("\N{SOFT HYPHEN}", "").split())

    assert bare(_texts(*pages)) == bare([line.text for page in pages for line in page])


def test_long_lines_and_paragraphs_are_read_like_any_other() -> None:
    long = ["a" * 1_000_000, "-" * 1_000_000, "." * 1_000_000, "a-" * 500_000, "1. " * 300_000]
    assert len("".join(_texts(_page(*long)))) > 4_000_000
    assert len(_texts(_page(*[LONG + " and"] * 20_000))) == 1
