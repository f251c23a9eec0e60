import pytest

from bot.reading.pdf.contents_list import strip_contents
from bot.reading.pdf.lines import Line

PROSE = ["The harbour opened again on Wednesday", "after three days of storm."]


def _strip(*pages: list[str]) -> list[list[str]]:
    lines = [[Line(text, 60, 700 - 12 * n, 10) for n, text in enumerate(page)] for page in pages]
    return [[line.text for line in page] for page in strip_contents(lines)]


@pytest.mark.parametrize(
    "heading", ["Contents", "Table of Contents", "Inhalt:", "SOMMAIRE", "Índice", "目次"]
)
def test_titles_with_numbers_below_a_heading_go(heading: str) -> None:
    entries = [heading, "1 Harbour opens again 2", "2 Storm moves", "on at last 3", "iv", "4"]
    assert _strip([*entries, *PROSE]) == [PROSE]


def test_titles_that_return_in_the_text_go_without_a_heading() -> None:
    titles = ["Harbour opens", "Storm moves on", "Mayor resigns", "Bridge is shut"]
    contents = [f"{title} {number}" for number, title in enumerate(titles, 2)]
    assert _strip(contents, *([title, *PROSE] for title in titles))[0] == []


def test_numbers_in_the_text_stay() -> None:
    results = ["Monday 3", "Tuesday 5", "Wednesday 7", "Thursday 9", "Friday 12"]
    assert _strip([*results, *PROSE]) == [[*results, *PROSE]]
    assert _strip(["Contents", *PROSE]) == [["Contents", *PROSE]]
    assert _strip(["Contents", "It was 7", "It was 3", *PROSE])[0][-2:] == PROSE


def test_pages_may_be_empty() -> None:
    assert _strip([], []) == [[], []]
