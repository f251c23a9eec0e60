import pytest

from bot.reading.html.prose.walls import drop_cut_sentence, is_wall


@pytest.mark.parametrize(
    "text",
    [
        "To continue reading, subscribe now from 1 euro a week.",
        "You’re out of free articles.",
        "Dieser Artikel ist Abonnenten vorbehalten.",
        "Weiterlesen mit Gazette+",
        "La suite est réservée aux abonnés",
        "¿Ya es suscriptor? Inicie sesión",
        "Vill du läsa hela artikeln?",
        "Denne saken er for abonnenter",
        "Aby czytać dalej, wykup prenumeratę",
        "Материал доступен только подписчикам",
        "この記事は有料会員限定です。",
    ],
)
def test_requests_to_subscribe_are_walls(text: str) -> None:
    assert is_wall(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Gazette wants its readers to subscribe to read more than three articles.",
        "Only subscribers of the telephone company lost their connection in the storm.",
        "Die Abonnenten der Zeitung bekamen sie am Mittwoch erst am Mittag.",
        "La suite du procès est attendue pour jeudi.",
    ],
)
def test_news_of_subscribers_is_no_wall(text: str) -> None:
    assert not is_wall(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Two ferries left. The pier held, said Mr. Lee of the…", "Two ferries left."),
        ("Two ferries left.\n\nThe pier had ...", "Two ferries left."),
        ("Two ferries left. The pier", "Two ferries left."),
        ("Two ferries left.", "Two ferries left."),
        ("“Two ferries left.”", "“Two ferries left.”"),
        ("", ""),
    ],
)
def test_a_sentence_that_breaks_off_is_left_out(text: str, whole: str) -> None:
    assert drop_cut_sentence(text) == whole
