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


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nTitel;Datum;Text\nH;2026-01-07;Prose.\n",
        '"sep=|"\r\ntitle|date|text\r\nH|2026-01-07|Prose.\r\n',
        "8 January 2026\n\nGazette;;\nÜberschrift;Erschienen;Volltext\nH;2026-01-07;Prose.\n",
        "Titre\tDate de publication\tTexte\nH\t7 janvier 2026\tProse.\n",
        "Título;Fecha;Cuerpo\nH;7 de enero de 2026;Prose.\n",
        "Titolo;Data;Testo\nH;7 gennaio 2026;Prose.\n",
        "Заголовок;Дата публикации;Текст\nH;7 января 2026 г.;Prose.\n",
        "Tytuł;Data publikacji;Treść\nH;7 stycznia 2026;Prose.\n",
        "Başlık;Tarih;Metin\nH;7 Ocak 2026;Prose.\n",
        "Date,Time,Title,Text\n2026-01-07,18:30,H,Prose.\n",
        "Year,Month,Day,Title,Text\n2026,1,7,H,Prose.\n",
        "title,date,text,,\nH,2026-01-07,Prose.,,\ntitle,date,text,,\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_table_is_read_below_its_header(text: str, encoding: str, tmp_path: Path) -> None:
    if encoding == "utf-16-le" and not text.isascii():
        encoding = "utf-8-sig"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    findings = [one for one in read(tmp_path / "a.csv") if not isinstance(one, Notice)]
    assert isinstance(findings[0], Article)
    assert (findings[0].title, findings[0].text) == ("H", "Prose.")
    assert findings[0].published == date(2026, 1, 7)


def test_nested_cells_are_read(tmp_path: Path) -> None:
    text = (
        "title,source,authors,date,content\n"
        """H,"{'id': None, 'name': 'Gazette'}","['Ann', 'Bo']",2026-01-07,<p>One.</p>Two.\n"""
    )
    (article,) = _read(tmp_path, "a.csv", text)
    assert isinstance(article, Article)
    assert (article.source, article.authors) == ("Gazette", ("Ann", "Bo"))
    assert article.text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-01-07,Harbour opens,Prose.\n", "its first line does not name its columns"),
        ("id,name,when\n1,a,2026\n", "it has no column for the text: its columns are id, name"),
        ("title,text\nH,Prose.\n", "it has no column for the date: its columns are title, text"),
        ("date,Date,text\n,,\n", "it has the column Date twice"),
    ],
)
def test_a_refusal_says_what_is_missing(text: str, reason: str, tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, "a.csv", text)
    assert isinstance(refusal, Rejection)
    assert refusal.reason.startswith(reason)
