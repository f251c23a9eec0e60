import pytest

from bot.reading.feeds.entry_text import strip_entry, strip_publisher
from tests.computing import computing_at_most

NEWS = "The harbour opened again on Wednesday. Two ferries left before noon."
TITLE, SOURCE = "Harbour opens again", "The Gazette"


@pytest.mark.parametrize(
    "addition",
    [
        "\n\nContinue reading...",
        " Read more",
        "\nRead More »",
        "\n\nRead more at The Gazette",
        " Continue reading “Harbour opens again” →",
        " Weiterlesen auf gazette.example",
        "\n\nLire la suite",
        "\n\nSeguir leyendo →",
        "... Leer más »",
        "\n\nContinua a leggere",
        " Читать далее",
        "\n\nCzytaj dalej",
        " [続きを読む]",
        "\n\n阅读全文",
        "\n\nThe post Harbour opens again appeared first on The Gazette.",
        " The post Harbour opens again appeared first on The Gazette.",
        "\n\nThe post Harbour opens again first appeared on The Gazette.",
        "\n\nDer Beitrag Harbour opens again erschien zuerst auf The Gazette.",
        "\n\nLa entrada Harbour opens again se publicó primero en The Gazette.",
        "\n\nL’article Harbour opens again est apparu en premier sur The Gazette.",
        "\n\nZzz Harbour opens again qqq The Gazette xxx.",
        "\n\nShare this:",
        "\n\nComments",
        "\n\n…",
    ],
)
def test_what_the_publisher_adds_is_left_out(addition: str) -> None:
    assert strip_entry(NEWS + addition, TITLE, SOURCE)[0] == NEWS


@pytest.mark.parametrize(
    "end", [" […]", " [...]", " A third ferry was […]", " A third ferry … Read more", "\n\nA […]"]
)
def test_a_text_that_breaks_off_ends_with_its_last_whole_sentence(end: str) -> None:
    assert strip_entry(NEWS + end, TITLE, SOURCE) == (NEWS, True)


def test_a_fragment_alone_stays() -> None:
    assert strip_entry("The ferry left the [...]", TITLE, SOURCE) == ("The ferry left the", True)


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS} Pupils who continue reading do better.",
        f"{NEWS} He said: Read more books.",
        f"{NEWS} Read more books, he said.",
        f"{NEWS} (Reporting by Ann Lee)",
        f"{NEWS} And so on ...",
        (
            f"{NEWS}\n\nThe Gazette said that Harbour opens again, a film on it, will be shown"
            " in all of the cinemas of the town and of the islands from next week on."
        ),
        "Children read more than before.",
        TITLE,
    ],
)
def test_news_stays_as_it_is(text: str) -> None:
    assert strip_entry(text, TITLE, SOURCE) == (text, False)


def test_of_a_list_of_links_only_the_entry_s_own_headline_is_its_text() -> None:
    text = f"{TITLE}  {SOURCE}\n\nStorm moves on  The Post"
    assert strip_entry(text, TITLE, SOURCE) == (TITLE, False)


@pytest.mark.parametrize("dash", ["-", "–", "—", "|"])
def test_a_publisher_s_name_is_cut_from_titles(dash: str) -> None:
    assert strip_publisher(f"Ferries - again {dash} The Gazette", SOURCE) == "Ferries - again"
    assert strip_publisher(f"Ferries {dash} The Post", SOURCE) == f"Ferries {dash} The Post"


@pytest.mark.parametrize(
    "text", ["Read more " * 9_999, "… " * 50_000, "\n\n" * 50_000, "[" * 99_999]
)
def test_no_text_takes_long(text: str) -> None:
    with computing_at_most(20):
        result = strip_entry(text, TITLE, SOURCE)
    assert len(result[0]) <= len(text)
