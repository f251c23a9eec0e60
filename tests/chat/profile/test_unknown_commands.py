import pytest

from bot.chat.profile.unknown_commands import find_nearest, read_name

NAMES = ["start", "ask", "about", "language", "privacy", "help", "following", "follow"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("hepl", "help"),
        ("hlep", "help"),
        ("halp", "help"),
        ("aks", "ask"),
        ("lang", "language"),
        ("langauge", "language"),
        ("privcy", "privacy"),
        ("folow", "follow"),
        ("priv", "privacy"),
    ],
)
def test_a_slip_or_a_beginning_finds_the_command(name: str, nearest: str) -> None:
    assert find_nearest(name, NAMES) == nearest


@pytest.mark.parametrize("name", ["weather", "stats", "x", "", "ab", "help", "x" * 500])
def test_other_words_and_commands_that_there_are_find_none(name: str) -> None:
    assert find_nearest(name, NAMES) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/hepl", "hepl"),
        ("/HEPL me", "hepl"),
        ("/hepl@dateline_bot me", "hepl"),
        ("/hepl, please", "hepl"),
        ("/hepl\nme", "hepl"),
        ("/", ""),
        ("no command", ""),
    ],
)
def test_the_name_is_what_telegram_takes_for_the_command(text: str, name: str) -> None:
    assert read_name(text) == name
