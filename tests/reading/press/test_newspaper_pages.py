from bot.reading.press.divisions import Division, HeadedParagraph
from bot.reading.press.newspaper_pages import (
    LARGE_HEADINGS,
    SEVERAL_HEADLINES,
    divide_at_headlines,
)

SENTENCE = "The harbour opened again on Wednesday after three days of storm and rain."
PROSE = " ".join([SENTENCE] * 3)


def _divide(*items: tuple[int, str]) -> Division:
    return divide_at_headlines([HeadedParagraph(text, level) for level, text in items])


def test_a_page_below_its_day_is_divided_at_its_largest_headings() -> None:
    division = _divide(
        (0, "The Gazette, Wednesday, 7 January 2026"),
        (1, "Ferries leave"), (0, PROSE), (2, "The night"), (0, PROSE),
        (1, "Roofs torn off"), (0, PROSE),
    )  # fmt: skip
    assert (division.starts, division.notices) == ((1, 5), (SEVERAL_HEADLINES,))
    assert set(division.days) == {"7 January 2026"}


def test_a_text_whose_day_stands_below_its_title_stays_one_with_a_remark() -> None:
    division = _divide((1, "Report"), (0, "7 January 2026"), (0, PROSE), (1, "Outlook"), (0, PROSE))
    assert division == Division(notices=(LARGE_HEADINGS,))


def test_a_text_with_one_largest_heading_is_one_article() -> None:
    division = _divide(
        (0, "7 January 2026"), (1, "Report"), (0, PROSE), (2, "Costs"), (0, PROSE),
        (2, "Outlook"), (0, PROSE),
    )  # fmt: skip
    assert division == Division()
