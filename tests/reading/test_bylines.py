import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.bylines import find_authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("by Ann Lee and Bo Berg, January 7, 2026", ["Ann Lee", "Bo Berg"]),
        (
            "Words by Ludwig van Berg, Bo Berg, and Cy O’Neill",
            ["Ludwig van Berg", "Bo Berg", "Cy O’Neill"],
        ),
        ("By Ann Lee, Political Editor | The Gazette", ["Ann Lee"]),
        ("By Ann Lee in London", ["Ann Lee"]),
        ("By ANN LEE Published 7 January 2026", ["ANN LEE"]),
    ],
)
def test_a_byline_names_authors(line: str, names: list[str]) -> None:
    assert find_authors(["The harbour opens", "", line]) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Wednesday the storm had moved on.",
        "By The Gazette",
        "By the harbour, ferries wait",
        "By Ann",
        "Ferries by Night",
        "By " + "Ann " * 60,
    ],
)
def test_other_lines_name_nobody(line: str) -> None:
    assert find_authors([line]) == []


def test_a_byline_stands_near_the_beginning() -> None:
    assert find_authors(["The storm moved on."] * 20 + ["By Ann Lee"]) == []


@given(st.lists(st.text(), max_size=5))
def test_any_lines_are_borne(lines: list[str]) -> None:
    assert all(find_authors([f"By {line}" for line in lines]))
