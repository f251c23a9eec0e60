from pathlib import Path

from tests.reading.records.record_files import list_reasons, read_articles, read_value


def test_names_of_other_programs_and_languages_are_known(tmp_path: Path) -> None:
    text = (
        '---\nTitel: Hafen\nsource: "https://www.gazette.example/1"\n'
        'author: ["[[Ann Lee]]"]\npublished: true\nDate: 2026-01-07\ncreated: 2026-02-01\n---\nP'
    )
    (article,) = read_articles(tmp_path, text, "a.md")
    assert (article.title, article.source) == ("Hafen", "gazette.example")
    assert (article.url, article.authors) == ("https://www.gazette.example/1", ("Ann Lee",))
    assert str(article.published) == "2026-01-07"


def test_the_day_of_a_note_or_a_change_is_no_date_of_an_article(tmp_path: Path) -> None:
    for name in ("created", "modified", "updated"):
        (reason,) = list_reasons(read_value(tmp_path, f"---\n{name}: 2026-01-07\n---\nP.", "a.md"))
        assert reason.startswith("it has no date")
