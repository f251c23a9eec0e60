from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.findings import ArticleError
from bot.reading.plain_text.front_matter import (
    opens_json_front_matter,
    parse_front_matter,
    split_by_front_matter,
)
from tests.computing import computing_at_most
from tests.reading.records.record_files import list_reasons, read_articles, read_value

YAML = "---\ntitle: Harbour\ndate: 2026-01-07 18:30:00 +0100\nauthor: Ann Lee\n---\nProse.\n"
TOML = '+++\ntitle = "Harbour"\ndate = 2026-01-07T18:30:00+01:00\nauthor = "Ann Lee"\n+++\nProse.\n'
JSON = '{"title": "Harbour", "date": "2026-01-07T18:30:00+01:00", "author": "Ann Lee"}\n\nProse.\n'


@pytest.mark.parametrize("text", [YAML, TOML, JSON, TOML.replace("\n", "\r\n"), "\n" + TOML])
def test_front_matter_may_be_yaml_toml_or_json(text: str) -> None:
    front = parse_front_matter(text)
    assert front.fields["title"] == "Harbour"
    assert str(front.fields["published"])[:10] == "2026-01-07"
    assert list(front.fields["authors"]) == ["Ann Lee"]  # type: ignore[call-overload]
    assert text[front.body :].strip() == "Prose."


def test_fields_in_the_tables_of_sites_count_too() -> None:
    front = parse_front_matter(
        '+++\ntitle = "A"\ndate = 2026-01-07\n[extra]\nsource = "The Gazette"\ntitle = "B"\n+++\nP.'
    )
    assert (front.fields["title"], front.fields["source"]) == ("A", "The Gazette")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("+++\ntitle = Harbour\n+++\n", 2),
        ("+++\ntitle = 'a'\ntitle = 'b'\n+++\n", 2),
        ("+++\ntitle = 'a'\n", 1),
        ("---\ntitle: a: b\n---\n", 2),
    ],
)
def test_what_is_broken_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ArticleError, match="front matter") as caught:
        parse_front_matter(text)
    assert caught.value.line == line


def test_a_creation_date_is_no_publication_date() -> None:
    front = parse_front_matter("---\ntitle: A\ncreated: 2026-01-07\n---\nProse.")
    assert not front.fields.get("published")
    assert front.creation_date == "2026-01-07"


def test_json_is_front_matter_only_above_prose() -> None:
    assert opens_json_front_matter('{"a": 1}\n\nProse.')
    for text in ('{"a": 1}', '{"a": 1}\n{"a": 2}', '{"a": 1', "[1] Prose", '{"a": 1}, ', "Prose"):
        assert not opens_json_front_matter(text)


@pytest.mark.parametrize("text", [YAML, TOML])
def test_several_articles_have_their_own_slices(text: str) -> None:
    whole = text + "\n---\n\nA rule: between paragraphs.\n\n---\n\nMore.\n\n" + text + text
    slices = [whole[start:end] for start, end in split_by_front_matter(whole)]
    assert "".join(slices) == whole
    assert len(slices) == 3
    assert "A rule" in slices[0]


def test_rules_of_prose_begin_no_article() -> None:
    text = "Prose.\n\n---\ntitle: A\ndate: 2026-01-07\n---\nProse.\n"
    assert list(split_by_front_matter(text)) == [(0, len(text))]


@given(st.lists(st.sampled_from(["---\n", "+++\n", "a: b\n", "title: x\n", "\n", "Prose.\n"])))
def test_any_rules_are_borne(parts: list[str]) -> None:
    text = "".join(parts)
    try:
        slices = [text[start:end] for start, end in split_by_front_matter(text)]
    except ArticleError:
        return
    assert "".join(slices) == text


@pytest.mark.parametrize("part", ["---\na: b\n", "---\n---\n", "+++\na = 1\n", "---\n[[[[: 1\n"])
def test_many_rules_are_read_like_any_others(part: str) -> None:
    with computing_at_most(20):
        text = "---\ntitle: A\n---\n" + part * 20_000
        assert sum(end - start for start, end in split_by_front_matter(text)) == len(text)


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
