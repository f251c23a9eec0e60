from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_NAME
from bot.reading.reader import read
from tests.paths import GOLDEN

SAMPLE = GOLDEN / "mails.mbox"
HEADERS = (
    "Subject: T\nDate: Wed, 07 Jan 2026 18:30:00 +0100\nFrom: a@b.example\nMIME-Version: 1.0\n"
)


def _read(folder: Path, name: str, text: str) -> list[Finding]:
    (folder / name).write_bytes(text.encode())
    return list(read(folder / name))


def test_the_golden_mbox_is_read() -> None:
    cafe, refusal, storm = read(SAMPLE)
    assert isinstance(cafe, Article)
    assert (cafe.title, cafe.source) == ("Café by the harbour opens", "The Gazette")
    assert cafe.text == (
        "The café by the harbour opened again on Wednesday.\n\nFrom Thursday on it opens at six."
    )
    assert cafe.published == date(2026, 1, 7)
    assert cafe.instant is not None
    assert isinstance(refusal, Rejection)
    assert refusal.line == 21
    assert isinstance(storm, Article)
    assert storm.text == "The storm moved on.\n\nSnow fell."
    assert storm.source == "gazette.example"


@pytest.mark.parametrize("name", ["a.eml", "2020-01-01-a.txt", "a"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_headers_show_a_mail(name: str, end: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, name, f"{HEADERS}\nProse.\n".replace("\n", end))
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("Prose.", date(2026, 1, 7))


def test_a_text_that_begins_like_an_mbox_is_none(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "2026-01-07-a.txt", "From the harbour:\nProse: more.\n")
    assert isinstance(article, Article)
    assert article.text.startswith("From the harbour")


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed;"
        " boundary=a\n\n" * 5000,
        "",
    ],
)
def test_a_mail_without_text_that_can_be_read_gives_one_finding(rest: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes((HEADERS + rest).encode("utf-8", "surrogateescape"))
    assert len(list(read(path))) == 1


def _both(plain: str, html: str) -> str:
    parts = f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n"
    return f"{HEADERS}Content-Type: multipart/alternative; boundary=b\n\n{parts}--b--\n"


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        (
            "View in browser: https://gazette.example/a/b/c/d",
            "<p>The harbour opened again.</p><p>Two ferries left.</p>",
            "The harbour opened again.\n\nTwo ferries left.",
        ),
        (
            "The harbour opened again.\n\nTwo ferries left.",
            "<p>Menu</p><p>The harbour opened again.</p><p>Two ferries left.</p><p>Imprint</p>",
            "The harbour opened again.\n\nTwo ferries left.",
        ),
        ("The harbour opened.", "<p> </p>", "The harbour opened."),
        ("", "<p>The harbour opened.</p>", "The harbour opened."),
        ("The harbour opened.", "<style>p {a: b; c: d; e: f}</style>", "The harbour opened."),
    ],
)
def test_of_two_parts_the_one_with_the_article_counts(
    plain: str, html: str, text: str, tmp_path: Path
) -> None:
    (article,) = _read(tmp_path, "a.eml", _both(plain, html))
    assert isinstance(article, Article)
    assert article.text == text


def test_a_mail_without_date_is_dated_by_its_name(tmp_path: Path) -> None:
    mail = "\n".join(line for line in HEADERS.split("\n") if "Date:" not in line) + "\nProse.\n"
    remark, article = _read(tmp_path, "2026-01-07-a.eml", mail)
    assert remark == Notice(str(tmp_path / "2026-01-07-a.eml"), None, DATED_BY_NAME)
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)
    (refusal,) = _read(tmp_path, "a.eml", mail)
    assert isinstance(refusal, Rejection)


def test_a_mail_s_own_date_comes_before_its_name(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, "2020-01-01-a.eml", f"{HEADERS}\nProse.\n")
    assert isinstance(article, Article)
    assert article.published == date(2026, 1, 7)


def test_an_endless_word_is_read_like_any_other(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, "a.eml", _both("a" * 2_000_000, "<p>b</p>"))
    assert isinstance(article, Article)
    assert len(article.text) == 2_000_000
