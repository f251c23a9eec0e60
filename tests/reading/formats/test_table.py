from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.limits import ReadLimits
from bot.reading.reader import read
from tests.paths import GOLDEN

SAMPLE = GOLDEN / "table.csv"


def _read(folder: Path, name: str, text: str, limits: ReadLimits | None = None) -> list[Finding]:
    (folder / name).write_bytes(text.encode())
    return list(read(folder / name, limits or ReadLimits()))


def test_the_golden_table_is_read() -> None:
    harbour, storm, cells, quote, snow = read(SAMPLE)
    assert isinstance(harbour, Article)
    assert harbour.title == 'Harbour opens again: "at last"'
    assert harbour.text.endswith("before noon.\n\nThe first carried 140 passengers.")
    assert (harbour.authors, harbour.url) == (("Ann Lee",), "https://gazette.example/1")
    assert isinstance(storm, Article)
    assert isinstance(snow, Article)
    assert [one.published.day for one in (harbour, storm, snow)] == [7, 13, 16]
    assert isinstance(cells, Rejection)
    assert isinstance(quote, Rejection)
    assert (cells.line, quote.line) == (7, 8)
    assert "3 cells, but the first line has 6" in cells.reason


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "2020-01-01-a.txt", "a"])
def test_the_header_shows_a_table_and_its_delimiter(
    delimiter: str, name: str, tmp_path: Path
) -> None:
    rows = [["pub-date", "TEXT"], ["January 7 2026", "Prose."]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    (article,) = _read(tmp_path, name, text)
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("Prose.", date(2026, 1, 7))


def test_a_text_that_begins_with_such_words_is_no_table(tmp_path: Path) -> None:
    (article, _) = _read(tmp_path, "2026-01-07-a.txt", "Date and text, said the editor.\n")
    assert isinstance(article, Article)
    assert article.text.startswith("Date and text")


def test_a_table_without_dates_is_dated_by_its_name(tmp_path: Path) -> None:
    remark, article = _read(tmp_path, "2026-01-07-a.csv", "title,text\nT,Prose.\n")
    assert isinstance(remark, Notice)
    assert remark.text == "dated by its file name"
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)


def test_a_blank_date_is_not_saved_by_the_name(tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, "2026-01-07-a.csv", "date,text\n,Prose.\n")
    assert isinstance(refusal, Rejection)
    assert (refusal.line, "no date" in refusal.reason) == (2, True)


def test_a_quote_that_is_never_closed_costs_its_row_alone(tmp_path: Path) -> None:
    text = 'date,text\n2026-01-07,"Open\n' + "2026-01-08,Prose.\n" * 3
    refusal, *articles = _read(tmp_path, "a.csv", text)
    assert isinstance(refusal, Rejection)
    assert refusal.line == 2
    assert len(articles) == 3


def test_a_table_full_of_stray_quotes_is_given_up_and_says_so(tmp_path: Path) -> None:
    text = "date,text\n" + '2026-01-07,"Open\n2026-01-07," x\n' * 500
    *_, last = _read(tmp_path, "a.csv", text)
    assert isinstance(last, Rejection)
    assert "the rest was not read" in last.reason


def test_a_cell_beyond_the_bound_is_refused_and_a_long_one_is_not(tmp_path: Path) -> None:
    text = f"date,text\n2026-01-07,{'x' * 200_000}\n2026-01-07,{'x' * 400_000}\n"
    article, refusal = _read(tmp_path, "a.csv", text, ReadLimits(line=300_000))
    assert isinstance(article, Article)
    assert isinstance(refusal, Rejection)
    assert "field larger than field limit" in refusal.reason
