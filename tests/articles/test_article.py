from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article, derive_id


def _article(path: str, text: str = "Prose.", body: int = 0, title: str = "") -> Article:
    return Article("a", text, date(2026, 1, 7), path, title=title, body=body)


def test_a_title_is_the_heading() -> None:
    assert _article("2026-01-07-name.txt", title="A title").heading == "A title"


def test_without_a_title_the_name_s_words_are_the_heading() -> None:
    names = {
        "corpus/2026-01-07-some-title.txt": "Some title",
        "2026-01-07_UK_vote.md.gz": "UK vote",
        "storm-2026-01-07.txt": "Storm",
        "20260107-harbour.pdf": "Harbour",
        "storm 2026.01.07.docx": "Storm",
        "07-01-2026 storm.txt": "Storm",
        "2026-1-7 storm.txt": "Storm",
        "7 January 2026 - storm.txt": "Storm",
        "7. januar 2026 - storm.txt": "Storm",
        "storm, January 7, 2026.txt": "Storm",
        "7 de enero de 2026 tormenta.txt": "Tormenta",
        "2026年1月7日 storm.txt": "Storm",
        "20260107183000 storm.txt": "Storm",
        "2026-01-07T18_30_00 storm.txt": "Storm",
        "2026-01-07-1830 people.txt": "1830 people",
    }
    assert {name: _article(name).heading for name in names} == names


def test_without_words_in_the_name_the_prose_is_the_heading() -> None:
    text = "date 2026-01-07 The harbour opened."
    assert _article("seed.txt", text, body=16).heading == "The harbour opened."
    assert _article("2026-01-07.txt", text, body=16).heading == "The harbour opened."


def test_long_prose_is_cut_at_a_word() -> None:
    heading = _article("a.txt", "words " * 100).heading
    assert heading.endswith("words…")
    assert len(heading) <= 80


@given(url=st.text(), title=st.text(), text=st.text())
def test_an_id_can_be_derived_of_any_characters(url: str, title: str, text: str) -> None:
    one = derive_id(url, date(2026, 1, 7), title, text)
    assert len(one) == 16
    assert one != derive_id(url, date(2026, 1, 8), title, text)
    assert one != derive_id(url, date(2026, 1, 7), title, text + ".")
