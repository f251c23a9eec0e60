import pytest

from bot.reading.press.author_names import split_author_names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("By Ann Lee and Bo Berg", ["Ann Lee", "Bo Berg"]),
        ("Von Ann Lee und Bo Berg", ["Ann Lee", "Bo Berg"]),
        ("Lee, Ann; Berg, Bo", ["Ann Lee", "Bo Berg"]),
        ("Lee, Ann", ["Ann Lee"]),
        ("Ann Lee, Bo Berg", ["Ann Lee", "Bo Berg"]),
        ("Ann Lee (now), Bo Berg (earlier)", ["Ann Lee", "Bo Berg"]),
        ("Ann Lee in Harbour Town", ["Ann Lee"]),
        ("Ann Lee ann@gazette.example", ["Ann Lee"]),
        ("Ann Lee <ann@gazette.example>, Bo Berg", ["Ann Lee", "Bo Berg"]),
        ("Ann Lee (write to ann@gazette.example)", ["Ann Lee"]),
        ("", []),
        ("7 January 2026", []),
    ],
)
def test_names_are_told_apart(words: str, names: list[str]) -> None:
    assert split_author_names(words) == names


def test_long_words_are_read_like_any_other() -> None:
    assert split_author_names("a" * 100_000 + " " + "(" * 100_000) == []
