import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.plain_text.head_matter import HeadMatter, find_head_matter
from tests.computing import computing_at_most

PROSE = "The harbour opened again on Wednesday after three days of storm.\n\nTwo ferries left.\n"


def _read(head: str) -> HeadMatter:
    matter = find_head_matter(head + PROSE, 0)
    assert (head + PROSE)[matter.body :].strip() == PROSE.strip()
    return matter


@pytest.mark.parametrize(
    "head",
    [
        "Harbour opens again\n\nBy Ann Lee\nPublished: January 7, 2026\n\n",
        "Harbour opens again\nBy Ann Lee\nJanuary 7, 2026\n\n",
        "Harbour opens again\n\nBy Ann Lee, January 7, 2026\n\n",
        "January 7, 2026\n\nHarbour opens again\n\nBy Ann Lee\n\n",
        "The Gazette\nHarbour opens again\nFerries leave soon\nBy Ann Lee\nJanuary 7, 2026\n",
        "Harbour opens again\r\n\r\nBy Ann Lee\r\n\r\nPublished January 7, 2026\r\n\r\n",
        "**Harbour opens again**\n\n*By Ann Lee*\n\n**Published:** January 7, 2026\n\n",
        "## Harbour opens again\n\n_By Ann Lee_\n\n_January 7, 2026_\n\n",
        "Title: Harbour opens again\nDate: January 7, 2026\nCategory: News\nAuthor: Ann Lee\n\n",
        "Titel: Harbour opens again\nDatum: January 7, 2026\nAutor: Ann Lee\n\n",
    ],
)
def test_title_byline_and_date_stand_above_the_prose(head: str) -> None:
    matter = _read(head)
    assert (matter.title, matter.authors, matter.date) == (
        "Harbour opens again",
        ("Ann Lee",),
        "January 7, 2026",
    )


@pytest.mark.parametrize(
    "head",
    [
        "Harbour opens again\nhttps://gazette.example/a\n\n",
        "https://gazette.example/a\nHarbour opens again\n\n",
        "Harbour opens again\n\n<https://gazette.example/a>\n\n",
        "Harbour opens again\n\nSource: https://gazette.example/a\n\n",
        "URL: https://gazette.example/a\n\nHarbour opens again\n\n",
    ],
)
def test_an_address_stands_above_the_prose(head: str) -> None:
    matter = _read(head)
    assert (matter.title, matter.url) == ("Harbour opens again", "https://gazette.example/a")


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "OSLO, Jan. 7, 2026 (Agency) -- " + PROSE,
        "Note: the harbour opened again on Wednesday after three days of storm.\n\n" + PROSE,
        "https://gazette.example/a\n",
        "",
    ],
)
def test_prose_is_no_head_matter(text: str) -> None:
    assert find_head_matter(text, 0).body == 0


def test_what_stands_below_prose_is_no_head_matter() -> None:
    matter = find_head_matter(f"Harbour opens again\n\n{PROSE}\nBy Ann Lee\n\n7 May 2026\n", 0)
    assert (matter.title, matter.authors, matter.date) == ("Harbour opens again", (), "")


@given(st.text(st.sampled_from("aB7 \n\r.:/*#2026-By")) | st.text(), st.integers(0, 5))
def test_the_prose_is_never_empty_where_the_text_is_not(text: str, start: int) -> None:
    start = min(start, len(text))
    matter = find_head_matter(text, start)
    assert start <= matter.body <= len(text)
    assert text[matter.body :].strip() or not text[start:].strip()


@pytest.mark.parametrize("part", ["a", "a ", "A: ", "*", "7 January 2026 ", "\n", "https://", "- "])
def test_long_texts_are_read_like_any_other(part: str) -> None:
    with computing_at_most(10):
        assert find_head_matter(part * 200_000, 0).body >= 0
