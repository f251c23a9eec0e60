"""Text files with several articles, and articles that only look like several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.plain_text.text_division import divide_text
from bot.reading.press.divisions import SEVERAL_ARTICLES, SEVERAL_DAYS

FIRST = "The harbour opened again on Wednesday after three days of storm."
SECOND = "The storm moved on to the north, and two ferries left before noon."


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in divide_text(text).ranges]


@pytest.mark.parametrize("rule", ["-----", "* * *", "=====", "___", "• • •", "~~~~"])
def test_articles_with_dates_of_their_own_are_divided_by_rules(rule: str) -> None:
    text = f"Harbour\n7 January 2026\n\n{FIRST}\n\n{rule}\n\nStorm\n8 January 2026\n\n{SECOND}\n"
    first, second = _parts(text)
    assert FIRST in first and SECOND in second and rule not in first + second
    assert divide_text(text).notices == (SEVERAL_ARTICLES,)


@pytest.mark.parametrize(
    "head",
    [
        "Title: {title}\nDate: {day} January 2026\n\n",
        "Titel: {title}\nDatum: {day}. Januar 2026\nQuelle: Der Bote\n\n",
        "{title}\n{day} January 2026\n\n",
        "{title}\nBy Ann Lee\n{day} January 2026\n\n",
        "2026-01-0{day}\n{title} again.\n\n",
        "{day} January 2026\n\n",
    ],
)
def test_articles_are_divided_by_their_heads(head: str) -> None:
    text = "\n".join(
        f"{head.format(title=title, day=day)}{prose}\n"
        for title, day, prose in (("Harbour opens", 7, FIRST), ("Storm moves on", 8, SECOND))
    )
    first, second = _parts(text)
    assert FIRST in first and SECOND not in first and SECOND in second


@pytest.mark.parametrize(
    "text",
    [
        f"Harbour\n7 January 2026\n\n{FIRST}\n\n* * *\n\n{SECOND}\n",
        f"Harbour\n7 January 2026\n\n{FIRST}\n\n---\nFirst published: 7 January 2026\n© Gazette\n",
        f"Harbour\n7 January 2026\n\n{FIRST}\n\n3 May 1961\nThe harbour was built.\n\n{SECOND}\n",
        f"Harbour\n=======\n7 January 2026\n\n{FIRST}\n",
        FIRST,
        "",
    ],
)
def test_one_article_stays_whole(text: str) -> None:
    assert _parts(text) == [text]


def test_parts_of_which_some_have_no_date_are_remarked_on() -> None:
    text = (
        f"Harbour\n7 January 2026\n\n{FIRST}\n\n---\n\n{SECOND}\n\n---\n\n"
        f"Storm\n8 January 2026\n\n{SECOND}\n"
    )
    assert divide_text(text).notices[:1] in {(SEVERAL_DAYS,), (SEVERAL_ARTICLES,)}


@given(st.lists(st.sampled_from(["---\n", "7 January 2026\n", "Title: A b\n", "\n", FIRST, "\r"])))
def test_ranges_are_in_order_and_inside_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = [place for range_ in divide_text(text).ranges for place in range_]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
