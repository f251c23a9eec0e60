import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.press.divisions import (
    ABOVE_FIRST,
    NO_STYLE,
    SEVERAL_ARTICLES,
    SEVERAL_DAYS,
    Division,
    HeadedParagraph,
    divide_articles,
)

FERRY = "The harbour opened again on Wednesday after three days of storm, and two ferries left."
ROOFS = "The storm tore forty roofs off houses in the north of the island, the police said."
PROSE = "The harbour opened again on Wednesday after three days of storm."


def _divide(*items: tuple[int, str]) -> Division:
    return divide_articles([HeadedParagraph(text, level) for level, text in items])


def test_headings_with_days_of_their_own_begin_articles() -> None:
    division = _divide(
        (2, "Harbour opens"), (0, "By Ann Lee, 7 January 2026"), (0, PROSE),
        (3, "The night"), (0, PROSE),
        (2, "Storm moves on"), (0, "The Gazette"), (0, "13 January 2026"), (0, PROSE),
    )  # fmt: skip
    assert division == Division(
        (0, 5), (0, 5), ("7 January 2026", "13 January 2026"), (SEVERAL_ARTICLES,)
    )


def test_a_day_may_stand_above_the_heading() -> None:
    division = _divide(
        (0, "The Gazette, 7 January 2026"), (2, "Harbour opens"), (0, PROSE),
        (0, "The Gazette, 7 January 2026"), (2, "Storm moves on"), (0, PROSE),
    )  # fmt: skip
    assert (division.starts, division.headings) == ((0, 3), (1, 4))


def test_lines_without_a_style_begin_articles_from_the_first_on() -> None:
    items = [(0, "Harbour opens again"), (0, "7 January 2026"), (0, PROSE)]
    items += [(0, "Storm moves on"), (0, "13 January 2026"), (0, PROSE)]
    assert _divide(*items).starts == (0, 3)
    assert _divide((0, PROSE), (0, PROSE), (0, PROSE), *items) == Division()
    assert NO_STYLE > 9


def test_one_heading_with_a_day_is_one_article() -> None:
    assert _divide((1, "Harbour"), (0, "7 January 2026"), (0, PROSE)) == Division()
    assert _divide((1, "Harbour"), (0, "7 January 2026"), (2, "Night"), (0, PROSE)) == Division()


def test_the_days_of_an_article_are_remarked_and_do_not_divide_it() -> None:
    division = _divide(
        (1, "A week of storm"), (0, "14 January 2026"), (0, PROSE),
        (2, "It comes"), (0, "7 January 2026"), (0, PROSE),
        (2, "It goes"), (0, "13 January 2026"), (0, PROSE),
    )  # fmt: skip
    assert division == Division(notices=(SEVERAL_DAYS,))


def test_a_cover_is_left_out_and_prose_above_the_first_article_is_remarked() -> None:
    articles = [(2, "Harbour"), (0, "7 January 2026"), (0, PROSE)] * 2
    assert _divide((1, "Press review"), *articles).notices == (SEVERAL_ARTICLES,)
    assert ABOVE_FIRST in _divide((1, "Press review"), (0, PROSE), *articles).notices


def test_a_heading_without_a_day_among_others_is_remarked() -> None:
    division = _divide(
        (2, "Harbour"), (0, "7 January 2026"), (0, PROSE),
        (2, "Mayor resigns"), (0, PROSE),
        (2, "Storm"), (0, "13 January 2026"), (0, PROSE),
    )  # fmt: skip
    assert division.starts == (0, 5)
    assert '"Mayor resigns"' in division.notices[1]


_texts = st.sampled_from([PROSE, "Harbour opens", "7 January 2026", "By Ann Lee", "", "1\n2"])


@given(st.lists(st.builds(HeadedParagraph, _texts.filter(bool), st.integers(0, 3)), max_size=20))
def test_articles_begin_in_order_at_or_before_their_headings(items: list[HeadedParagraph]) -> None:
    division = divide_articles(items)
    assert list(division.starts) == sorted(set(division.starts))
    assert all(
        start <= heading < len(items)
        for start, heading in zip(division.starts, division.headings, strict=True)
    )


def test_a_date_below_a_heading_is_that_of_its_article() -> None:
    division = _divide(
        (2, "Ferries leave"), (0, "The Gazette, 7 January 2026"), (0, FERRY),
        (2, "Roofs torn off"), (0, "The Herald, 13 January 2026"), (0, ROOFS),
    )  # fmt: skip
    assert (division.starts, division.days) == ((0, 3), ("7 January 2026", "13 January 2026"))


@pytest.mark.parametrize("head", [(), ((1, "Press review"),)])
def test_a_date_above_each_heading_is_that_of_the_article_below(
    head: tuple[tuple[int, str], ...],
) -> None:
    division = _divide(
        *head,
        (0, "The Gazette, 7 January 2026"), (2, "Ferries leave"), (0, FERRY),
        (0, "The Herald, 13 January 2026"), (2, "Roofs torn off"), (0, ROOFS),
    )  # fmt: skip
    assert division.days == ("7 January 2026", "13 January 2026")
    assert division.headings == (len(head) + 1, len(head) + 4)


@pytest.mark.parametrize("head", [(), ((1, "Press review"), (0, "14 January 2026"))])
def test_a_date_at_the_end_of_each_article_is_its_own(head: tuple[tuple[int, str], ...]) -> None:
    division = _divide(
        *head,
        (2, "Ferries leave"), (0, FERRY), (0, "(The Gazette, 7 January 2026)"),
        (2, "Roofs torn off"), (0, ROOFS), (0, "(The Herald, 13 January 2026)"),
    )  # fmt: skip
    assert division.days == ("7 January 2026", "13 January 2026")
    assert division.starts == (len(head), len(head) + 3)


def test_a_heading_without_text_takes_no_date_of_the_next() -> None:
    division = _divide(
        (1, "Press review"), (0, "14 January 2026"), (2, "Contents"),
        (0, "The Gazette, 7 January 2026"), (2, "Ferries leave"), (0, FERRY),
        (0, "The Herald, 13 January 2026"), (2, "Roofs torn off"), (0, ROOFS),
    )  # fmt: skip
    assert division.headings == (4, 7)
