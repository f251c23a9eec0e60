"""Corrections find their articles, and leave their ids and texts as they are."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.corpus.corrections.correction import ArticleCorrection, PlaceInFile, describe_changes
from bot.corpus.corrections.corrections import CorrectionFiles, Corrections
from bot.reading.dates.parse import Published

DAY = date(2026, 1, 7)
ARTICLE = Article(
    "g1", "The harbour opened.", DAY, "corpus/a.jsonl", "Harbour", "The Gazette",
    "https://www.gazette.example/harbour?utm_source=mail", ("Ada",), "en",
    datetime(2026, 1, 7, 18, 30, tzinfo=UTC),
)  # fmt: skip
FILE = Path("/corpus/a.jsonl")
ROOTS = [Path("/corpus")]
OTHER_DAY = Published(date(2026, 1, 6))


def _correct(article: Article, *corrections: ArticleCorrection) -> Article | None:
    item = Corrections(corrections, (), ROOTS).correct(article, FILE)
    assert item.original == article
    return None if item.is_hidden else item.article


def test_an_article_is_corrected_with_its_id_and_its_text_as_they_were() -> None:
    correction = ArticleCorrection("g1", None or "", None, "Port", OTHER_DAY, "The Echo", "de")
    assert _correct(ARTICLE, correction) == replace(
        ARTICLE, title="Port", published=date(2026, 1, 6), instant=None, source="The Echo",
        language="de",
    )  # fmt: skip


def test_the_instant_of_the_same_day_stays() -> None:
    assert _correct(ARTICLE, ArticleCorrection("g1", published=Published(DAY))) == ARTICLE


def test_a_hidden_article_is_left_out() -> None:
    assert _correct(ARTICLE, ArticleCorrection("g1", is_hidden=True)) is None


@pytest.mark.parametrize(
    "key",
    [
        ArticleCorrection("g1"),
        ArticleCorrection("an-earlier-id", "http://gazette.example/harbour"),
        ArticleCorrection("", "gazette.example/harbour/"),
        ArticleCorrection("an-earlier-id", place=PlaceInFile("a.jsonl", "Harbour", DAY)),
    ],
)
def test_an_article_is_found_by_its_id_its_address_or_its_place(key: ArticleCorrection) -> None:
    corrected = _correct(ARTICLE, replace(key, title="Port"))
    assert corrected is not None
    assert (corrected.id, corrected.title) == ("g1", "Port")


@pytest.mark.parametrize(
    "key",
    [
        ArticleCorrection("g11"),
        ArticleCorrection("g", "https://gazette.example/harbours"),
        ArticleCorrection("g", place=PlaceInFile("b.jsonl", "Harbour", DAY)),
        ArticleCorrection("g", place=PlaceInFile("a.jsonl", "Harbour", date(2026, 1, 8))),
    ],
)
def test_other_articles_stay_as_they_are(key: ArticleCorrection) -> None:
    assert _correct(ARTICLE, replace(key, title="Port", is_hidden=True)) == ARTICLE


@given(
    st.none() | st.text(max_size=9), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.none() | st.text(max_size=9), st.booleans(),
)  # fmt: skip
def test_a_correction_that_is_taken_back_leaves_the_article_equal(
    title: str | None, day: date | None, source: str | None, is_hidden: bool
) -> None:
    published = None if day is None else Published(day)
    correction = ArticleCorrection("g1", "", None, title, published, source, None, is_hidden)
    corrected = _correct(ARTICLE, correction)
    assert corrected is None or (corrected.id, corrected.text) == (ARTICLE.id, ARTICLE.text)
    assert _correct(ARTICLE, replace(correction.reset(), is_hidden=False)) == ARTICLE


def test_the_last_folder_counts_and_faults_are_said_with_their_lines(tmp_path: Path) -> None:
    for name, title in (("a", "From a"), ("b", "From b")):
        (tmp_path / name).mkdir()
        text = f"- article: g1\n  title: {title}\n"
        (tmp_path / name / "corrections.yaml").write_text(text)
    with (tmp_path / "a" / "corrections.yaml").open("a") as file:
        file.write("- article: g2\n  published: soon\n")
    corrections = CorrectionFiles([tmp_path / "a", tmp_path / "b"]).load()
    assert corrections.by_id["g1"].title == "From b"
    (fault,) = corrections.faults
    assert (Path(fault.path).parent.name, fault.line) == ("a", 4)


def test_a_file_is_read_again_when_it_changes_and_may_be_missing(tmp_path: Path) -> None:
    files = CorrectionFiles([tmp_path])
    assert not files.load()
    path = tmp_path / "corrections.yaml"
    path.write_text("- article: g1\n  hidden: true\n- article: g1\n  title: Port\n")
    corrections = files.load()
    assert corrections.by_id["g1"] == ArticleCorrection("g1", title="Port")
    assert {(fault.line, fault.reason) for fault in corrections.faults} == {
        (3, "this article has another entry in line 1: this one counts")
    }
    assert files.load() is corrections
    path.write_bytes(b"- article: g1\n\xff")
    assert [fault.line for fault in files.load().faults] == [2]
    path.unlink()
    assert not files.load()


def test_changes_are_said_in_a_line() -> None:
    before = ArticleCorrection("g1", title="Port", is_hidden=True).to_json()
    after = ArticleCorrection("g1", published=OTHER_DAY).to_json()
    assert describe_changes(before, after) == (
        "published 2026-01-06, title as in the file, no longer hidden"
    )
