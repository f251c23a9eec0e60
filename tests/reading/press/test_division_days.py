import pytest

from bot.reading.press.divisions import Division, HeadedParagraph, divide_articles

FERRY = "The harbour opened again on Wednesday after three days of storm, and two ferries left."
ROOFS = "The storm tore forty roofs off houses in the north of the island, the police said."


def _divide(*items: tuple[int, str]) -> Division:
    return divide_articles([HeadedParagraph(text, level) for level, text in items])


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
