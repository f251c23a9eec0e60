import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import parse_published
from tests.computing import computing_at_most


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("From 2026-01-07 to 8 January 2026", ["2026-01-07", "8 January 2026"]),
        ("at 2026-01-07T18:30:00+01:00.", ["2026-01-07T18:30:00+01:00"]),
        ("Jan. 7, 2026; 7th Jan 2026; 07/01/2026", ["Jan. 7, 2026", "7th Jan 2026", "07/01/2026"]),
        ("On 13.1.2026.", ["13.1.2026"]),
        ("2026/1/7 and 2026.01.07", ["2026/1/7", "2026.01.07"]),
        ("call 555-2026-01-07-1, 12026-01-07, 7 cats 2026, 1/2/3/2026", []),
        ("v1.2.2026.4, https://gazette.example/2026/01/07/harbour, January 2026", []),
    ],
)
def test_dates_are_found_as_they_are_written(line: str, dates: list[str]) -> None:
    assert list(find_dates(line)) == dates


@pytest.mark.parametrize(
    "line",
    [
        "7 January 2026",
        "Wednesday, January 7, 2026, 6:30 p.m. CET",
        "Published: 2026-01-07T18:30:00Z",
        "published on 7 January 2026 in news and more",
        "Date: 2026-01-07",
        "By Ann Lee and Bo Berg, January 7, 2026",
        "The Gazette | Wednesday, 7 January 2026 | 18:30",
        "Ann Lee – 07.01.2026",
        "Hafenbote vom 07.01.2026, Seite 5",
        "Le Port du 7 janvier 2026, page 7",
        "Fecha: 7 de enero de 2026",
        "Ημερομηνία: 7 Ιανουαρίου 2026",
        "Thứ tư, 7/1/2026, 18:30 (GMT+7)",
        "2026年1月7日 18:30 来源:港口报",
        "Mittwoch, 7. Januar 2026, 18:30 Uhr",
        "Publié le mercredi 7 janvier 2026 à 18:30",
        "7 de enero de 2026",
        "Veröffentlicht: 7. Jänner 2026",
        "FOR IMMEDIATE RELEASE - January 7, 2026",
        "LONDON, Jan. 7, 2026 (The Agency) -- The harbour opened again, its master said.",
        "NORTH BAY, Ontario, January 7, 2026 /Agency/ — The harbour opened again.",
    ],
)
def test_a_line_beside_the_text_says_when_it_appeared(line: str) -> None:
    found = find_publication_date(["The harbour opens", line, "It opened on 9 May 2020, he said."])
    assert found in line
    assert found


@pytest.mark.parametrize(
    "line",
    [
        "The harbour opened on January 7, 2026, after three days of storm.",
        "The storm of 7 January 2026",
        "Next meeting: 7 January 2026",
        "Deadline: January 7, 2026",
        "January 2026",
        "Minutes of the council that met on 7 January 2026, with all who were there",
    ],
)
def test_a_date_that_tells_of_something_else_dates_nothing(line: str) -> None:
    assert find_publication_date([line]) == ""


def test_publication_comes_before_other_dates_and_before_changes() -> None:
    lines = ["Updated 9 January 2026", "8 January 2026", "Published 7 January 2026"]
    assert find_publication_date(lines) == "7 January 2026"
    assert find_publication_date(lines[:2]) == "8 January 2026"
    assert find_publication_date(lines[:1]) == "9 January 2026"
    line = "Last updated 9 January 2026, first published 7 January 2026"
    assert find_publication_date([line]) == "7 January 2026"


def test_far_from_the_beginning_only_a_label_at_the_end_counts() -> None:
    prose = ["The storm moved on."] * 40
    assert find_publication_date([*prose, "First published 7 January 2026"]) == "7 January 2026"
    assert find_publication_date([*prose, "7 January 2026"]) == ""
    assert find_publication_date([*prose[:20], "Published 7 January 2026", *prose]) == ""


@given(st.lists(st.text(st.sampled_from("Jan7 2026-/.|By,:\n01é"), max_size=40), max_size=20))
def test_any_lines_are_borne_and_what_is_found_stands_in_them(lines: list[str]) -> None:
    found = find_publication_date(lines)
    assert any(found in " ".join(line.split("\n")) for line in lines) or not found


def test_what_is_found_can_be_read() -> None:
    for line in ("7th Jan. 2026", "January 7 2026", "07-Jan-2026", "2026.1.7", "13/01/2026"):
        (written,) = find_dates(f"By Ann Lee | {line} |")
        assert parse_published(written).day.year == 2026


@pytest.mark.parametrize(
    ("part", "count"), [("1 ", 0), ("A ", 0), ("2026-01-07 ", 50_000), (", ", 0)]
)
def test_long_lines_are_read_like_any_other(part: str, count: int) -> None:
    line = part * (1_000_000 // (2 if count == 0 else 20))
    with computing_at_most(20):
        assert len(list(find_dates(line))) == count
        assert find_publication_date([line]) == ""
