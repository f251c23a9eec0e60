from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.path_dates import DATED_BY_FOLDERS
from bot.reading.formats.text import _split_by_date
from bot.reading.reader import read

DAY = date(2026, 1, 7)
PROSE = "The harbour opened again on Wednesday after three days of storm.\n\nTwo ferries left.\n"


def _read(folder: Path, text: str, name: str = "a.txt") -> list[Finding]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return list(read(path))


@pytest.mark.parametrize(
    "head",
    [
        "Harbour opens again\n\nBy Ann Lee\nPublished: January 7, 2026\n\n",
        "Harbour opens again\n7 January 2026\n\n",
        "OSLO, Jan. 7, 2026 (Agency) -- ",
        "OSLO, 7 janvier 2026 (AFP) - ",
        "OSLO, 7. Januar 2026 (dpa) – ",
        "Last updated: 8 January 2026\nPublished: 7 January 2026\n\n",
        "Hafen offen\n\nVeröffentlicht am 7. Januar 2026 um 18:30 Uhr\n\n",
        "港口重新开放\n\n发布时间：2026年1月7日\n\n",
        "ท่าเรือเปิดอีกครั้ง\n\n7 มกราคม 2569\n\n",
        "https://gazette.example/2026/01/07/harbour\n\n",
        "https://gazette.example/world/2026/jan/07/harbour\n\n",
        "Source: https://gazette.example/2026-01-07-harbour\n\n",
    ],
)
def test_a_text_is_dated_by_what_stands_above_its_prose(tmp_path: Path, head: str) -> None:
    (article,) = _read(tmp_path, head + PROSE)
    assert isinstance(article, Article)
    assert (article.published, article.text) == (DAY, head + PROSE)
    assert article.text[article.body :].strip().endswith(PROSE.strip())


def test_a_pasted_page_has_its_address_and_source(tmp_path: Path) -> None:
    url = "https://www.gazette.example/2026/01/07/harbour"
    (article,) = _read(tmp_path, f"Harbour opens again\n{url}\n\n{PROSE}")
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Harbour opens again", url)
    assert article.source == "gazette.example"


def test_numbers_in_another_language_than_english_have_the_day_first(tmp_path: Path) -> None:
    german = "Der Hafen wurde am Mittwoch wieder geöffnet, wie die Behörde mitteilte.\n"
    (article,) = _read(tmp_path, f"BERLIN (dpa) - 07.01.2026\n\n{german}")
    assert isinstance(article, Article)
    assert article.published == DAY
    (rejection,) = _read(tmp_path, f"Harbour opens again\n\nPublished 07.01.2026\n\n{PROSE}")
    assert isinstance(rejection, Rejection)
    assert "may be 2026-01-07 or 2026-07-01" in rejection.reason
    assert rejection.suggestion == DAY


def test_what_a_text_says_comes_before_its_name_and_its_folders(tmp_path: Path) -> None:
    dated = f"Harbour opens again\n\n7 January 2026\n\n{PROSE}"
    for name, place in (("2026-01-08.txt", "file name"), ("2026/01/08/a.txt", "folders")):
        article, notice = _read(tmp_path, dated, name)
        assert isinstance(article, Article)
        assert article.published == DAY
        assert isinstance(notice, Notice)
        assert notice.text == f"dated 2026-01-07, as it says, not 2026-01-08, as in its {place}"
    article, notice = _read(tmp_path, PROSE, "2026/01/07/a.txt")
    assert isinstance(article, Article)
    assert isinstance(notice, Notice)
    assert (article.published, notice.text) == (DAY, DATED_BY_FOLDERS)


def test_a_refusal_suggests_the_day_that_the_text_mentions(tmp_path: Path) -> None:
    (rejection,) = _read(tmp_path, "It opened on 7 January 2026, they said.\n")
    assert isinstance(rejection, Rejection)
    assert rejection.suggestion == DAY
    assert "like 2026-01-07-some-title.txt, or begin the text with date" in rejection.reason


def test_texts_that_begin_with_their_dates_are_articles_of_their_own(tmp_path: Path) -> None:
    text = (
        "date 2026-01-07 A storm came. The\ndate 2026-01-09 was named.\n"
        "date 2026-01-08 It went.\n\ndate 2026-02-31 Never.\n\r\ndate 2026-01-10\nHarbour opens\n\n"
        f"{PROSE}"
    )
    findings = _read(tmp_path, text)
    articles = [finding for finding in findings if isinstance(finding, Article)]
    assert [article.published.day for article in articles] == [7, 8, 10]
    assert "2026-01-09" in articles[0].text
    assert articles[2].title == "Harbour opens"
    (rejection,) = (finding for finding in findings if isinstance(finding, Rejection))
    assert rejection.line == 5
    assert "2026-02-31" in rejection.reason


@given(st.lists(st.sampled_from(["date 2026-01-07 A.\n", "\n", "date 2026-1-8\r\n", "b", "c.\r"])))
def test_the_texts_are_all_of_the_file_s_characters(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(text[start:end] for start, end in _split_by_date(text).ranges) == text


def test_front_matter_begins_an_article(tmp_path: Path) -> None:
    text = "".join(
        f"---\ntitle: Part {day}\ndate: {date_}\nauthor:\n  name: Ann Lee\n---\n{PROSE}\n"
        for day, date_ in ((7, "2026-01-07"), (8, "soon"), (9, "2026-01-09"))
    )
    findings = _read(tmp_path, text, "a.md")
    articles = [finding for finding in findings if isinstance(finding, Article)]
    assert [article.title for article in articles] == ["Part 7", "Part 9"]
    assert {article.authors for article in articles} == {("Ann Lee",)}
    (rejection,) = (finding for finding in findings if isinstance(finding, Rejection))
    assert rejection.line == 12
    assert (
        "".join(article.text for article in articles)
        in text.replace(articles[0].text, "", 1) + articles[0].text + articles[1].text
    )


def test_json_above_prose_is_front_matter_in_markdown(tmp_path: Path) -> None:
    text = '{\n  "title": "Harbour",\n  "date": "2026-01-07"\n}\n\n' + PROSE
    (article,) = _read(tmp_path, text, "a.md")
    assert isinstance(article, Article)
    assert (article.title, article.published, article.text) == ("Harbour", DAY, text)
    assert article.text[article.body :].strip() == PROSE.strip()


def test_a_note_that_says_only_when_it_was_made_is_refused(tmp_path: Path) -> None:
    text = f"---\ntitle: Harbour\ncreated: 2026-01-07\n---\n{PROSE}"
    (rejection,) = _read(tmp_path, text, "a.md")
    assert isinstance(rejection, Rejection)
    assert "add date: 2026-01-07 if it was published then" in rejection.reason
    assert rejection.suggestion == DAY


def test_two_digit_years_and_counts_are_remarked_once(tmp_path: Path) -> None:
    rows = "title,date,text\nA,1768291200,The storm moved on.\nB,1768377600,It went north.\n"
    articles = _read(tmp_path, rows, "a.csv")
    notices = [finding for finding in articles if isinstance(finding, Notice)]
    assert len(articles) == 3
    assert [("seconds since 1970" in notice.text) for notice in notices] == [True]
